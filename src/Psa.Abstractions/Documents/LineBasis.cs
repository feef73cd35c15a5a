using Psa.Catalog;

namespace Psa.Documents;

/// <summary>What a line was priced from, to be told.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="UnitPrice">The price of one unit; <see langword="null"/> where a tariff made the amount.</param>
/// <param name="Discount">The discount, or <see langword="null"/>.</param>
public sealed record LineBasis(decimal Quantity, UnitPrice? UnitPrice = null, Discount? Discount = null);
