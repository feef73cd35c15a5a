using System.Linq;
using Psa.Charges;
using Psa.Invoices;

namespace Psa.Runs;

/// <summary>Adds up what a run does.</summary>
internal static class RunCounting
{
    // so that the sum over all partitions fits, and the difference of two such sums
    private const long LargestSum = long.MaxValue / (2 * BillingRunRules.MostPartitions);

    internal static RunCounts Count(IReadOnlyList<PayerBilling> batch)
    {
        var (customers, items, blocked, documents) = (0L, 0L, 0L, new RunTally());
        foreach (var billing in batch)
        {
            customers += billing.Customers.Count;
            items += billing.Items.Count;
            blocked += billing.Obstacles.Count;
            documents.Add(billing.Invoices);
        }

        return documents.ToCounts() with { Customers = customers, Items = items, Obstacles = blocked };
    }

    /// <summary>Counts documents.</summary>
    internal static RunCounts Count(IReadOnlyList<Invoice> documents)
    {
        var tally = new RunTally();
        tally.Add(documents);
        return tally.ToCounts();
    }

    /// <summary>Takes documents out of what was counted.</summary>
    internal static RunCounts Less(this RunCounts counts, RunCounts documents) => counts with
    {
        Lines = counts.Lines - documents.Lines,
        Documents = counts.Documents - documents.Documents,
        CreditNotes = counts.CreditNotes - documents.CreditNotes,
        Held = counts.Held - documents.Held,
        Money = counts.Money.Less(documents.Money).AsEnumerable().Where(static money => money.Documents != 0).ToValueList(),
    };

    /// <summary>Refuses sums that a run, or the difference of two, could not hold: a partition has at most its share of what money can be.</summary>
    internal static RunCounts RequireFitting(this RunCounts counts)
    {
        foreach (var (net, tax, payable, _) in counts.Money)
        {
            if (Math.Max(Math.Abs((decimal)net.MinorUnits) + Math.Abs((decimal)tax.MinorUnits), Math.Abs((decimal)payable.MinorUnits)) > LargestSum)
            {
                throw new RuleViolationException(ChargeErrors.TooLarge, "The documents come to more money than a run can add up: look for a price or quantity that is too large.");
            }
        }

        return counts;
    }

    internal static RunCounts Plus(this RunCounts left, RunCounts right)
    {
        var money = new SortedDictionary<Currency, MoneyByCurrency>();
        foreach (var entry in left.Money)
        {
            Add(money, entry);
        }

        foreach (var entry in right.Money)
        {
            Add(money, entry);
        }

        return new()
        {
            Customers = left.Customers + right.Customers,
            Items = left.Items + right.Items,
            Lines = left.Lines + right.Lines,
            Documents = left.Documents + right.Documents,
            CreditNotes = left.CreditNotes + right.CreditNotes,
            Held = left.Held + right.Held,
            Obstacles = left.Obstacles + right.Obstacles,
            Money = money.Values.ToValueList(),
        };
    }

    internal static ValueList<MoneyByCurrency> Less(this ValueList<MoneyByCurrency> left, ValueList<MoneyByCurrency> right)
    {
        var money = new SortedDictionary<Currency, MoneyByCurrency>();
        foreach (var entry in left)
        {
            Add(money, entry);
        }

        foreach (var entry in right)
        {
            Add(money, new(-entry.Net, -entry.Tax, -entry.Payable, -entry.Documents));
        }

        return money.Values.ToValueList();
    }

    private static void Add(SortedDictionary<Currency, MoneyByCurrency> sums, MoneyByCurrency entry)
    {
        sums[entry.Net.Currency] = sums.TryGetValue(entry.Net.Currency, out var sum)
            ? new(sum.Net + entry.Net, sum.Tax + entry.Tax, sum.Payable + entry.Payable, sum.Documents + entry.Documents)
            : entry;
    }

    /// <summary>Adds up what the partitions of a run have done.</summary>
    internal static RunCounts Sum(IReadOnlyList<RunPartition> partitions)
    {
        var sum = RunCounts.Zero;
        for (var i = 0; i < partitions.Count; i++)
        {
            sum = sum.Plus(partitions[i].Counts);
        }

        return sum;
    }

    /// <summary>Tells how far a run is, from what its workers wrote: customers until all are calculated, then documents that have their numbers, or are gone.</summary>
    /// <param name="run">The run.</param>
    /// <param name="partitions">Its partitions.</param>
    /// <param name="drafts">How many drafts it has.</param>
    internal static BillingRunProgress Progress(this BillingRun run, IReadOnlyList<RunPartition> partitions, long drafts)
    {
        if (run.Status == BillingRunStatus.Issuing || run.Status == BillingRunStatus.Issued)
        {
            return new() { Phase = RunPhase.Issuing, Done = run.IssuedDocuments, Total = run.Counts.Documents, Counts = run.Counts };
        }

        if (run.Status == BillingRunStatus.Calculated)
        {
            return new() { Phase = RunPhase.Calculating, Done = run.Counts.Customers, Total = Math.Max(run.Customers, run.Counts.Customers), Counts = run.Counts };
        }

        var counts = Sum(partitions);
        if (run.Status == BillingRunStatus.RollingBack || run.Status == BillingRunStatus.RolledBack)
        {
            var total = Math.Max(counts.Documents, drafts);
            return new() { Phase = RunPhase.RollingBack, Done = total - drafts, Total = total, Counts = counts };
        }

        return new() { Phase = RunPhase.Calculating, Done = counts.Customers, Total = Math.Max(run.Customers, counts.Customers), Counts = counts };
    }
}
