using Psa.Catalog;

namespace Psa.Documents;

/// <summary>A line whose tax is asked for.</summary>
/// <param name="TaxCode">The line's or product's tax code, or <see langword="null"/> for the default.</param>
/// <param name="Product">The product, or <see langword="null"/> for free text.</param>
/// <param name="Amount">What the line comes to.</param>
/// <param name="IsOverride">Whether somebody chose <paramref name="TaxCode"/> for this line, as a contract part can: then it goes before the customer's.</param>
public sealed record TaxRequestLine(string? TaxCode, Id<Product>? Product, Money Amount, bool IsOverride = false);
