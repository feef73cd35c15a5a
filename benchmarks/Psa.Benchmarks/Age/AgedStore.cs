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

    /// <summary>Makes the file: customers of four parts, one of them metered, billed through the month before <see cref="AgedPart.LastMonth"/>.</summary>
    internal static async Task CreateAsync(string file, int customers, int months)
    {
        var from = AgedPart.LastMonth.PlusMonths(-months);
        await using var store = new BenchStore(file);
        await store.SeedAsync(Create(customers, from), from);
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

    private static World Create(int customers, LocalDate from)
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
            Batches = [Batch(ids, customers, from)],
        };
    }

    private static WorldBatch Batch(WorldIds ids, int customers, LocalDate from)
    {
        var batch = new WorldBatch();
        for (var place = 0; place < customers; place++)
        {
            var name = $"Customer {place}";
            var facts = new FactsWriter(ids, batch, place, new Customer
            {
                Id = ids.Of<Customer>(place),
                Tenant = WorldIds.Tenant,
                Payer = ids.Of<Customer>(place),
                Number = FormattableString.Invariant($"A-{place:0000}"),
                Name = name,
                BillingInformation = FactsWriter.Complete(name, Currency.EUR, Seller.Domestic),
            });
            var contract = facts.Contract(Currency.EUR, from, BillingCycle.Monthly.OnDay(1), BillingTiming.InAdvance);
            facts.Part(contract, "Managed workstation", 1 + (place % 40), 49.90m);
            facts.Part(contract, "Mailbox", 1 + (place % 90), 4.20m);
            facts.Part(contract, "Managed network", 1m, 310m);
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
