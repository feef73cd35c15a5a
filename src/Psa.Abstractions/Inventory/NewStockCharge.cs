using Psa.Documents;

namespace Psa.Inventory;

/// <summary>Goods that are asked for.</summary>
public sealed record NewStockCharge
{
    /// <summary>Gets the id that a call can be repeated with; <see langword="null"/> for a new one.</summary>
    public Id<StockCharge>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the contract, project or ticket that needs them.</summary>
    public required StockChargeOwner Owner { get; init; }

    /// <summary>Gets product, quantity and unit; with a price it overrides the catalog's, which needs <see cref="Psa.Access.Permission.OverridePrices"/>.</summary>
    public required NewDocumentLine Line { get; init; }

    /// <summary>Gets whether they aren't billed.</summary>
    public bool IsFree { get; init; }

    /// <summary>Gets from where they are picked where nothing else is said, or <see langword="null"/>.</summary>
    public Id<StockLocation>? Location { get; init; }
}
