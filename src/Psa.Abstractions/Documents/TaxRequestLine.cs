using Psa.Catalog;

namespace Psa.Documents;

/// <summary>A line whose tax is asked for.</summary>
/// <param name="TaxCode">The line's or product's tax code, or <see langword="null"/> for the default.</param>
/// <param name="Product">The product, or <see langword="null"/> for free text.</param>
/// <param name="Amount">What the line comes to.</param>
public sealed record TaxRequestLine(string? TaxCode, Id<Product>? Product, Money Amount);
