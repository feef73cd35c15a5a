using NodaTime;

namespace Psa.Charges;

/// <summary>How many units there are from a day on.</summary>
/// <param name="From">The first day.</param>
/// <param name="Quantity">The units, until the next level.</param>
public readonly record struct QuantityLevel(LocalDate From, decimal Quantity);
