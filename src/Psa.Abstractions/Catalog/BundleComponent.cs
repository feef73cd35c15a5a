using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>What one bundle holds of a product.</summary>
/// <param name="Product">The product, itself no bundle.</param>
/// <param name="Quantity">How much of it, above zero, up to 15 decimals.</param>
/// <param name="Unit">The unit of the quantity, or <see langword="null"/> for the product's own.</param>
[method: JsonConstructor]
public sealed record BundleComponent(Id<Product> Product, decimal Quantity, string? Unit = null)
{
    /// <summary>Makes a component of which there is one, in the product's own unit.</summary>
    /// <param name="product">The product, itself no bundle.</param>
    public BundleComponent(Id<Product> product)
        : this(product, 1m)
    {
    }

    /// <summary>Gets how much of it.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}
