using Psa.SalesItems;
using Psa.Work;

namespace Psa.Attack.Tests.Calls;

/// <summary>What holds of approved time in every store, whoever does what at once.</summary>
internal static class WorkInvariants
{
    /// <summary>Says what is broken.</summary>
    public static IEnumerable<string> Broken(Snapshot now)
    {
        var items = now.Of<SalesItem>().Where(static item => !item.Released).ToLookup(static item => item.SourceId);
        var entries = now.Of<TimeEntry>().ToList();
        foreach (var entry in entries.Where(static entry => entry.Approval is null == (entry.Status == TimeStatus.Approved)))
        {
            yield return $"the time {entry.Id} is {entry.Status} and its approval isn't";
        }

        var taken = entries.SelectMany(static entry => (entry.Approval?.Blocks ?? []).AsEnumerable().Select(share => (entry.Id, share.Part, share.PeriodStart, share.Minutes))).ToList();
        foreach (var balance in now.Of<BlockBalance>())
        {
            var lost = balance.Uses.AsEnumerable().GroupBy(static use => use.Entry).Select(static own => (own.Key, Minutes: own.Sum(static use => use.Minutes))).OrderBy(static own => own.Key);
            if (!lost.SequenceEqual(taken.Where(share => share.Part == balance.Part && share.PeriodStart == balance.PeriodStart).Select(static share => (share.Id, share.Minutes)).OrderBy(static own => own.Id)))
            {
                yield return $"the lot {balance.Id} lost other minutes than time took of it";
            }
        }

        if (taken.Exists(share => !now.Of<BlockBalance>().Any(balance => balance.Part == share.Part && balance.PeriodStart == share.PeriodStart)))
        {
            yield return "time took of a lot that lost nothing";
        }

        var works = now.Of<Ticket>().Select(static ticket => (ticket.Id.Value, ticket.Billing)).Concat(now.Of<Project>().Select(static project => (project.Id.Value, project.Billing)));
        foreach (var (id, billing) in works.Where(static work => work.Billing is not null))
        {
            var taking = entries.Where(entry => (entry.Ticket?.Value ?? entry.Project?.Value) == id && entry.Approval is { Cover: TimeCover.Priced or TimeCover.Block });
            if (Expected(taking, billing!) != items[id].Sum(static item => item.Computed.Amount))
            {
                yield return $"the items of {id} aren't what its time comes to";
            }

            var held = Held(items[id].OrderBy(static item => item.Ordinal));
            if (held.Distinct().Count() != held.Count)
            {
                yield return $"time of {id} stands on two items";
            }

            foreach (var entry in held.Where(entry => !entries.Exists(one => one.Id == entry && one.Approval is { Cover: TimeCover.Priced })))
            {
                yield return $"the time {entry} stands on an item and isn't approved at a price";
            }
        }
    }

    // items name the time that they bill, and that which they take back
    private static List<Id<TimeEntry>> Held(IEnumerable<SalesItem> items)
    {
        var held = new List<Id<TimeEntry>>();
        foreach (var work in items.Select(static item => item.Work))
        {
            foreach (var returned in work.AsEnumerable().SelectMany(static share => share.Returned.AsEnumerable()))
            {
                held.Remove(returned);
            }

            held.AddRange(work.AsEnumerable().SelectMany(static share => share.Entries.AsEnumerable()));
        }

        return held;
    }

    // what lots took of the rounded minutes isn't priced
    private static decimal Expected(IEnumerable<TimeEntry> taking, WorkBilling billing) => taking
        .GroupBy(static entry => (entry.Approval!.Activity, entry.Approval.Kind, entry.Approval.Rate, entry.Approval.Factor, entry.Approval.Multiplier))
        .Sum(group =>
        {
            var rounded = billing.RoundUp == Customers.TimeRoundUp.Entry ? group.Sum(entry => Up(entry, billing)) : Up(group.Sum(static entry => entry.Approval!.Counted), billing.Step);
            var uncovered = (rounded * group.Key.Multiplier) - group.Sum(static entry => entry.Approval!.Blocks.AsEnumerable().Sum(static share => share.Minutes));
            return Math.Round(uncovered * (group.Key.Rate?.Amount ?? 0m) * group.Key.Factor / (60m * group.Key.Multiplier), 2, MidpointRounding.AwayFromZero);
        });

    private static int Up(TimeEntry entry, WorkBilling billing) => Up(entry.Approval!.Counted, billing.Step);

    private static int Up(int minutes, int step) => step <= 1 ? minutes : (minutes + step - 1) / step * step;
}
