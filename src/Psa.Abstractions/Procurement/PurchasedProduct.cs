using Psa.Catalog;

namespace Psa.Procurement;

/// <summary>From whom a product is bought; its id is the product's.</summary>
public sealed record PurchasedProduct : IEntity<PurchasedProduct>
{
    /// <inheritdoc/>
    public required Id<PurchasedProduct> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the product.</summary>
    public required Id<Product> Product { get; init; }

    /// <summary>Gets its vendors; the first is the default one, to whom what is suggested is ordered.</summary>
    public ValueList<ProductVendor> Vendors { get; init; }
}
