using Psa.Documents;

namespace Psa.Quotes;

/// <summary>What an active quote would come to at the catalog's prices of today.</summary>
/// <param name="PriceHash">The hash of these prices, amounts and taxes, by which somebody agrees to them (<see cref="WinQuote.ConfirmedPrices"/>).</param>
/// <param name="Totals">The totals of what it proposes.</param>
/// <param name="Differences">The lines that would cost something else.</param>
public sealed record RepricedQuote(string PriceHash, QuoteTotals Totals, ValueList<PriceDifference> Differences);
