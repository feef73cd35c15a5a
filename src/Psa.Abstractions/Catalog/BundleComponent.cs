using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>What one bundle holds of a product.</summary>
/// <param name="Product">The product, itself no bundle.</param>
/// <param name="Quantity">How much of it, above zero, up to 15 decimals.</param>
/// <param name="Unit">The unit of the quantity, or <see langword="null"/> for the product's own.</param>
[method: JsonConstructor]
public sealed record BundleComponent(Id<Product> Product, decimal Quantity = 1m, string? Unit = null)
{
    /// <summary>Gets how much of it.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}
