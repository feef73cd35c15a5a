using NodaTime;
using Psa.Contracts;
using Psa.Domain.Tests.Runs;
using Psa.Runs;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>The spec's own numbers, through a whole run.</summary>
public sealed class BillingVectorTests
{
    [Fact]
    public async Task A_month_from_the_10th_to_the_31st_of_March_is_70_97_of_100()
    {
        var contract = AContract(ACustomer(), from: new(2025, 3, 10));
        Assert.Equal([70.97m], await BillAsync(new(2025, 3, 31), contract, APart(contract)));
    }

    [Fact]
    public async Task A_quarter_from_the_15th_of_January_is_253_33_of_300()
    {
        var contract = AContract(ACustomer(), cycle: BillingCycle.Quarterly.OnDay(1), from: new(2025, 1, 15)) with { LastDay = new(2025, 3, 31) };
        Assert.Equal([253.33m], await BillAsync(new(2025, 3, 31), contract, APart(contract, 300m)));
    }

    [Fact]
    public async Task A_second_unit_from_the_15th_of_March_is_34_06_shown_as_9_94_and_24_12()
    {
        var contract = AContract(ACustomer(), BillingTiming.InArrears, from: new(2025, 3, 1));
        var part = APart(contract, 22m) with { Terms = [new(new(2025, 3, 1), 1m, Price(22m), Pricing: PricingScheme.PerUnit), new(new(2025, 3, 15), 2m)] };
        var (world, run) = await RunAsync(new(2025, 3, 31), contract, part);

        var item = Assert.Single(await world.ItemsOfAsync(run));
        Assert.Equal(Eur(34.06m), item.Net);
        Assert.Equal([9.94m, 24.12m], item.Lines.Select(line => line.Amount.Amount));
        Assert.Equal([1m, 2m], item.Lines.Select(line => line.Quantity));
    }

    [Fact]
    public async Task In_advance_a_period_is_due_on_its_first_day()
    {
        var contract = AContract(ACustomer());
        Assert.Equal([100m, 100m], await BillAsync(new(2025, 2, 1), contract, APart(contract)));
        Assert.Equal([100m], await BillAsync(new(2025, 1, 31), contract, APart(contract)));
    }

    [Fact]
    public async Task In_arrears_a_period_is_due_on_its_last_day()
    {
        var contract = AContract(ACustomer(), BillingTiming.InArrears);
        Assert.Empty(await BillAsync(new(2025, 1, 30), contract, APart(contract)));
        Assert.Equal([100m], await BillAsync(new(2025, 1, 31), contract, APart(contract)));
    }

    [Fact]
    public async Task In_arrears_the_last_period_is_due_when_the_contract_ends()
    {
        var contract = AContract(ACustomer(), BillingTiming.InArrears) with { LastDay = new(2025, 1, 10) };
        Assert.Equal([32.26m], await BillAsync(new(2025, 1, 10), contract, APart(contract)));
    }

    [Fact]
    public async Task A_terminated_contract_still_gets_its_last_bill()
    {
        var contract = AContract(ACustomer(), BillingTiming.InArrears) with { Status = ContractStatus.Terminated, Termination = new(new(2025, 1, 31), "moved") };
        Assert.Equal([100m], await BillAsync(new(2025, 6, 30), contract, APart(contract)));
    }

    [Theory]
    [InlineData("Draft", ContractErrors.LeftAsDraft)]
    [InlineData("Discarded")]
    public async Task Drafts_are_not_billed_and_said_to_be_drafts(string status, params string[] said)
    {
        Assert.True(ContractStatus.TryParse(status, out var parsed));
        var contract = AContract(ACustomer()) with { Status = parsed };
        var (world, run) = await RunAsync(new(2025, 3, 31), contract, APart(contract));
        Assert.Empty(await world.NetsOfAsync(run));
        Assert.Equal(said, (await world.ObstaclesOfAsync(run)).Select(obstacle => obstacle.Code));
    }

    [Fact]
    public async Task Suspended_days_are_not_billed()
    {
        var contract = AContract(ACustomer(), BillingTiming.InArrears) with { Suspensions = [new(new(2025, 1, 11), new(2025, 1, 20))] };
        Assert.Equal([67.74m], await BillAsync(new(2025, 1, 31), contract, APart(contract)));
    }

