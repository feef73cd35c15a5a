using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Invoices;
using Psa.Runs;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>A run beside the one before: each cause with its money, and all of them the difference of the totals (R-VARIANCE).</summary>
public sealed class RunVarianceTests
{
    [Fact]
    public async Task New_gone_and_changed_parts_are_told_with_their_causes()
    {
        var world = await CreateAsync();
        var customers = Enumerable.Range(0, 9).Select(n => ACustomer($"C{n}")).ToArray();
        var contracts = customers.Select(customer => AContract(customer)).ToArray();
        for (var n = 0; n < customers.Length; n++)
        {
            var part = APart(contracts[n], 100m, 2m);
            var contract = n == 3 ? contracts[n] with { Escalations = [new(new(2025, 2, 1), Percent.Of(10m), 12)] } : contracts[n];
            await world.AddAsync(customers[n], contract, n switch
            {
                6 => part with { EffectiveFrom = new(2025, 2, 1) },
                8 => AMeter(contract) with { Id = part.Id },
                _ => part,
            });
        }

        await world.UseAsync(customers[8], "a", new(2025, 1, 5), 10m);
        await BillAsync(world, new(2025, 1, 31));
        await world.Contracts.ChangeTermsAsync(world.Actor, IdOfPart(contracts[1]), new(new(2025, 2, 1), 3m));
        await world.Contracts.ChangeTermsAsync(world.Actor, IdOfPart(contracts[2]), new(new(2025, 2, 1), UnitPrice: Price(110m)));
        await world.Contracts.ChangeTermsAsync(world.Actor, IdOfPart(contracts[4]), new(new(2025, 2, 1), Discount: Discount.OfPercent(Percent.Of(10m))));
        await world.Contracts.ChangePartDatesAsync(world.Actor, IdOfPart(contracts[5]), null, new(2025, 2, 14));
        await world.Contracts.ChangePartDatesAsync(world.Actor, IdOfPart(contracts[7]), null, new(2025, 1, 31));
        await world.Contracts.SuspendAsync(world.Actor, contracts[0].Id, new(new(2025, 1, 1), new(2025, 1, 31)));
        await world.UseAsync(customers[8], "b", new(2025, 2, 5), 25m);
        var run = await BillAsync(world, new(2025, 2, 28));

        var variances = await world.Runs.VarianceAsync(world.Actor, run.Id, Token).ToListAsync(Token);
        Assert.Equal(
            [
                ("C0", RunVarianceKind.Changed, "Correction -200.00 EUR, Tax -40.00 EUR"),
                ("C1", RunVarianceKind.Changed, "Quantity 100.00 EUR, Tax 20.00 EUR"),
                ("C2", RunVarianceKind.Changed, "Price 20.00 EUR, Tax 4.00 EUR"),
                ("C3", RunVarianceKind.Changed, "Escalation 20.00 EUR, Tax 4.00 EUR"),
                ("C4", RunVarianceKind.Changed, "Discount -20.00 EUR, Tax -4.00 EUR"),
                ("C5", RunVarianceKind.Changed, "Days -100.00 EUR, Tax -20.00 EUR"),
                ("C6", RunVarianceKind.New, "New 200.00 EUR, Tax 40.00 EUR"),
                ("C7", RunVarianceKind.Gone, "Gone -200.00 EUR, Tax -40.00 EUR"),
                ("C8", RunVarianceKind.Changed, "Usage 30.00 EUR, Tax 6.00 EUR"),
            ],
            variances.Select(variance => (variance.PayerNumber, variance.Kind, string.Join(", ", variance.Causes.Select(cause => $"{cause.Cause} {cause.Amount}")))));
    }

    [Fact]
    public async Task The_causes_sum_to_the_difference_of_the_totals_however_many_runs_lie_between()
    {
        var world = await OfSevenAsync();
        var january = await BillAsync(world, new(2025, 1, 31));
        for (var n = 0; n < 25; n++)
        {
            // runs that were taken back are no measure
            var idle = await world.Runs.PlanAsync(world.Actor, Plan(new(2025, 1, 31)), Token);
            await world.Runs.CalculateAsync(world.Actor, idle.Id, cancellationToken: Token);
            await world.Runs.RollBackAsync(world.Actor, idle.Id, cancellationToken: Token);
        }

        await world.Contracts.ChangeTermsAsync(world.Actor, IdOfPart(AContract(ACustomer("C2"))), new(new(2025, 1, 10), 3m, Price(9.99m)));
        await world.Contracts.SuspendAsync(world.Actor, AContract(ACustomer("C4")).Id, new(new(2025, 1, 20), new(2025, 2, 10)));
        var february = await BillAsync(world, new(2025, 2, 28));
        var variances = await world.Runs.VarianceAsync(world.Actor, february.Id, Token).ToListAsync(Token);
        Assert.Equal(await TotalAsync(world, february) - await TotalAsync(world, january), variances.Sum(variance => variance.Causes.Sum(cause => cause.Amount.MinorUnits)));
        Assert.All(variances, variance => Assert.Equal(variance.After - variance.Before, variance.Causes.Aggregate(Money.Zero(Currency.EUR), (sum, cause) => sum + cause.Amount)));
        Assert.Equal(["C2", "C4"], variances.Select(variance => variance.PayerNumber));
    }

    [Fact]
    public async Task A_part_whose_causes_cancel_out_is_none_that_changed()
    {
        var world = await OfSevenAsync();
        await BillAsync(world, new(2025, 1, 31));

        // January is corrected by as much as February lacks
        await world.Contracts.SuspendAsync(world.Actor, AContract(ACustomer("C3")).Id, new(new(2025, 2, 1), new(2025, 2, 28)));
        await world.Contracts.ChangeTermsAsync(world.Actor, IdOfPart(AContract(ACustomer("C3"))), new(new(2025, 1, 1), 2m));
        var variances = await world.Runs.VarianceAsync(world.Actor, (await BillAsync(world, new(2025, 2, 28))).Id, Token).ToListAsync(Token);
        Assert.Empty(variances);
    }

    [Fact]
    public async Task The_first_run_is_all_new()
    {
        var world = await OfSevenAsync();
        var run = await BillAsync(world, new(2025, 1, 31));
        var variances = await world.Runs.VarianceAsync(world.Actor, run.Id, Token).ToListAsync(Token);
        Assert.Equal(7, variances.Count);
        Assert.All(variances, variance => Assert.Equal((RunVarianceKind.New, Money.Zero(Currency.EUR)), (variance.Kind, variance.Before)));
    }

    private static async Task<long> TotalAsync(AWorld world, BillingRun run) =>
        (await world.InvoicesOfAsync(run)).Sum(document => document.Totals.TotalWithTax.MinorUnits * (document.Kind == InvoiceKind.CreditNote ? -1 : 1));

    private static Id<ContractPart> IdOfPart(Contract contract) => APart(contract).Id;

    private static async Task<BillingRun> BillAsync(AWorld world, LocalDate through)
    {
        world.Clock.Advance(Duration.FromDays(1));
        return await world.BillAsync(through);
    }
}
