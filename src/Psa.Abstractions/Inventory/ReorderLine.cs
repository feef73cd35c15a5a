using System.Text.Json.Serialization;
using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>What is suggested so that a location is full again.</summary>
/// <param name="Product">The product.</param>
/// <param name="Location">The location.</param>
/// <param name="Available">What is available there.</param>
/// <param name="InTransit">What is under way to it.</param>
/// <param name="OnOrder">What vendors still have to bring to it.</param>
/// <param name="Suggested">How much to fetch or order.</param>
/// <param name="Transfers">What of it is fetched, from which warehouses: a van is refilled by transfer first. The rest is ordered.</param>
/// <param name="Allocated">What of what is on order is for demands.</param>
[method: JsonConstructor]
public sealed record ReorderLine(
    Id<Product> Product,
    Id<StockLocation> Location,
    decimal Available,
    decimal InTransit,
    decimal OnOrder,
    decimal Suggested,
    ValueList<StockShare> Transfers = default,
    decimal Allocated = 0m)
{
    /// <summary>Gets what is available there.</summary>
    public decimal Available { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Available);

    /// <summary>Gets what is under way to it.</summary>
    public decimal InTransit { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(InTransit);

    /// <summary>Gets what vendors still have to bring to it.</summary>
    public decimal OnOrder { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(OnOrder);

    /// <summary>Gets what of what is on order is for demands.</summary>
    public decimal Allocated { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Allocated);

    /// <summary>Gets how much to fetch or order.</summary>
    public decimal Suggested { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Suggested);

    /// <summary>Gives how much is left to be ordered.</summary>
    /// <returns>The quantity, in the base unit.</returns>
    [Pure]
    public decimal ToOrder()
    {
        var left = Suggested;
        foreach (var transfer in Transfers)
        {
            left -= transfer.Quantity;
        }

        return left;
    }
}
