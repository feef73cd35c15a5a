using Psa.Customers;

namespace Psa.Work;

/// <summary>
/// What approved time takes (R-TIME-ROUND, R-BLOCK). Minutes that are priced or taken alike are rounded up as a running total, and each entry takes what it adds to that: first of lots, and the rest is priced.
/// An entry whose approval is taken back gives back what the total loses, first what it took itself, its lots before its price, then what was approved last took; what it took beyond that goes to
/// what was approved last, since the total still needs it. So all that was taken is always the rounded total.
/// </summary>
internal static class TimeTaking
{
    /// <summary>Orders entries as they take lots when they are approved together.</summary>
    internal static int CompareWork(TimeEntry one, TimeEntry other) =>
        one.WorkedOn.CompareTo(other.WorkedOn) is var byDay and not 0 ? byDay
        : (one.StartMinute ?? -1).CompareTo(other.StartMinute ?? -1) is var byStart and not 0 ? byStart
        : one.Id.CompareTo(other.Id);

    /// <summary>Gives the minutes of lots that an approval has nothing of, so that they are priced.</summary>
    internal static decimal Uncovered(this TimeApproval approval)
    {
        var uncovered = approval.Taken * approval.Multiplier;
        foreach (var share in approval.Blocks)
        {
            uncovered -= share.Minutes;
        }

        return uncovered;
    }

    /// <summary>Takes for an entry.</summary>
    /// <param name="entry">The entry, with its approval, which has taken nothing yet.</param>
    /// <param name="others">All other time of its ticket or project.</param>
    /// <param name="billing">How it is billed.</param>
    /// <param name="lots">The lots that it may take of, in order.</param>
    /// <param name="book">The lots as the step leaves them.</param>
    internal static TimeEntry Take(TimeEntry entry, IEnumerable<TimeEntry> others, WorkBilling billing, IReadOnlyList<Lot> lots, LotBook book)
    {
        var approval = entry.Approval!;
        approval = approval with { Taken = Added(approval, Total(Alike(entry, others)), billing) };
        var (needed, shares, isOffered) = (approval.Taken * approval.Multiplier, new List<BlockShare>(), false);
        foreach (var lot in lots)
        {
            if (!lot.IsValidOn(entry.WorkedOn))
            {
                continue;
            }

            isOffered = true;
            if (book.Take(lot, entry.Id, entry.WorkedOn, needed) is var taken and > 0m)
            {
                shares.Add(new(lot.Part, lot.PeriodStart, taken));
                needed -= taken;
            }
        }

        return entry with { Approval = approval with { Blocks = shares.ToValueList(), Cover = isOffered && needed == 0m ? TimeCover.Block : TimeCover.Priced } };
    }

    /// <summary>Takes an approval back.</summary>
    /// <param name="entry">The entry, still approved.</param>
    /// <param name="others">All other time of its ticket or project, as the step leaves it.</param>
    /// <param name="billing">How it is billed.</param>
    /// <param name="book">The lots as the step leaves them: those of the entry, and of all that was taken alike.</param>
    /// <returns>The other entries that it changes.</returns>
    internal static List<TimeEntry> GiveBack(TimeEntry entry, IEnumerable<TimeEntry> others, WorkBilling billing, LotBook book)
    {
        var (alike, changed) = (Alike(entry, others), new List<TimeEntry>());
        alike.Sort(CompareApproval);
        var back = Added(entry.Approval!, Total(alike), billing);
        var own = alike.Count == 0 ? entry.Approval!.Taken : Math.Min(back, entry.Approval!.Taken);
        var left = Less(entry, own, book);
        if (left.Approval!.Taken > 0)
        {
            changed.Add(Hand(left, alike[^1], book));
            return changed;
        }

        var rest = back - own;
        for (var i = alike.Count - 1; i >= 0 && rest > 0; i--)
        {
            var less = Math.Min(rest, alike[i].Approval!.Taken);
            rest -= less;
            if (less > 0)
            {
                changed.Add(Less(alike[i], less, book));
            }
        }

        return changed;
    }

