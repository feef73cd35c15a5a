using NodaTime;

namespace Psa.Contracts;

/// <summary>
/// An agreed rise of locked prices. It is derived from its dates and written nowhere: a price agreed before a step is billed risen from the step on, rounded at each step half up to
/// 6 decimals, or to 12 where the agreed price is below 1. It is in force until the next one of the contract begins; a rate of 0 % ends the one before it.
/// </summary>
/// <param name="From">The first day of the first risen price; the later steps follow every so many months from it, clamped to month ends.</param>
/// <param name="Rate">By how much prices rise at each step: 3 % of the price before it. May be negative, above -100 %.</param>
/// <param name="EveryMonths">Months between steps, 1 to 120.</param>
public sealed record PriceEscalation(LocalDate From, Percent Rate, int EveryMonths = 12);
