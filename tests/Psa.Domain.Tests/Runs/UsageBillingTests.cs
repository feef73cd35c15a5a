using Psa.Charges;
using Psa.Contracts;
using Psa.SalesItems;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Metered parts, overage, minimums, and usage that no part covers (spec 3 and 4).</summary>
public sealed class UsageBillingTests
{
    [Fact]
    public async Task In_arrears_what_was_used_is_billed()
    {
        var (world, contract) = await MeteredAsync(BillingTiming.InArrears);
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m);
        await world.UseAsync(ACustomer(), "b", new(2025, 1, 31), 2.5m);
        await world.UseAsync(ACustomer(), "c", new(2025, 2, 1), 100m);

        Assert.Equal([25m], await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31))));
        _ = contract;
    }

    [Theory]
    [InlineData(UsageAggregation.Sum, 60)]
    [InlineData(UsageAggregation.Last, 20)]
    [InlineData(UsageAggregation.Maximum, 30)]
    [InlineData(UsageAggregation.Average, 20)]
    public async Task A_counter_is_aggregated_as_agreed(UsageAggregation aggregation, int expected)
    {
        var (world, _) = await MeteredAsync(BillingTiming.InArrears, part => part with { QuantitySource = QuantitySource.Usage("svc", aggregation) });
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 1), 10m);
        await world.UseAsync(ACustomer(), "b", new(2025, 1, 2), 30m);
        await world.UseAsync(ACustomer(), "c", new(2025, 1, 3), 20m);

        Assert.Equal([expected * 2m], await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31))));
    }

    [Fact]
    public async Task In_advance_the_commitment_is_billed_first_and_the_overage_after_the_period()
    {
        var (world, _) = await MeteredAsync(BillingTiming.InAdvance, part => part.First(terms => terms with { Quantity = 10m }));
        Assert.Equal([20m], await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 1))));

        await world.UseAsync(ACustomer(), "a", new(2025, 1, 20), 13m);
        Assert.Empty(await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 30))));
        var last = await world.BillAsync(new(2025, 1, 31));
        var item = Assert.Single(await world.ItemsOfAsync(last));
        Assert.Equal((ChargeKind.Overage, Eur(6m)), (item.Charge, item.Net));
    }

    [Fact]
    public async Task Less_than_committed_gives_nothing_back()
    {
        var (world, _) = await MeteredAsync(BillingTiming.InAdvance, part => part.First(terms => terms with { Quantity = 10m }));
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 20), 3m);
        Assert.Equal([20m], await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31))));
    }

    [Fact]
    public async Task The_minimum_is_billed_when_the_part_has_one()
    {
        var (world, _) = await MeteredAsync(BillingTiming.InArrears, part => part.First(terms => terms with { MinimumQuantity = 5m }));
        await world.UseAsync(ACustomer(), "a", new(2025, 2, 3), 3m);
        await world.UseAsync(ACustomer(), "b", new(2025, 3, 3), 7m);
        Assert.Equal([10m, 10m, 14m], await world.NetsOfAsync(await world.BillAsync(new(2025, 3, 31))));
    }

    [Fact]
    public async Task Late_usage_bills_the_difference()
    {
        var (world, _) = await MeteredAsync(BillingTiming.InArrears);
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m);
        await world.BillAsync(new(2025, 1, 31));
        await world.UseAsync(ACustomer(), "late", new(2025, 1, 6), 1m);

        var item = Assert.Single(await world.ItemsOfAsync(await world.BillAsync(new(2025, 2, 1))));
        Assert.Equal((Eur(2m), Eur(20m), 1), (item.Net, item.BilledBefore, item.Ordinal));
        Assert.Equal((10m, 11m), (item.PreviousBasis!.Terms[0].Quantity, item.Basis!.Terms[0].Quantity));
    }

    [Fact]
    public async Task Corrected_usage_bills_the_difference_with_its_sign()
    {
        var (world, _) = await MeteredAsync(BillingTiming.InArrears);
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m);
        await world.UseAsync(ACustomer(), "feb", new(2025, 2, 5), 100m);
        await world.BillAsync(new(2025, 1, 31));
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 4m);

        Assert.Equal([-12m, 200m], await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 28))));
    }

    [Fact]
    public async Task Importing_the_same_again_bills_nothing()
    {
        var (world, _) = await MeteredAsync(BillingTiming.InArrears);
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m);
        await world.BillAsync(new(2025, 1, 31));
        Assert.Equal(1, (await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m)).Unchanged);
        Assert.Empty(await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 1))));
    }

    [Fact]
    public async Task Usage_on_suspended_days_is_not_billed_and_not_pay_as_you_go()
    {
        var (world, contract) = await MeteredAsync(BillingTiming.InArrears);
        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(new(2025, 1, 10), new(2025, 1, 19)), Token);
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 9), 10m);
        await world.UseAsync(ACustomer(), "b", new(2025, 1, 10), 10m);
        Assert.Equal([20m], await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31))));
    }

    [Fact]
    public async Task A_margin_is_taken_on_the_summed_cost()
    {
        var (world, _) = await MeteredAsync(BillingTiming.InArrears, part => part.Priced(PricingScheme.CostPlus(Percent.Of(10m))));
        for (var day = 1; day <= 3; day++)
        {
            await world.UseAsync(ACustomer(), $"{day}", new(2025, 1, day), 1m, 0.005m);
        }

        Assert.Equal([0.02m], await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31))));
    }

    [Fact]
    public async Task Usage_that_no_part_covers_is_billed_at_catalog_price()
    {
        var world = await CreateAsync();
        await world.AddAsync(ACustomer());
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m);
        await world.UseAsync(ACustomer(), "b", new(2025, 1, 25), 4m);

        var item = Assert.Single(await world.ItemsOfAsync(await world.BillAsync(new(2025, 1, 31))));
        Assert.Equal((SalesItemSource.VendorUsage, Eur(7m), (Id<Contract>?)null), (item.Source, item.Net, item.Contract));
        Assert.Equal(DatePeriod.Create(new(2025, 1, 1), new(2025, 2, 1)), item.Period);

        await world.UseAsync(ACustomer(), "b", new(2025, 1, 25), 2m);
        Assert.Equal([-1m], await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 28))));
    }

    [Fact]
    public async Task A_part_that_comes_to_cover_usage_takes_over_what_was_billed_without_it()
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer(), BillingTiming.InArrears);
        await world.AddAsync(ACustomer(), contract);
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m);
        await world.BillAsync(new(2025, 1, 31));
        await world.Contracts.AddPartAsync(
            world.Actor,
            contract.Id,
            new() { Text = "Storage", Kind = PartKind.MeteredUsage, QuantitySource = QuantitySource.Usage("svc"), UnitPrice = Price(2m) },
            Token);

        Assert.Equal([-5m, 20m], (await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 1)))).Order());
    }

    [Fact]
    public async Task Trial_customers_get_no_items_of_usage()
    {
        var world = await CreateAsync();
        await world.AddAsync(ACustomer() with { TrialLastDay = new(2025, 1, 31) });
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m);
        await world.UseAsync(ACustomer(), "b", new(2025, 2, 5), 10m);
        Assert.Equal([5m], await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 28))));
    }

    [Fact]
    public async Task Usage_without_a_product_in_the_catalog_is_reported()
    {
        var world = await CreateAsync();
        await world.AddAsync(ACustomer());
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m, service: "unknown");
        var run = await world.BillAsync(new(2025, 1, 31));
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal((ObstacleReason.PriceMissing, ChargeErrors.ProductMissing), (obstacle.Reason, obstacle.Code));
    }

    private static async Task<(AWorld World, Contract Contract)> MeteredAsync(BillingTiming timing, Func<ContractPart, ContractPart>? change = null)
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer(), timing);
        await world.AddAsync(ACustomer(), contract, (change ?? (p => p))(AMeter(contract)));
        return (world, contract);
    }
}