    [Fact]
    public async Task Trial_days_of_the_part_and_of_the_customer_are_not_billed()
    {
        var contract = AContract(ACustomer());
        var part = APart(contract) with { TrialLastDay = new(2025, 1, 21) };
        Assert.Equal([32.26m, 100m], await BillAsync(new(2025, 2, 28), contract, part));

        var world = await CreateAsync();
        await world.AddAsync(ACustomer() with { TrialLastDay = new(2025, 1, 31) }, contract, APart(contract));
        Assert.Equal([100m], await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 28))));
    }

    [Fact]
    public async Task Periods_before_the_opening_balance_count_as_settled()
    {
        var contract = AContract(ACustomer());
        Assert.Equal([100m], await BillAsync(new(2025, 4, 30), contract, APart(contract) with { BillFrom = new(2025, 4, 1) }));
        Assert.Equal([50m], await BillAsync(new(2025, 4, 30), contract, APart(contract) with { BillFrom = new(2025, 4, 16) }));
    }

    [Fact]
    public async Task A_one_off_is_billed_once()
    {
        var contract = AContract(ACustomer(), from: new(2025, 1, 20));
        var part = APart(contract, 499m) with { Kind = PartKind.OneOff };
        var world = await CreateAsync();
        await world.AddAsync(ACustomer(), contract, part);

        Assert.Equal([499m], await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31))));
        Assert.Empty(await world.NetsOfAsync(await world.BillAsync(new(2025, 6, 30))));
    }

    [Fact]
    public async Task A_one_off_of_before_the_opening_balance_is_settled()
    {
        var contract = AContract(ACustomer());
        Assert.Empty(await BillAsync(new(2025, 6, 30), contract, APart(contract) with { Kind = PartKind.OneOff, BillFrom = new(2025, 2, 1) }));
    }

    [Fact]
    public async Task A_one_off_that_reads_a_counter_is_still_one_charge()
    {
        var contract = AContract(ACustomer());
        var part = APart(contract, 499m) with { Kind = PartKind.OneOff, QuantitySource = QuantitySource.Usage("svc") };
        Assert.Equal([499m], await BillAsync(new(2025, 6, 30), contract, part));
    }

    [Fact]
    public async Task A_cycle_that_changes_ends_the_old_period()
    {
        var contract = AContract(ACustomer(), cycle: BillingCycle.Quarterly.OnDay(1)) with
        {
            Cycles = [new(Start, BillingCycle.Quarterly.OnDay(1), BillingTiming.InAdvance, ProrationPolicy.Default), new(new(2025, 2, 1), BillingCycle.Monthly.OnDay(1))],
        };
        Assert.Equal([103.33m, 300m, 300m], await BillAsync(new(2025, 3, 31), contract, APart(contract, 300m)));
    }

    [Fact]
    public async Task A_discount_lowers_the_net_and_not_the_total_before()
    {
        var contract = AContract(ACustomer());
        var part = APart(contract) with { Terms = [new(Start, 3m, Price(10m), new(Percent.Of(10m), null, "volume"), PricingScheme.PerUnit)] };
        var (world, run) = await RunAsync(new(2025, 1, 31), contract, part);

        var item = Assert.Single(await world.ItemsOfAsync(run));
        Assert.Equal((Eur(30m), Eur(27m)), (item.TotalBeforeDiscount, item.Net));
    }

    [Fact]
    public async Task An_agreed_escalation_raises_the_price_and_writes_no_terms()
    {
        var contract = AContract(ACustomer()) with { Escalations = [new(new(2025, 3, 1), Percent.Of(3m))] };
        var (world, run) = await RunAsync(new(2025, 3, 31), contract, APart(contract));

        Assert.Equal([100m, 100m, 103m], await world.NetsOfAsync(run));
        var part = await world.ReadAsync(async session => await session.Of<ContractPart>().FindAsync(APart(contract).Id, Token));
        Assert.Equal(APart(contract).Terms, part!.Terms);
    }

    [Fact]
    public async Task An_escalation_agreed_for_a_day_already_billed_bills_the_difference()
    {
        var contract = AContract(ACustomer());
        var (world, _) = await RunAsync(new(2025, 3, 31), contract, APart(contract));
        await world.Contracts.ChangeEscalationsAsync(world.Actor, contract.Id, [new(new(2025, 2, 1), Percent.Of(3m))], Token);

        Assert.Equal([3m, 3m, 103m], await world.NetsOfAsync(await world.BillAsync(new(2025, 4, 1))));
    }

    private static async Task<IEnumerable<decimal>> BillAsync(LocalDate through, Contract contract, params ContractPart[] parts)
    {
        var (world, run) = await RunAsync(through, contract, parts);
        Assert.Equal(0, run.Counts.Obstacles);
        return await world.NetsOfAsync(run);
    }

    private static async Task<(AWorld World, BillingRun Run)> RunAsync(LocalDate through, Contract contract, params ContractPart[] parts)
    {
        var world = await CreateAsync();
        await world.AddAsync([ACustomer(), contract, .. parts]);
        return (world, await world.BillAsync(through));
    }
}
