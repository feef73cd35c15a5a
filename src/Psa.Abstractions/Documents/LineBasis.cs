using Psa.Catalog;

namespace Psa.Documents;

/// <summary>What a line was priced from, to be told.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="UnitPrice">The price of one unit; <see langword="null"/> where a tariff made the amount.</param>
/// <param name="Discount">The discount, or <see langword="null"/>.</param>
/// <param name="Unit">The unit of the quantity where it has a name; <see langword="null"/> for plain numbers.</param>
/// <param name="VolumeDiscount">What the quantity takes off each unit's price, or <see langword="null"/> for nothing.</param>
public sealed record LineBasis(decimal Quantity, UnitPrice? UnitPrice = null, Discount? Discount = null, string? Unit = null, UnitPrice? VolumeDiscount = null);
