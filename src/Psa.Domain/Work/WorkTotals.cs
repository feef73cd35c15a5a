using Psa.Access;
using Psa.Catalog;
using Psa.Customers;

namespace Psa.Work;

/// <summary>
/// What approved time comes to (R-TIME-ROUND): minutes that are priced alike are rounded up to the payer's step as one total, or each entry by itself, and are one amount, which is rounded once.
/// So it doesn't matter in which order they were approved, how many at once, and what was taken back between.
/// </summary>
internal static class WorkTotals
{
    private const int MinutesOfAnHour = 60;

    /// <summary>Rounds minutes up to a multiple of a step; steps of 0 and 1 round nothing.</summary>
    internal static int Up(int minutes, int step) => step <= 1 ? minutes : checked((minutes + step - 1) / step * step);

    /// <summary>Gives what minutes come to: multiplied first, and divided and rounded once.</summary>
    internal static Money AmountOf(int minutes, UnitPrice rate, decimal factor, Rounding rounding) =>
        Money.FromMinorUnits(ExactAmount.Of(rate.Amount, rate.Currency).Times(factor).Times((decimal)minutes).MinorUnits(MinutesOfAnHour, rounding), rate.Currency);

    /// <summary>Gives what the entries of a ticket or project come to: a share for all that is priced alike, in an order that doesn't depend on theirs.</summary>
    /// <param name="entries">Its entries, of which approved and priced ones count.</param>
    /// <param name="billing">How it is billed.</param>
    /// <param name="rounding">How amounts are rounded.</param>
    internal static List<WorkShare> Of(IReadOnlyCollection<TimeEntry> entries, WorkBilling billing, Rounding rounding)
    {
        var totals = new Dictionary<(Id<Product> Activity, Id<WorkKind> Kind, UnitPrice Rate, decimal Factor), (int Minutes, List<Id<TimeEntry>> Entries, SortedSet<UserId> People)>();
        foreach (var entry in entries)
        {
            if (entry.Approval is not { Cover: TimeCover.Priced, Activity: { } activity, Rate: { } rate } approval)
            {
                continue;
            }

            var key = (activity, approval.Kind, rate, approval.Factor);
            var (minutes, own, people) = totals.TryGetValue(key, out var known) ? known : (0, [], []);
            own.Add(entry.Id);
            people.Add(entry.User);
            totals[key] = (checked(minutes + (billing.RoundUp == TimeRoundUp.Entry ? Up(approval.Counted, billing.Step) : approval.Counted)), own, people);
        }

        var shares = new List<WorkShare>(totals.Count);
        foreach (var ((activity, kind, rate, factor), (total, own, people)) in totals)
        {
            own.Sort();
            var minutes = billing.RoundUp == TimeRoundUp.Entry ? total : Up(total, billing.Step);
            shares.Add(new(activity, kind, rate, factor, minutes, AmountOf(minutes, rate, factor, rounding), own.ToValueList(), people.ToValueList()));
        }

        shares.Sort(static (left, right) => left.CompareKeyTo(right));
        return shares;
    }

    /// <summary>Tells whether two shares are priced alike.</summary>
    internal static bool IsLike(this WorkShare share, WorkShare other) => share.CompareKeyTo(other) == 0;

    private static int CompareKeyTo(this WorkShare share, WorkShare other) =>
        share.Activity.CompareTo(other.Activity) is var byActivity and not 0 ? byActivity
        : share.Kind.CompareTo(other.Kind) is var byKind and not 0 ? byKind
        : share.Rate.Amount.CompareTo(other.Rate.Amount) is var byRate and not 0 ? byRate
        : share.Factor.CompareTo(other.Factor);
}
