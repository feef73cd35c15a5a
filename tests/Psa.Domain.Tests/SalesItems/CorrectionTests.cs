using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Domain.Tests.Runs;
using Psa.Invoices;
using Psa.Runs;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>A run creates the difference of expected and billed (spec 5).</summary>
public sealed class CorrectionTests
{
    [Fact]
    public async Task A_price_changed_in_retrospect_is_corrected_naming_the_old_and_the_new_basis()
    {
        var (world, contract) = await BilledAsync();
        await world.Contracts.ChangeTermsAsync(world.Actor, APart(contract).Id, new(new(2025, 1, 1), 1m, Price(110m)), Token);

        var items = await world.ItemsOfAsync(await world.BillAsync(new(2025, 3, 31)));
        Assert.Equal([10m, 10m, 10m], items.OrderBy(i => i.PeriodStart).Select(i => i.Net.Amount));
        Assert.All(items, item =>
        {
            Assert.Equal((100m, 110m), (item.PreviousBasis!.Terms[0].UnitPrice!.Value.Amount, item.Basis!.Terms[0].UnitPrice!.Value.Amount));
            Assert.Equal((Eur(100m), 1), (item.BilledBefore, item.Ordinal));
            Assert.Equal(item.PeriodStart, item.Period!.Value.Start);
        });
    }

    [Fact]
    public async Task Running_again_bills_nothing()
    {
        var (world, _) = await BilledAsync();
        var again = await world.BillAsync(new(2025, 3, 31));
        Assert.Equal((0L, 0L), (again.Counts.Items, again.Counts.Documents));
        Assert.Equal(BillingRunStatus.Issued, again.Status);
    }

    [Fact]
    public async Task Termination_in_mid_period_credits_the_rest_of_what_was_billed_in_advance()
    {
        var (world, contract) = await BilledAsync();
        await world.Contracts.TerminateAsync(world.Actor, contract.Id, new() { On = new(2025, 3, 15), Reason = "moved" }, Token);
        var run = await world.BillAsync(new(2025, 4, 30));

        Assert.Equal([-51.61m], await world.NetsOfAsync(run));
        var credit = Assert.Single(await world.InvoicesOfAsync(run));
        Assert.Equal((InvoiceKind.CreditNote, Eur(51.61m), "CN-0001"), (credit.Kind, credit.Totals.TotalWithoutTax, credit.Number));
    }

