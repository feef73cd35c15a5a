using NodaTime;
using Psa.Contracts;

namespace Psa.Work;

/// <summary>A lot of hours as its sales items make it (R-BLOCK): it is derived, and what was consumed of it stands in its <see cref="BlockBalance"/>.</summary>
/// <param name="Id">The id of its balance.</param>
/// <param name="Part">The part that sells it.</param>
/// <param name="PeriodStart">The first day of the period with which it was sold.</param>
/// <param name="FirstDay">Its first day.</param>
/// <param name="LastDay">Its last day, included.</param>
/// <param name="CarriedThrough">The last day, included, of what is carried over; the last day where nothing is.</param>
/// <param name="Minutes">What was bought; 0 while no item bills it, so that it gives nothing.</param>
/// <param name="CarryOver">How many unused minutes are carried over at most.</param>
/// <param name="BoughtOn">From which day on it was billed.</param>
/// <param name="Thresholds">At which percentages an event is raised.</param>
internal sealed record Lot(
    Id<BlockBalance> Id,
    Id<ContractPart> Part,
    LocalDate PeriodStart,
    LocalDate FirstDay,
    LocalDate LastDay,
    LocalDate CarriedThrough,
    int Minutes,
    int CarryOver,
    LocalDate BoughtOn,
    ValueList<int> Thresholds)
{
    /// <summary>Orders lots as work takes them: the earliest first day first, then the earlier bought.</summary>
    internal static int Compare(Lot one, Lot other) =>
        one.FirstDay.CompareTo(other.FirstDay) is var byDay and not 0 ? byDay
        : one.BoughtOn.CompareTo(other.BoughtOn) is var byPurchase and not 0 ? byPurchase
        : one.Part.CompareTo(other.Part) is var byPart and not 0 ? byPart
        : one.PeriodStart.CompareTo(other.PeriodStart);

    /// <summary>Tells whether work of a day may take of it: of what is carried over after its last day.</summary>
    internal bool IsValidOn(LocalDate day) => Minutes > 0 && FirstDay <= day && day <= CarriedThrough;
}
