using Psa.Benchmarks.Runs;
using Psa.Contracts;
using Psa.Customers;
using Psa.Numbering;
using Psa.Samples.BillingRun.Worlds;

namespace Psa.Benchmarks.Age;

/// <summary>A stored company whose contracts are of one age and were really billed every month: run, items, invoices and numbers are all there.</summary>
internal static class AgedStore
{
    private const string Service = "backup-gb";
    private const uint WorldKey = 3;
    private const int CustomersABatch = 500;

    /// <summary>Makes the file: customers of some parts, one of them metered, billed through the month before <see cref="AgedPart.LastMonth"/>.</summary>
    internal static async Task CreateAsync(string file, int customers, int parts, int months)
    {
        await using var store = new BenchStore(file);
        await FillAsync(store, customers, parts, months);
    }

    internal static async Task FillAsync(BenchStore store, int customers, int parts, int months)
    {
        var from = AgedPart.LastMonth.PlusMonths(-months);
        await store.SeedAsync(Create(customers, parts, from), from);
        for (var month = from; month < AgedPart.LastMonth; month = month.PlusMonths(1))
        {
            var run = await store.PlanAsync(month.PlusMonths(1).PlusDays(-1));
            run = await store.Runs.CalculateAsync(BenchStore.Actor, run.Id);
            run = await store.Runs.IssueAsync(BenchStore.Actor, run.Id);
            if (run.IssuedDocuments != customers)
            {
                throw new InvalidOperationException("Each customer gets one invoice a month.");
            }
        }
    }

    private static World Create(int customers, int parts, LocalDate from)
    {
        var ids = new WorldIds(WorldKey);
        return new()
        {
            Name = "aged contracts",
            Through = AgedPart.LastMonth.PlusMonths(1).PlusDays(-1),
            Entity = Seller.Entity(ids, "Benchmarks GmbH", Currency.EUR),
            Taxes = Seller.Taxes(ids),
            Series = [.. Seller.Series(ids).Select(series => series with { Pattern = series.Purpose + "-{seq:00000}", Reset = NumberReset.Never })],
            CustomerCount = customers,
            Batches = Enumerable.Range(0, (customers + CustomersABatch - 1) / CustomersABatch)
                .Select(batch => Batch(ids, batch * CustomersABatch, Math.Min(customers, (batch + 1) * CustomersABatch), parts, from)),
        };
    }

    private static WorldBatch Batch(WorldIds ids, int first, int end, int parts, LocalDate from)
    {
        var batch = new WorldBatch();
        for (var place = first; place < end; place++)
        {
            var name = $"Customer {place}";
            var facts = new FactsWriter(ids, batch, place, new Customer
            {
                Id = ids.Of<Customer>(place),
                Tenant = WorldIds.Tenant,
                Payer = ids.Of<Customer>(place),
                Number = FormattableString.Invariant($"A-{place:000000}"),
                Name = name,
                BillingInformation = FactsWriter.Complete(name, Currency.EUR, Seller.Domestic),
            });
            var contract = facts.Contract(Currency.EUR, from, BillingCycle.Monthly.OnDay(1), BillingTiming.InAdvance);
            for (var part = 1; part < parts; part++)
            {
                facts.Part(contract, FormattableString.Invariant($"Managed service {part}"), 1 + ((place + part) % 40), 4.20m * part);
            }

            var metered = facts.Contract(Currency.EUR, from, BillingCycle.Monthly.OnDay(1), BillingTiming.InArrears);
            facts.Part(metered, "Backup", 0m, 0.12m, part => part with { Kind = PartKind.MeteredUsage, QuantitySource = QuantitySource.Usage(Service) });
            for (var month = from; month <= AgedPart.LastMonth; month = month.PlusMonths(1))
            {
                facts.Used(Service, month.PlusDays(14), 100m + place, "GB");
            }
        }

        return batch;
    }
}