    [Fact]
    public async Task Without_proration_a_termination_credits_nothing()
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer()).Prorated(ProrationPolicy.Default with { Basis = ProrationBasis.FullPeriod });
        await world.AddAsync(ACustomer(), contract, APart(contract));
        await world.BillAsync(new(2025, 3, 31));
        await world.Contracts.TerminateAsync(world.Actor, contract.Id, new() { On = new(2025, 3, 15), Reason = "moved" }, Token);
        Assert.Empty(await world.NetsOfAsync(await world.BillAsync(new(2025, 4, 30))));
    }

    [Fact]
    public async Task A_termination_taken_back_bills_again_what_it_credited()
    {
        var (world, contract) = await BilledAsync();
        await world.Contracts.TerminateAsync(world.Actor, contract.Id, new() { On = new(2025, 3, 15), Reason = "moved" }, Token);
        await world.BillAsync(new(2025, 3, 31));
        await world.Contracts.ReinstateAsync(world.Actor, contract.Id, Token);
        Assert.Equal([51.61m], await world.NetsOfAsync(await world.BillAsync(new(2025, 3, 31))));
    }

    [Fact]
    public async Task A_suspension_in_retrospect_credits_its_days()
    {
        var (world, contract) = await BilledAsync();
        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(new(2025, 2, 1), new(2025, 2, 14)), Token);
        Assert.Equal([-50m, 100m], await world.NetsOfAsync(await world.BillAsync(new(2025, 4, 1))));
    }

    [Fact]
    public async Task A_customers_trial_that_is_prolonged_credits_its_days()
    {
        var (world, _) = await BilledAsync();
        var customer = await world.Customers.FindAsync(world.Actor, ACustomer().Id, Token);
        await world.Customers.UpdateAsync(world.Actor, customer! with { TrialLastDay = new(2025, 2, 14) }, Token);
        Assert.Equal([-100m, -50m], await world.NetsOfAsync(await world.BillAsync(new(2025, 3, 31))));
    }

    [Fact]
    public async Task A_contract_that_starts_later_than_billed_credits_the_days_before()
    {
        var (world, contract) = await BilledAsync();
        await world.Contracts.ChangeDatesAsync(world.Actor, contract.Id, new(2025, 2, 15), null, Token);
        Assert.Equal([-100m, -50m], await world.NetsOfAsync(await world.BillAsync(new(2025, 3, 31))));
    }

    [Fact]
    public async Task A_changed_cycle_credits_the_old_periods_and_bills_the_new_ones()
    {
        var (world, contract) = await BilledAsync();
        await world.Contracts.ChangeCycleAsync(world.Actor, contract.Id, new(new(2025, 3, 1), BillingCycle.EveryMonths(2).OnDay(1), BillingTiming.InArrears), Token);
        var nets = (await world.NetsOfAsync(await world.BillAsync(new(2025, 4, 30)))).ToList();
        Assert.Equal(0m, nets.Sum());
    }

    [Fact]
    public async Task A_discarded_opening_balance_bills_what_it_settled()
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract) with { BillFrom = new(2025, 5, 1) });
        await world.BillAsync(new(2025, 3, 31));
        var part = (await world.Contracts.PartsOfAsync(world.Actor, contract.Id, Token))[0];
        await world.Contracts.UpdatePartAsync(world.Actor, part with { BillFrom = null }, Token);
        Assert.Equal([100m, 100m, 100m], await world.NetsOfAsync(await world.BillAsync(new(2025, 3, 31))));
    }

    [Fact]
    public async Task A_catalog_price_is_frozen_for_a_period_once_it_was_billed()
    {
        var (world, contract) = await FollowingCatalogAsync();
        await RaiseCatalogAsync(world);
        await world.Contracts.ChangeTermsAsync(world.Actor, APart(contract).Id, new(new(2025, 1, 1), 20m), Token);

        // ten more of January at the price of January's bill; February at the new one
        Assert.Equal([5m, 16m], await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 28))));
    }

    [Fact]
    public async Task A_released_period_takes_the_catalog_price_of_now()
    {
        var (world, _) = await FollowingCatalogAsync(issue: false);
        await RaiseCatalogAsync(world);
        var item = Assert.Single(await world.AllItemsAsync());
        await world.Items.CancelAsync(world.Actor, item.Id, "wrong price", Token);
        Assert.Empty(await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31))));

        await world.Items.ReleaseAsync(world.Actor, item.Id, Token);
        var again = Assert.Single(await world.ItemsOfAsync(await world.BillAsync(new(2025, 1, 31))));
        Assert.Equal((Eur(8m), 1, (Money?)null), (again.Net, again.Ordinal, again.BilledBefore));
    }

    [Fact]
    public async Task An_override_stands_and_only_the_difference_to_what_was_computed_is_billed()
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(1000m) });
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract));
        await world.BillAsync(new(2025, 1, 31));
        var item = Assert.Single(await world.AllItemsAsync());
        await world.Items.OverrideAsync(world.Actor, item.Id, Eur(60m), "goodwill", Token);
        Assert.Empty(await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31))));

        await world.Contracts.ChangeTermsAsync(world.Actor, APart(contract).Id, new(new(2025, 1, 1), 1m, Price(110m)), Token);
        Assert.Equal([10m], await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31))));
    }

    [Fact]
    public async Task A_run_through_an_earlier_day_bills_nothing_that_falls_due_later()
    {
        var (world, contract) = await BilledAsync();
        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(new(2025, 2, 1), new(2025, 2, 28)), Token);
        Assert.Equal([-100m], await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31))));
    }

    private static async Task<(AWorld World, Contract Contract)> BilledAsync()
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract));
        Assert.Equal([100m, 100m, 100m], await world.NetsOfAsync(await world.BillAsync(new(2025, 3, 31))));
        return (world, contract);
    }

    private static async Task<(AWorld World, Contract Contract)> FollowingCatalogAsync(bool issue = true)
    {
        var world = await CreateAsync(issue ? null : entity => entity with { MinimumInvoice = Eur(1000m) });
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract) with { Product = AProduct.Id, PriceBehaviour = PriceBehaviour.UseCurrent, Terms = [new(Start, 10m, Pricing: PricingScheme.PerUnit)] });
        Assert.Equal([5m], await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31))));
        return (world, contract);
    }

    private static Task RaiseCatalogAsync(AWorld world) => world.InSessionAsync(async session =>
    {
        var list = await session.Of<PriceList>().FindAsync(APriceList.Id, Token);
        session.Of<PriceList>().Update(list! with { Items = [new(AProduct.Id, "C62", [new PriceEntry(new LocalDate(2000, 1, 1), Price(0.80m))])] });
    });
}