    /// <summary>Gives the entries that are priced or taken alike with one; those of no minutes are of no total.</summary>
    internal static List<TimeEntry> Alike(TimeEntry entry, IEnumerable<TimeEntry> others)
    {
        var alike = new List<TimeEntry>();
        foreach (var other in others)
        {
            if (other.Id != entry.Id && entry.Approval is { } one && other.Approval is { Counted: > 0 } two && one.Takes() && two.Takes() && IsAlike(one, two))
            {
                alike.Add(other);
            }
        }

        return alike;
    }

    /// <summary>Tells whether an approval takes minutes, of lots or at a price.</summary>
    internal static bool Takes(this TimeApproval approval) => approval.Cover is TimeCover.Priced or TimeCover.Block;

    private static bool IsAlike(TimeApproval one, TimeApproval other) =>
        one.Activity == other.Activity && one.Kind == other.Kind && one.Rate == other.Rate && one.Factor == other.Factor && one.Multiplier == other.Multiplier;

    private static int Total(List<TimeEntry> alike)
    {
        var total = 0;
        foreach (var entry in alike)
        {
            total += entry.Approval!.Counted;
        }

        return total;
    }

    private static int Added(TimeApproval approval, int total, WorkBilling billing) => billing.RoundUp == TimeRoundUp.Entry
        ? WorkTotals.Up(approval.Counted, billing.Step)
        : WorkTotals.Up(total + approval.Counted, billing.Step) - WorkTotals.Up(total, billing.Step);

    // what was approved in one step was approved in the order in which it took
    private static int CompareApproval(TimeEntry one, TimeEntry other) => one.Approval!.At.CompareTo(other.Approval!.At) is var byMoment and not 0 ? byMoment : CompareWork(one, other);

    private static TimeEntry Less(TimeEntry entry, int minutes, LotBook book)
    {
        var approval = entry.Approval!;
        List<BlockShare> shares = [.. approval.Blocks];
        var rest = minutes * approval.Multiplier;
        for (var i = shares.Count - 1; i >= 0 && rest > 0m; i--)
        {
            var back = Math.Min(rest, shares[i].Minutes);
            rest -= back;
            book.GiveBack(IdOf(entry, shares[i]), entry.Id, back);
            shares[i] = shares[i] with { Minutes = shares[i].Minutes - back };
        }

        shares.RemoveAll(static share => share.Minutes == 0m);
        return Covered(entry, approval with { Taken = approval.Taken - minutes, Blocks = shares.ToValueList() });
    }

    private static TimeEntry Hand(TimeEntry from, TimeEntry to, LotBook book)
    {
        var approval = to.Approval!;
        List<BlockShare> shares = [.. approval.Blocks];
        foreach (var share in from.Approval!.Blocks)
        {
            book.Hand(IdOf(from, share), from.Id, to.Id);
            var at = shares.FindIndex(own => own.Part == share.Part && own.PeriodStart == share.PeriodStart);
            if (at < 0)
            {
                shares.Add(share);
            }
            else
            {
                shares[at] = shares[at] with { Minutes = shares[at].Minutes + share.Minutes };
            }
        }

        return Covered(to, approval with { Taken = approval.Taken + from.Approval.Taken, Blocks = shares.ToValueList() });
    }

    // what takes nothing any more stays what it was
    private static TimeEntry Covered(TimeEntry entry, TimeApproval approval) => entry with
    {
        Approval = approval with { Cover = approval.Uncovered() > 0m ? TimeCover.Priced : approval.Blocks.IsEmpty ? approval.Cover : TimeCover.Block },
    };

    private static Id<BlockBalance> IdOf(TimeEntry entry, BlockShare share) => BlockBalances.IdOf(entry.Tenant, share.Part, share.PeriodStart);
}
