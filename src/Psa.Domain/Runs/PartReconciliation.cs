using System.Linq;
using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.SalesItems;

namespace Psa.Runs;

/// <summary>Reconciles what one part reads, period by period.</summary>
/// <param name="facts">The part, with all periods that are wanted to be looked at again.</param>
/// <param name="asRun">The part as the run finds it.</param>
/// <param name="customer">Whose it is.</param>
/// <param name="readsElsewhere">Of usage that no part covers: whether parts of the customer read the counter on other days.</param>
/// <param name="context">The run.</param>
internal sealed class PartReconciliation(PartFacts facts, PartFacts asRun, Customer customer, bool readsElsewhere, BillingContext context)
{
    private readonly SortedDictionary<LocalDate, PeriodReconciliation> _periods = [];
    private readonly Contract _contract = facts.Contract;

    /// <summary>Lists the periods that end on a day or later, through the run's, and those of which the run bills something or something is in the way.</summary>
    internal List<UsageReconciliation> Rows(LocalDate since)
    {
        var seen = new List<SeenCharge>();
        var all = PartBilling.Bill(facts, context, seen);
        var run = PartBilling.Bill(AsRead(asRun), context);
        AddUsage();
        AddItems(run);
        foreach (var charge in seen)
        {
            At(charge.Slot).Add(charge);
        }

        if (all is { Ledger: null, Items.Count: 0, Obstacles: [{ Group.Length: 0 } obstacle] })
        {
            // what is in the way of the part as a whole: nothing behind it was looked at
            _ = At(BillingSlots.StartOf(_contract, context.Through));
            foreach (var period in _periods.Values)
            {
                period.BlockUnseen(obstacle);
            }
        }

        var rows = new List<UsageReconciliation>();
        foreach (var period in _periods.Values)
        {
            var isAsked = period.Days.LastDay >= since && period.Days.LastDay <= context.Through;
            if (isAsked ? period.HasAny : period.IsOpen)
            {
                rows.Add(period.Row(customer));
            }
        }

        return rows;
    }

    // a run reads items only of what it looks at again
    private static PartFacts AsRead(PartFacts part)
    {
        try
        {
            var (from, needsHistory) = PartBilling.FirstSlot(part);
            return part with { History = needsHistory ? [.. part.History.Where(item => item.PeriodStart >= from)] : [] };
        }
#pragma warning disable CA1031 // a part that has no first slot says so itself when it is billed
        catch (Exception)
#pragma warning restore CA1031
        {
            return part;
        }
    }

    private void AddUsage()
    {
        if (facts.Source == SalesItemSource.ContractPart && !_contract.Status.IsBilled)
        {
            return;
        }

        for (var i = 0; i < facts.Usage.Count; i++)
        {
            if (facts.Source == SalesItemSource.VendorUsage || UncoveredUsage.IsRead(_contract, facts.Part, facts.Usage[i].Date))
            {
                At(BillingSlots.StartOf(_contract, facts.Usage[i].Date)).Readings++;
            }
        }
    }

    private void AddItems(PartResult run)
    {
        foreach (var ((slot, kind), billed) in BilledPeriod.Index(facts.History, facts.Drafts))
        {
            At(slot, billed.Days).Add(kind, billed);
        }

        foreach (var item in run.Items)
        {
            At(item.PeriodStart!.Value, item.Period).AddNew(item);
        }
    }

    private PeriodReconciliation At(LocalDate slot, DatePeriod? days = null)
    {
        if (!_periods.TryGetValue(slot, out var period))
        {
            // what was billed for a period that there is no more keeps its days
            var found = BillingSlots.At(_contract, slot);
            _periods.Add(slot, period = new(facts, found.Start == slot ? found.Days : days ?? found.Days, readsElsewhere, context));
        }

        return period;
    }
}
