using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>Something that is sold: a service, a thing, a vendor's managed service or an hour of work.</summary>
public sealed record Product : IEntity<Product>
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="isActive">See <see cref="IsActive"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Product(bool isActive = true) => IsActive = isActive;

    /// <inheritdoc/>
    public required Id<Product> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the article number (SKU), unique in the tenant.</summary>
    public required string Number { get; init; }

    /// <summary>Gets the name that stands on documents.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what it is.</summary>
    public required ProductKind Kind { get; init; }

    /// <summary>Gets the unit it is sold in by default: a UN/ECE Recommendation 20 code, <c>C62</c> for a piece, <c>HUR</c> for an hour, <c>MON</c> for a month.</summary>
    public required string Unit { get; init; }

    /// <summary>Gets the code in the <see cref="TaxTable"/>, or <see langword="null"/> for the table's default.</summary>
    public string? TaxCode { get; init; }

    /// <summary>Gets the vendor's code of the service, by which usage finds its product; <see langword="null"/> for what no vendor counts.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>Gets the account of the general ledger that its sales are booked on, as the accounting software writes it; stands on the lines of exports. <see langword="null"/> when bookkeeping chooses.</summary>
    public string? RevenueAccount { get; init; }

    /// <summary>Gets by how much an hour of it is multiplied where a block of hours loses it, above 0, at most 10, up to 6 decimals; <see langword="null"/> for 1. Only of <see cref="ProductKind.HourlyRate"/>.</summary>
    public decimal? BlockMultiplier { get; init => field = value is { } said ? Decimals.Trimmed(said) : null; }

    /// <summary>Gets the unit group, whose units it can be sold and counted in; <see langword="null"/>: only in its own.</summary>
    public Id<UnitGroup>? UnitGroup { get; init; }

    /// <summary>Gets the list price of a base unit over time, one a first day and currency, in any order.</summary>
    public ValueList<DatedPrice> ListPrices { get; init; }

    /// <summary>Gets what a base unit costs over time, one a first day and currency, in any order. Only those who view costs see it.</summary>
    public ValueList<DatedPrice> CurrentCosts { get; init; }

    /// <summary>Gets what a base unit is reckoned to cost over time, one a first day and currency, in any order. Only those who view costs see it.</summary>
    public ValueList<DatedPrice> StandardCosts { get; init; }

    /// <summary>Gets what a bundle holds over time, one content a first day, in any order; only of <see cref="ProductKind.Bundle"/>.</summary>
    public ValueList<BundleContent> Contents { get; init; }

    /// <summary>Gets whether documents list the components of a bundle without how many there are of each.</summary>
    public bool HidesComponentQuantities { get; init; }

    /// <summary>Gets whether it may still be sold. Default: yes.</summary>
    public bool IsActive { get; init; }
}
