namespace Psa.Documents;

/// <summary>Where a part of a line begins in the line's share of the discounts on its document.</summary>
/// <param name="Amount">The whole line's share, of the line's sign; it holds tax where prices do.</param>
/// <param name="Of">The quantity that it belongs to.</param>
/// <param name="From">How many units of that come before the part.</param>
public sealed record DiscountPart(Money Amount, decimal Of, decimal From);
