using System.Text.Json.Serialization;
using Psa.Quotes;

namespace Psa.Inventory;

/// <summary>What of goods was kept for a line of a quote: when that was asked for, or before a draft took the quote's place.</summary>
/// <param name="Quote">The quote.</param>
/// <param name="Line">The place of its line, from 0.</param>
/// <param name="Quantity">How much, in the unit of the line.</param>
[method: JsonConstructor]
public sealed record ReservedBefore(Id<Quote> Quote, int Line, decimal Quantity)
{
    /// <summary>Gets how much, in the unit of the line.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}
