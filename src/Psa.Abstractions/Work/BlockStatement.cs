using NodaTime;
using Psa.Contracts;

namespace Psa.Work;

/// <summary>
/// What became of a lot from a day to another, by the worked dates: starting + added = used + expired + remaining, none of them below zero. Minutes, with decimals where a multiplier has them.
/// </summary>
/// <param name="Part">The part that sells the lot.</param>
/// <param name="PeriodStart">The first day of the period with which it was sold.</param>
/// <param name="FirstDay">Its first day.</param>
/// <param name="LastDay">Its last day, included.</param>
/// <param name="CarriedThrough">The last day, included, of what is carried over; the last day where nothing is.</param>
/// <param name="Starting">What was left before.</param>
/// <param name="Added">What was bought.</param>
/// <param name="Used">What was consumed.</param>
/// <param name="Expired">What expired.</param>
/// <param name="Remaining">What is left.</param>
public sealed record BlockStatement(
    Id<ContractPart> Part,
    LocalDate PeriodStart,
    LocalDate FirstDay,
    LocalDate LastDay,
    LocalDate CarriedThrough,
    decimal Starting,
    decimal Added,
    decimal Used,
    decimal Expired,
    decimal Remaining);
