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

        var works = now.Of<Ticket>().Select(static ticket => (ticket.Id.Value, ticket.Billing)).Concat(now.Of<Project>().Select(static project => (project.Id.Value, project.Billing)));
        foreach (var (id, billing) in works.Where(static work => work.Billing is not null))
        {
            var priced = entries.Where(entry => (entry.Ticket?.Value ?? entry.Project?.Value) == id && entry.Approval is { Cover: TimeCover.Priced });
            if (Expected(priced, billing!) != items[id].Sum(static item => item.Computed.Amount))
            {
                yield return $"the items of {id} aren't what its time comes to";
            }

            var held = items[id].SelectMany(static item => item.Work.AsEnumerable()).SelectMany(static share => share.Entries.AsEnumerable()).ToList();
            if (held.Distinct().Count() != held.Count)
            {
                yield return $"time of {id} stands on two items";
            }
        }
    }

    private static decimal Expected(IEnumerable<TimeEntry> priced, WorkBilling billing) => priced
        .GroupBy(static entry => (entry.Approval!.Activity, entry.Approval.Kind, entry.Approval.Rate, entry.Approval.Factor))
        .Sum(group => Math.Round(
            (billing.RoundUp == Customers.TimeRoundUp.Entry ? group.Sum(entry => Up(entry, billing)) : Up(group.Sum(static entry => entry.Approval!.Counted), billing.Step)) * group.Key.Rate!.Value.Amount * group.Key.Factor / 60m,
            2,
            MidpointRounding.AwayFromZero));

    private static int Up(TimeEntry entry, WorkBilling billing) => Up(entry.Approval!.Counted, billing.Step);

    private static int Up(int minutes, int step) => step <= 1 ? minutes : (minutes + step - 1) / step * step;
}
