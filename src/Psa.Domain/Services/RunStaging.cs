using System.Linq;
using Psa.Records;
using Psa.Runs;
using Psa.Storage;

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
        Add(step, All(batch, static billing => billing.Items));
        Update(step, All(batch, static billing => billing.InvoicedItems), read, static facts => facts.OpenItems);
        Add(step, All(batch, static billing => billing.Invoices));
        Add(step, All(batch, static billing => billing.Obstacles));
        Add(step, All(batch, static billing => billing.Ledgers, static ledger => ledger.Version == 0));
        Update(step, All(batch, static billing => billing.Ledgers, static ledger => ledger.Version > 0), read, static facts => facts.Ledgers);
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
            _ = stored.TryGetValue(record.Id, out var old) && old.Version == record.Version ? repository.Update(record, old) : repository.Update(record);
        }
    }

    private static void Add<T>(Step step, List<T> records)
        where T : class, IEntity<T>
    {
        var repository = step.Of<T>();
        (repository as StagingRepository<T>)?.Expect(records.Count);
        repository.AddRange(records);
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
