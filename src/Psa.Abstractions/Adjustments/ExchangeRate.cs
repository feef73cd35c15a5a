namespace Psa.Adjustments;

/// <summary>What a unit of a currency is worth in that of what was billed.</summary>
/// <param name="Currency">The currency of what was performed.</param>
/// <param name="Rate">How much of the other one is one unit of it, above zero.</param>
public sealed record ExchangeRate(Currency Currency, decimal Rate);
