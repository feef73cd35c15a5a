namespace Psa.Quotes;

/// <summary>What became of the quotes whose last day has passed.</summary>
/// <param name="Closed">How many were closed as expired.</param>
/// <param name="Problems">Why others were not, each with the id of its quote; they are tried again the next time.</param>
public sealed record QuoteExpiry(int Closed, ValueList<Problem> Problems);
