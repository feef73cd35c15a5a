using System.Text.Json.Serialization;

namespace Psa.Orders;

/// <summary>What became of one line of an order: each is 0 or has the line's sign, and shipped and canceled together are at most what is ordered.</summary>
/// <param name="Shipped">How much was delivered, and didn't come back to be replaced.</param>
/// <param name="Canceled">How much was given up.</param>
/// <param name="Invoiced">How much stands on sales items that count: what was released is open again.</param>
/// <param name="Returned">How much came back, or may, for its money.</param>
/// <param name="Noted">How much of that credit notes give back, of items that count: it stays invoiced.</param>
/// <param name="Awaited">How much came back to be replaced, and nothing went out in its place yet.</param>
public readonly record struct OrderQuantities(
    decimal Shipped,
    decimal Canceled,
    decimal Invoiced,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] decimal Returned = 0m,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] decimal Noted = 0m,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] decimal Awaited = 0m)
{
    /// <summary>Gets how much isn't billed though it was delivered, since it came back for its money and no credit note gives that back.</summary>
    internal decimal Unbilled => Returned - Noted;
}
