using NodaTime;
using Psa.Charges;

namespace Psa.SalesItems;

/// <summary>What users decided about single items: overridden, canceled, credited (R-DECIDED).</summary>
internal static class Decisions
{
    /// <summary>Gives what the customer still bears of an item: its net, less what was credited of it; nothing when it is canceled.</summary>
    internal static Money Borne(this SalesItem item) => item.Status == SalesItemStatus.Canceled ? Money.Zero(item.Currency) : item.Credited is { } credited ? item.Net - credited : item.Net;

    /// <summary>Gives what one period is: of one source, and one line and charge of it, from one first day. What is billed of it, and given back, is looked at together.</summary>
    internal static (SalesItemSource Source, Guid SourceId, int? SourceLine, ChargeKind Charge, LocalDate? First) PeriodKey(this SalesItem item) => (item.Source, item.SourceId, item.SourceLine, item.Charge, item.PeriodStart);

    /// <summary>Gives the net that the rule gave an item, before anybody overrode it.</summary>
    internal static Money NetByRule(this SalesItem item) => item.Override?.Original ?? item.Net;

    /// <summary>Gives what a user let go of an item, or added to it; zero of an item that nobody decided on.</summary>
    internal static Money Waiver(this SalesItem item) => item.NetByRule() - item.Borne();

    /// <summary>
    /// Gives as much of an item's waiver as still counts. The item is about the step from what was billed before it by its computed amount: while what is expected takes all of that step,
    /// the waiver counts in full; while it takes a part, at most that part; while it takes none, not at all.
    /// </summary>
    /// <param name="item">The item, decided.</param>
    /// <param name="before">What was billed before it.</param>
    /// <param name="expected">What is expected now.</param>
    /// <returns>The waiver as it counts, of its own sign.</returns>
    internal static Money WaivedOf(this SalesItem item, Money before, Money expected)
    {
        var (waiver, step) = (item.Waiver(), item.Computed);
        var taken = step.Sign < 0 ? before - expected : expected - before;
        if (step.IsZero || taken >= step.Abs())
        {
            return waiver;
        }

        if (taken.Sign <= 0)
        {
            return Money.Zero(item.Currency);
        }

        return waiver.Abs() <= taken ? waiver : waiver.Sign < 0 ? -taken : taken;
    }
}
