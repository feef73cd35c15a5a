using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Contracts;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>The laws of the reconciliation: what it says a run would bill is what the run bills, and every difference has its causes.</summary>
public sealed class UsageReconciliationProperties
{
    private static Arbitrary<RunHistoryProperties.Step[]> Histories { get; } = Arb.From(
        from count in Gen.Choose(2, 16)
        from steps in Gen.ArrayOf(RunHistoryProperties.Steps(), count)
        select steps,
        steps => Enumerable.Range(0, steps.Length).Select(i => (RunHistoryProperties.Step[])[.. steps[..i], .. steps[(i + 1)..]]));

    [Fact]
    public void Whatever_happened_what_it_would_bill_is_what_the_run_bills() =>
        PropertyCheck.That(Prop.ForAll(Histories, steps => Blocking.Run(() => CheckAsync(steps))), maxTest: 150, endSize: 20);

    private static async Task CheckAsync(RunHistoryProperties.Step[] steps)
    {
        var world = await PlayAsync(steps);
        var through = steps.Length == 0 ? new(2025, 6, 30) : Start.PlusDays(steps[^1].Day + 40);
        var narrow = await UsageReconciliationTests.RowsAsync(world, through, through);
        var wide = await UsageReconciliationTests.RowsAsync(world, Start.PlusYears(-1), through);
        Assert.All(wide.Concat(narrow), CheckCauses);
        var run = await world.CalculateAsync(through, new(2026, 6, 30));
        var meters = await MetersAsync(world);
        var billed = (await world.ItemsOfAsync(run)).Where(item => item.Source == SalesItemSource.VendorUsage || meters.Contains(item.SourceId))
            .GroupBy(item => item.PeriodStart!.Value).ToDictionary(group => group.Key, group => group.Sum(item => item.Net.MinorUnits));
        foreach (var rows in new[] { narrow, wide })
        {
            var would = rows.GroupBy(row => row.Period.Start).ToDictionary(group => group.Key, group => group.Sum(row => row.WouldBill.MinorUnits));
            Assert.Equal(billed.Where(one => one.Value != 0).OrderBy(one => one.Key), would.Where(one => one.Value != 0).OrderBy(one => one.Key));
        }

        // what differs and isn't decided is what the run bills; and when it did, nothing is left
        Assert.All(wide.Where(row => row.Expected is not null), row => Assert.Equal(row.WouldBill, row.Gaps.AsEnumerable().FirstOrDefault(gap => gap.Cause == UsageGapCause.NotYetRun)?.Money ?? Eur(0m)));
        Assert.All(await UsageReconciliationTests.RowsAsync(world, Start.PlusYears(-1), through), row =>
        {
            CheckCauses(row);
            Assert.Equal(0, row.WouldBill.MinorUnits);
        });
    }

    private static void CheckCauses(UsageReconciliation row)
    {
        Assert.Equal(row.QuantityDifference, row.Gaps.AsEnumerable().Sum(gap => gap.Quantity));
        if (row.Difference is { } difference)
        {
            Assert.Equal(difference.MinorUnits, row.Gaps.AsEnumerable().Sum(gap => gap.Money?.MinorUnits ?? 0));
        }
        else
        {
            Assert.Contains(row.Gaps.AsEnumerable(), gap => gap.Code is not null);
        }
    }

    private static Task<HashSet<Guid>> MetersAsync(AWorld world) => world.ReadAsync(async session =>
    {
        var meters = new HashSet<Guid>();
        await foreach (var part in session.Of<ContractPart>().QueryAsync(Psa.Storage.RecordType<ContractPart>.All, Token))
        {
            if (part.QuantitySource.Kind == QuantitySourceKind.Usage)
            {
                meters.Add(part.Id.Value);
            }
        }

        return meters;
    });

    private static async Task<AWorld> PlayAsync(RunHistoryProperties.Step[] steps)
    {
        var world = await CreateAsync();
        foreach (var number in new[] { "C1", "C2" })
        {
            var customer = ACustomer(number) with { TrialLastDay = number == "C2" ? new(2025, 2, 10) : null };
            var (advance, arrears) = (AContract(customer), AContract(customer, BillingTiming.InArrears, BillingCycle.Quarterly, new(2025, 1, 31), name: "2"));
            await world.AddAsync(customer, advance, arrears, APart(advance, 10.01m, 2m), AMeter(advance, 0.37m, 5m), AMeter(arrears, 0.11m) with { BillFrom = new(2025, 3, 1) }, APart(arrears, 33.33m));
        }

        var date = new LocalDate(2025, 1, 1);
        foreach (var step in steps)
        {
            date = date.PlusDays(1);
            try
            {
                await RunHistoryProperties.ApplyAsync(world, step, date);
            }
            catch (PsaException refused) when (refused is RuleViolationException or ValidationFailedException or BillingInformationRequiredException or EntityNotFoundException)
            {
                // a step that isn't possible now
            }
        }

        await RunHistoryProperties.CloseAsync(world);
        return world;
    }
}
