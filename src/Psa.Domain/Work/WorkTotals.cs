using Psa.Access;
using Psa.Catalog;

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
    /// <param name="minutes">The minutes of lots that lots don't cover.</param>
    /// <param name="multiplier">By how much the worked minutes were multiplied.</param>
    /// <param name="rate">The price of an hour.</param>
    /// <param name="factor">The work kind's factor.</param>
    /// <param name="rounding">How amounts are rounded.</param>
    internal static Money AmountOf(decimal minutes, decimal multiplier, UnitPrice rate, decimal factor, Rounding rounding)
    {
        var (whole, decimals) = (Decimals.Trimmed(multiplier), Decimals.Trimmed(multiplier).Scale);
        var power = 1L;
        for (var i = 0; i < decimals; i++)
        {
            power *= 10;
        }

        var divisor = checked(MinutesOfAnHour * (long)(whole * power));
        return Money.FromMinorUnits(ExactAmount.Of(rate.Amount, rate.Currency).Times(factor).Times(minutes).Times((decimal)power).MinorUnits(divisor, rounding), rate.Currency);
    }

    /// <summary>Gives what the entries of a ticket or project come to: a share for all that is priced alike, in an order that doesn't depend on theirs.</summary>
    /// <param name="entries">Its entries, of which approved and priced ones count.</param>
    /// <param name="rounding">How amounts are rounded.</param>
    internal static List<WorkShare> Of(IReadOnlyCollection<TimeEntry> entries, Rounding rounding)
    {
        var totals = new Dictionary<(Id<Product> Activity, Id<WorkKind> Kind, UnitPrice Rate, decimal Factor, decimal Multiplier), (decimal Minutes, List<Id<TimeEntry>> Entries, SortedSet<UserId> People)>();
        foreach (var entry in entries)
        {
            // what lots took all of stands on no item, and no minutes don't either
            if (entry.Approval is not { Cover: TimeCover.Priced, Counted: > 0, Activity: { } activity, Rate: { } rate } approval)
            {
                continue;
            }

            var key = (activity, approval.Kind, rate, approval.Factor, approval.Multiplier);
            var (minutes, own, people) = totals.TryGetValue(key, out var known) ? known : (0m, [], []);
            own.Add(entry.Id);
            people.Add(entry.User);
            totals[key] = (minutes + approval.Uncovered(), own, people);
        }

        var shares = new List<WorkShare>(totals.Count);
        foreach (var ((activity, kind, rate, factor, multiplier), (minutes, own, people)) in totals)
        {
            own.Sort();
            var worked = decimal.Round(minutes / multiplier, Decimals.OfQuantities, MidpointRounding.AwayFromZero);
            shares.Add(new(activity, kind, rate, factor, multiplier, worked, AmountOf(minutes, multiplier, rate, factor, rounding), own.ToValueList(), people.ToValueList()));
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
        : share.Factor.CompareTo(other.Factor) is var byFactor and not 0 ? byFactor
        : share.Multiplier.CompareTo(other.Multiplier);
}
