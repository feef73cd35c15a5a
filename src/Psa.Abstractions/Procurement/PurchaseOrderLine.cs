using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;
using Psa.Inventory;

namespace Psa.Procurement;

/// <summary>A line of a purchase order. What is received of it and open follows from its receipts (R-PO).</summary>
/// <param name="Product">The product, stocked.</param>
/// <param name="Quantity">How much is ordered, in the unit.</param>
/// <param name="Unit">The unit, of the product's group.</param>
/// <param name="Price">The price of one unit, in the order's currency.</param>
/// <param name="DueOn">When it is due, or <see langword="null"/>.</param>
/// <param name="IsDropShip">Whether it goes straight to the customer: then it never enters stock.</param>
/// <param name="ShortClosed">How much won't come.</param>
/// <param name="Receipts">What came, in the order in which it did.</param>
/// <param name="Awaited">What the vendor invoiced of it and didn't come yet, in the order in which it was recorded.</param>
/// <param name="Replacing">How much of what came went back, and others are to come in its place: it is open again.</param>
/// <param name="For">For which demands it was made, and how much for each; the rest is for stock. One that goes straight to the customer is for one demand at most, which its receipts deliver. It needs procurement.</param>
/// <param name="Location">The warehouse or van to which it comes where its receipt says nothing else, or <see langword="null"/> for the product's default location, else the tenant's.</param>
[method: JsonConstructor]
public sealed record PurchaseOrderLine(
    Id<Product> Product,
    decimal Quantity,
    string Unit,
    UnitPrice Price,
    LocalDate? DueOn = null,
    bool IsDropShip = false,
    decimal ShortClosed = 0m,
    ValueList<PurchaseReceipt> Receipts = default,
    ValueList<AwaitedReceipt> Awaited = default,
    decimal Replacing = 0m,
    ValueList<LineDemand> For = default,
    Id<StockLocation>? Location = null)
{
    /// <summary>Gets how much is ordered, in the unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);

    /// <summary>Gets how much of what came went back, and others are to come in its place.</summary>
    public decimal Replacing { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Replacing);

    /// <summary>Gets how much won't come.</summary>
    public decimal ShortClosed { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(ShortClosed);
}
