using System.Linq;
using Psa.Charges;
using Psa.Invoices;
using Psa.Records;
using Psa.Runs;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>Stages what a batch of a run adds and changes, each kind at once.</summary>
internal static class RunStaging
{
    /// <summary>Stages a batch.</summary>
    /// <param name="step">The step.</param>
    /// <param name="batch">What was billed.</param>
    /// <param name="read">What was read of those that were billed.</param>
    internal static void Stage(this Step step, List<PayerBilling> batch, List<PayerFacts> read)
    {
        // nobody has seen what the batch made, and another attempt makes it anew; which ledgers are new is asked before they get their version
        var known = All(batch, static billing => billing.Ledgers, static ledger => ledger.Version > 0);
        step.Of<SalesItem>().AddOwned(All(batch, static billing => billing.Items));
        step.Of<Invoice>().AddOwned(All(batch, static billing => billing.Invoices));
        step.Of<RunObstacle>().AddOwned(All(batch, static billing => billing.Obstacles));
        step.Of<PartLedger>().AddOwned(All(batch, static billing => billing.Ledgers, static ledger => ledger.Version == 0));
        Update(step, All(batch, static billing => billing.InvoicedItems), read, static facts => facts.OpenItems);
        Update(step, known, read, static facts => facts.Ledgers);
    }

    // with what was read of them, so that a store may write only what differs
    private static void Update<T>(Step step, List<T> changed, List<PayerFacts> read, Func<CustomerFacts, IReadOnlyList<T>> of)
        where T : class, IEntity<T>
    {
        if (changed.Count == 0)
        {
            return;
        }

        var (repository, stored) = (step.Of<T>(), new Dictionary<Id<T>, T>());
        foreach (var record in read.SelectMany(static payer => payer.Customers).SelectMany(of))
        {
            stored[record.Id] = record;
        }

        foreach (var record in changed)
        {
            repository.UpdateOwned(record, stored.TryGetValue(record.Id, out var old) && old.Version == record.Version ? old : null);
        }
    }

    private static List<T> All<T>(List<PayerBilling> batch, Func<PayerBilling, IReadOnlyList<T>> of, Predicate<T>? which = null)
    {
        var all = new List<T>(batch.Sum(billing => of(billing).Count));
        foreach (var billing in batch)
        {
            var some = of(billing);
            for (var i = 0; i < some.Count; i++)
            {
                if (which?.Invoke(some[i]) != false)
                {
                    all.Add(some[i]);
                }
            }
        }

        return all;
    }
}
