using NodaTime;

namespace Psa.Charges;

/// <summary>Some units more or fewer from a day on: seats added, licences given back.</summary>
/// <param name="From">The first day.</param>
/// <param name="Delta">How many more; below zero for fewer.</param>
/// <param name="LastDay">The last day, included, when it is for a time only.</param>
public readonly record struct QuantityChange(LocalDate From, decimal Delta, LocalDate? LastDay = null);
