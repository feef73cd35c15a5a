using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Inventory;
using Psa.Invoices;

namespace Psa.Returns;

/// <summary>Delivered goods that a customer gives back, what it gets for them, and what becomes of them (R-RMA). They move together: what is to become of parts of them is asked for apart.</summary>
public sealed record GoodsReturn : IEntity<GoodsReturn>
{
    /// <inheritdoc/>
    public required Id<GoodsReturn> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the charge or line of an order for which the goods were delivered.</summary>
    public required DemandSource Source { get; init; }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the product.</summary>
    public required Id<Product> Product { get; init; }

    /// <summary>Gets the unit of its quantities, which is that of the charge or line.</summary>
    public required string Unit { get; init; }

    /// <summary>Gets what the customer is to get for it.</summary>
    public ReturnKind Kind { get; init; }

    /// <summary>Gets where it stands; only its lifecycle changes it.</summary>
    public required ReturnStatus Status { get; init; }

    /// <summary>Gets why the goods come back.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets who asked for it, who doesn't authorize it.</summary>
    public required UserId RequestedBy { get; init; }

    /// <summary>Gets when it was asked for.</summary>
    public required Instant RequestedAt { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets what comes back of which deliveries.</summary>
    public ValueList<ReturnedGoods> Goods { get; init; }

    /// <summary>Gets what is given back at most of what stood on issued documents, before its share of document discounts; <see langword="null"/> for the price billed.</summary>
    public Money? MostCredited { get; init; }

    /// <summary>Gets what whoever authorized, denied or canceled it noted, or <see langword="null"/>.</summary>
    public string? Note { get; init; }

    /// <summary>Gets whether what the customer gets for it in money was settled: credited by notes, or not billed.</summary>
    public bool IsSettled { get; init; }

    /// <summary>Gets what of the goods stood on issued documents when that was settled.</summary>
    public ValueList<ReturnCredit> Credits { get; init; }

    /// <summary>Gets the credit notes that give back what of the goods stood on issued invoices, drafts among them.</summary>
    public ValueList<Id<Invoice>> Notes { get; init; }

    /// <summary>Gets how much was taken off what was invoiced of the order's line when that was settled.</summary>
    public decimal Withdrawn { get; init => field = Decimals.Trimmed(value); }

    /// <summary>Gets the charge by which other goods go out in their place, where they were of one; else <see langword="null"/>.</summary>
    public Id<StockCharge>? Replacement { get; init; }

    /// <summary>Gets the location at which the goods lie, while they do.</summary>
    public Id<StockLocation>? Location { get; init; }

    /// <summary>Gets the vendor's part; <see langword="null"/> where they didn't go back to one.</summary>
    public VendorReturn? Vendor { get; init; }

    /// <summary>Gets where the goods went in the end; <see langword="null"/> until they did.</summary>
    public GoodsFate? Fate { get; init; }

    /// <summary>Gets whether something is left to be done.</summary>
    internal bool IsOpen => Status != ReturnStatus.Denied && Status != ReturnStatus.Closed && Status != ReturnStatus.Canceled;

    /// <summary>Gets the id of what the goods were delivered for.</summary>
    internal Guid SourceId => Source.Whole;

    /// <summary>Gives how much comes back.</summary>
    /// <returns>The quantity, in its unit.</returns>
    [Pure]
    public decimal Quantity()
    {
        var quantity = 0m;
        foreach (var goods in Goods)
        {
            quantity += goods.Quantity;
        }

        return quantity;
    }
}
