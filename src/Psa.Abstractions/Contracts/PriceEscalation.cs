using NodaTime;

namespace Psa.Contracts;

/// <summary>An agreed rise of locked prices: each step appends a terms entry with the new price, rounded to 6 decimals each step.</summary>
/// <param name="Rate">By how much prices rise at each step: 3 % of the price before it. May be negative.</param>
/// <param name="EveryMonths">Months between steps, at least 1.</param>
/// <param name="From">The first day of the first risen price.</param>
public sealed record PriceEscalation(Percent Rate, int EveryMonths, LocalDate From);
