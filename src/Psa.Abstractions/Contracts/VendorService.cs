using Psa.Catalog;

namespace Psa.Contracts;

/// <summary>A vendor's service that a customer has usage for: what the contract wizard makes a part of.</summary>
public sealed record VendorService
{
    /// <summary>Gets the vendor's code of the service.</summary>
    public required string ServiceCode { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the usage of the last month that has any.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Gets the vendor's unit.</summary>
    public required string VendorUnit { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the product that sells the service, or <see langword="null"/> when the catalog has none.</summary>
    public Id<Product>? Product { get; init; }

    /// <summary>Gets the product's name, or <see langword="null"/>.</summary>
    public string? ProductName { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the unit of the product, a UN/ECE code, or <see langword="null"/>.</summary>
    public string? Unit { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets what the product costs in the catalog today, or <see langword="null"/> when it has no price in the customer's currency.</summary>
    public UnitPrice? CatalogPrice { get; init; }
}
