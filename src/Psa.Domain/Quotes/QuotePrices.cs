using Psa.Documents;

namespace Psa.Quotes;

/// <summary>When the prices of quotes move: of drafts. What the customer holds is frozen, and so is all that became of it.</summary>
internal static class QuotePrices
{
    internal static PriceMovements<QuoteStatus> Table { get; } = new(new PriceMovements<QuoteStatus>.Row(QuoteStatus.Draft, PriceMovement.Follows, PriceMovement.Keeps));

    /// <summary>Gives what becomes of the prices of a quote.</summary>
    internal static PriceMovement Prices(this Quote quote) => Table.Of(quote.Status, isByHand: true, quote.PriceBehaviour);
}
