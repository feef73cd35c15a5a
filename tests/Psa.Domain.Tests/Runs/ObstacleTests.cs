using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Runs;
using Psa.SalesItems;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>What can't be billed is reported with the money that waits, and stops nobody else (spec 5).</summary>
public sealed class ObstacleTests
{
    private static readonly LocalDate Through = new(2025, 1, 31);

    [Fact]
    public async Task A_missing_price_blocks_its_part_while_the_others_are_billed()
    {
        var contract = AContract(ACustomer());
        var (world, run) = await RunAsync(
            contract, APart(contract, name: "good"), APart(contract, name: "bad") with { Terms = [new(Start, 1m, Pricing: PricingScheme.PerUnit)] });

        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal((ObstacleReason.PriceMissing, ChargeErrors.PriceMissing, "C1"), (obstacle.Reason, obstacle.Code, obstacle.CustomerNumber));
        Assert.Equal(APart(contract, name: "bad").Id, obstacle.Part);
        Assert.Equal([100m], await world.NetsOfAsync(run));
        Assert.Equal(1, run.Counts.Obstacles);
    }

    [Fact]
    public async Task A_mended_part_is_billed_from_where_it_was_blocked()
    {
        var contract = AContract(ACustomer()) with { Currency = Currency.USD };
        var (world, run) = await RunAsync(contract, APart(contract) with { Product = AProduct.Id, PriceBehaviour = PriceBehaviour.UseCurrent, Terms = [new(Start, 1m, Pricing: PricingScheme.PerUnit)] });
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        var list = APriceList with { Id = DerivedId.Create<PriceList>(Tenant, "dollars"), Currency = Currency.USD, Items = [new(AProduct.Id, "C62", [new(new(2000, 1, 1), UnitPrice.Of(3m, Currency.USD))])] };
        await world.AddAsync(list);
        Assert.Equal([3m, 3m], await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 28))));
    }

    [Fact]
    public async Task A_price_in_another_currency_is_an_obstacle()
    {
        var contract = AContract(ACustomer());
        var (world, run) = await RunAsync(contract, APart(contract) with { Terms = [new(Start, 1m, UnitPrice.Of(100m, Currency.USD), Pricing: PricingScheme.PerUnit)] }, APart(contract, name: "good"));

        Assert.Equal([ObstacleReason.CurrencyMismatch], (await world.ObstaclesOfAsync(run)).Select(o => o.Reason));
        Assert.Equal([100m], await world.NetsOfAsync(run));
    }

    [Fact]
    public async Task A_contract_in_another_currency_finds_no_price_in_the_catalog()
    {
        var contract = AContract(ACustomer()) with { Currency = Currency.USD };
        var (world, run) = await RunAsync(contract, APart(contract) with { Product = AProduct.Id, PriceBehaviour = PriceBehaviour.UseCurrent, Terms = [new(Start, 1m, Pricing: PricingScheme.PerUnit)] });
        Assert.Equal([ObstacleReason.PriceMissing], (await world.ObstaclesOfAsync(run)).Select(o => o.Reason));
    }

    [Fact]
    public async Task Without_billing_information_items_are_drafts_and_their_money_waits()
    {
        var (world, customer, run) = await BlockedAsync();

        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal((ObstacleReason.BillingInformationMissing, "billing_information.required"), (obstacle.Reason, obstacle.Code));
        Assert.Equal([Eur(150m)], obstacle.Waiting);
        Assert.All((await world.ItemsOfAsync(run)).Where(item => item.Customer == customer.Id), item => Assert.Equal(SalesItemStatus.Draft, item.Status));
        Assert.Equal(["GOOD"], (await world.InvoicesOfAsync(run)).Select(i => i.CustomerNumber), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Once_it_is_complete_calculating_the_same_run_again_bills_it()
    {
        var (world, customer, run) = await BlockedAsync();
        await world.Customers.SaveBillingInformationAsync(world.Actor, customer.Id, Complete, Token);
        Assert.All((await world.AllItemsAsync()).Where(i => i.Customer == customer.Id), item => Assert.Equal(SalesItemStatus.Pending, item.Status));

        var again = await world.Runs.CalculateAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Empty(await world.ObstaclesOfAsync(again));
        Assert.Equal(["BLOCKED", "GOOD"], (await world.InvoicesOfAsync(again)).Select(i => i.CustomerNumber), StringComparer.Ordinal);
        Assert.Equal((3L, 2L, 0L, 2L), (again.Counts.Items, again.Counts.Documents, again.Counts.Obstacles, again.Counts.Customers));

        var issued = await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal(2, issued.IssuedDocuments);
    }

    [Fact]
    public async Task Drafts_completed_after_their_run_are_billed_by_the_next_one()
    {
        var (world, customer, run) = await BlockedAsync();
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        await world.Customers.SaveBillingInformationAsync(world.Actor, customer.Id, Complete, Token);
        var next = await world.BillAsync(Through);
        Assert.Equal([Eur(150m)], (await world.InvoicesOfAsync(next)).Select(i => i.Totals.TotalWithoutTax));
        Assert.Equal(0, next.Counts.Items);
    }

    [Fact]
    public async Task A_tax_that_has_no_rate_blocks_its_invoice_and_keeps_the_items_pending()
    {
        var contract = AContract(ACustomer());
        var (world, run) = await RunAsync(contract, APart(contract) with { TaxCode = "UNKNOWN" });
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal((ObstacleReason.TaxMissing, 1), (obstacle.Reason, obstacle.Waiting.Count));
        Assert.Equal(SalesItemStatus.Pending, Assert.Single(await world.AllItemsAsync()).Status);
    }

    [Fact]
    public async Task Two_invoices_of_a_customer_can_be_held_back_for_the_same_reason()
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(1000m) });
        var (one, two) = (AContract(ACustomer()) with { SeparateInvoice = true }, AContract(ACustomer(), name: "2") with { SeparateInvoice = true });
        await world.AddAsync(ACustomer(), one, two, APart(one), APart(two, 200m));
        var run = await world.BillAsync(Through);

        Assert.Equal([100m, 200m], (await world.ObstaclesOfAsync(run)).Select(o => o.Waiting[0].Amount).Order());
    }

    private static async Task<(AWorld World, BillingRun Run)> RunAsync(Contract contract, params ContractPart[] parts)
    {
        var world = await CreateAsync();
        await world.AddAsync([ACustomer(), contract, .. parts]);
        return (world, await world.CalculateAsync(Through));
    }

    private static async Task<(AWorld World, Customer Customer, BillingRun Run)> BlockedAsync()
    {
        var world = await CreateAsync();
        var (good, blocked) = (ACustomer("GOOD"), ACustomer("BLOCKED") with { BillingInformation = Complete with { Email = null } });
        var (one, two) = (AContract(good), AContract(blocked));
        await world.AddAsync(good, blocked, one, two, APart(one), APart(two), APart(two, 50m, name: "2"));
        return (world, blocked, await world.CalculateAsync(Through));
    }
}
