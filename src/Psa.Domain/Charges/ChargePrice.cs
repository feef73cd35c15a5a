namespace Psa.Charges;

/// <summary>What a charge costs a unit, and where that comes from.</summary>
/// <param name="Price">The price of one, or <see langword="null"/> where there is none.</param>
/// <param name="VolumeDiscount">What the quantity takes off each, or <see langword="null"/>.</param>
/// <param name="Origin">Where both come from.</param>
internal readonly record struct ChargePrice(UnitPrice? Price, UnitPrice? VolumeDiscount, PriceOrigin Origin);
