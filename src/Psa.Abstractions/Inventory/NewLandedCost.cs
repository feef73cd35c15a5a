using System.Text.Json.Serialization;

namespace Psa.Inventory;

/// <summary>Cost of goods that became known after they came: freight, duty, or a rebate as a negative amount.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Receipts">Over which receipts it is spread.</param>
/// <param name="Rate">By what the amount is multiplied to be in the valuation currency, where it is in another.</param>
/// <param name="Reason">What for.</param>
/// <param name="Document">The document that says so.</param>
[method: JsonConstructor]
public sealed record NewLandedCost(
    Money Amount,
    ValueList<ReceiptOfGoods> Receipts,
    decimal? Rate = null,
    string? Reason = null,
    Guid? Document = null)
{
    /// <summary>Gets the id that the move of the first receipt is to have, from which those of the others derive, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the cost is added once.</summary>
    public Id<StockMove>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets by what the amount is multiplied to be in the valuation currency, where it is in another.</summary>
    public decimal? Rate { get; init => field = value is { } said ? Decimals.Trimmed(said) : null; } = Rate is { } given ? Decimals.Trimmed(given) : null;
}
