using System.Globalization;
using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>What is due of a period whatever was used in it (R-FEES), and what becomes of less than nothing (R-NEGATIVE-USAGE).</summary>
public sealed class UsageFeeTests
{
    private static readonly LocalDate MonthEnd = new(2025, 1, 31);

    private static readonly PricingScheme Tiers = new GraduatedPricing([new(0, 100, 0.50m, 50m), new(100, null, 0.40m)], feeAtZero: true);

    public static TheoryData<string, decimal?, decimal> Fees => new()
    {
        { "included", null, 99m },
        { "included", 0m, 99m },
        { "included", 620m, 111m },
        { "flat", null, 30m },
        { "flat", 0m, 30m },
        { "flat", 620m, 30m },
        { "tiers", null, 50m },
        { "tiers", 0m, 50m },
        { "tiers", 620m, 308m },
        { "minimum", null, 20m },
        { "minimum", 0m, 20m },
        { "minimum", 620m, 124m },
    };

    [Theory]
    [MemberData(nameof(Fees))]
    public async Task A_period_without_a_reading_bills_as_one_with_usage_of_nothing(string scheme, decimal? used, decimal net)
    {
        var (world, _) = await MeteredAsync(Priced(scheme));
        if (used is { } quantity)
        {
            await world.UseAsync(ACustomer(), "a", new(2025, 1, 9), quantity);
        }

        Assert.Equal([net], await NetsAsync(world));
    }

    [Theory]
    [InlineData("volume", 50)]
    [InlineData("tiers", 50)]
    [InlineData("included", 99)]
    [InlineData("flat", 30)]
    public async Task R07_a_month_without_a_row_bills_what_does_not_hang_on_usage(string scheme, int net)
    {
        var (world, _) = await MeteredAsync(Priced(scheme));
        Assert.Equal([net, net, net], await world.NetsOfAsync(await world.BillAsync(new(2025, 3, 31))));
    }

    [Fact]
    public async Task A_price_per_unit_of_nothing_is_nothing_and_makes_no_item()
    {
        var (world, _) = await MeteredAsync(part => part);
        Assert.Empty(await NetsAsync(world));
    }

    [Fact]
    public async Task Nothing_of_a_product_given_away_makes_no_item_and_some_of_it_holds_the_price()
    {
        var (world, _) = await MeteredAsync(part => part.First(terms => terms with { UnitPrice = null }) with { Product = AProduct.Id, PriceBehaviour = PriceBehaviour.UseCurrent });
        await world.UpdateAsync(APriceList with { Items = [new(AProduct.Id, "C62", [new(new(2000, 1, 1), Price(0m))])] });
        await world.UseAsync(ACustomer(), "a", new(2025, 2, 9), 3m);
        var item = Assert.Single(await world.ItemsOfAsync(await world.BillAsync(new(2025, 3, 31))));
        Assert.Equal((new LocalDate(2025, 2, 1), Eur(0m)), (item.PeriodStart, item.Net));
    }

    [Fact]
    public async Task Nothing_needs_no_price_and_what_a_minimum_makes_of_it_does()
    {
        var (world, _) = await MeteredAsync(part => part.First(terms => terms with { UnitPrice = null }) with { PriceBehaviour = PriceBehaviour.UseCurrent });
        Assert.Empty(await world.ObstaclesOfAsync(await world.BillAsync(MonthEnd)));
        var (other, _) = await MeteredAsync(part => part.First(terms => terms with { UnitPrice = null, MinimumQuantity = 2m }) with { PriceBehaviour = PriceBehaviour.UseCurrent });
        Assert.Equal([ChargeErrors.ProductMissing], (await other.ObstaclesOfAsync(await other.BillAsync(MonthEnd))).Select(obstacle => obstacle.Code));
    }

    [Fact]
    public async Task Usage_that_comes_after_the_fee_bills_the_difference()
    {
        var (world, _) = await MeteredAsync(Priced("included"));
        Assert.Equal([99m], await NetsAsync(world));
        await world.UseAsync(ACustomer(), "late", new(2025, 1, 30), 620m);
        Assert.Equal([12m], await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 1))));
    }

    [Fact]
    public async Task A_stub_has_the_whole_fee()
    {
        var (world, _) = await MeteredAsync(part => Priced("included")(part) with { LastDay = new(2025, 1, 10) });
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 9), 510m);
        Assert.Equal([100m], await NetsAsync(world));
    }

    [Fact]
    public async Task R68_usage_of_a_period_that_a_suspension_cuts_is_one_line()
    {
        var (world, part) = await MeteredAsync(Priced("included"));
        await world.Contracts.SuspendAsync(world.Actor, part.Contract, new(new(2025, 1, 10), new(2025, 1, 19)), Token);
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 9), 510m);
        var item = Assert.Single(await world.ItemsOfAsync(await world.BillAsync(MonthEnd)));
        Assert.Equal(Eur(100m), item.Net);
        Assert.Single(item.Lines);
    }

    [Fact]
    public async Task A_service_that_was_used_once_without_a_part_makes_nothing_of_later_months()
    {
        var world = await CreateAsync();
        await world.AddAsync(ACustomer());
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m);
        Assert.Equal([5m], await NetsAsync(world));
        await world.UpdateAsync(APriceList with { Items = [] });
        var later = await world.BillAsync(new(2025, 4, 30));
        Assert.Empty(await world.NetsOfAsync(later));
        Assert.Empty(await world.ObstaclesOfAsync(later));
    }

    [Fact]
    public async Task Usage_without_a_part_of_a_payer_with_another_currency_is_an_obstacle_of_the_touched_month_only()
    {
        var world = await CreateAsync();
        await world.AddAsync(ACustomer(), APriceList with { Id = DerivedId.Create<PriceList>(Tenant, "dollars"), Name = "Dollars", Currency = Currency.USD, Items = [new(AProduct.Id, "C62", [new(new(2000, 1, 1), UnitPrice.Of(0.75m, Currency.USD))])] });
        foreach (var month in new[] { 1, 2, 3 })
        {
            await world.UseAsync(ACustomer(), $"{month}", new(2025, month, 9), 10m);
        }

        Assert.Equal([5m, 5m, 5m], await world.NetsOfAsync(await world.BillAsync(new(2025, 3, 31))));
        await world.UpdateAsync(ACustomer() with { BillingInformation = Complete with { Currency = Currency.USD } });
        await world.UseAsync(ACustomer(), "late", new(2025, 1, 10), 4m);
        await world.UseAsync(ACustomer(), "4", new(2025, 4, 9), 10m);
        foreach (var nets in new decimal[][] { [7.50m], [] })
        {
            var run = await world.BillAsync(new(2025, 4, 30));
            var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
            Assert.Equal((ObstacleReason.CurrencyMismatch, MoneyErrors.CurrencyMismatch), (obstacle.Reason, obstacle.Code));
            Assert.StartsWith("1 Jan 2025 to 31 Jan 2025", obstacle.Message, StringComparison.Ordinal);
            Assert.Equal(nets, await world.NetsOfAsync(run));
        }

        // without the late row nothing differs any more
        await world.UseAsync(ACustomer(), "late", new(2025, 4, 10), 4m);
        var mended = await world.BillAsync(new(2025, 4, 30));
        Assert.Empty(await world.ObstaclesOfAsync(mended));
        Assert.Equal([3m], await world.NetsOfAsync(mended));
    }

    [Theory]
    [InlineData("included")]
    [InlineData("tiers")]
    [InlineData("volume")]
    [InlineData("package")]
    public async Task R52_less_than_nothing_has_no_price_in_tiers_and_the_way_out_works(string scheme)
    {
        var (world, _) = await MeteredAsync(Priced(scheme));
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 9), -10m, -3.25m);
        await world.UseAsync(ACustomer(), "b", new(2025, 2, 9), 4m);
        var run = await world.BillAsync(new(2025, 2, 28));
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal((ObstacleReason.InvalidFacts, ChargeErrors.NegativeUsage), (obstacle.Reason, obstacle.Code));
        Assert.Contains("1 Jan 2025 to 31 Jan 2025", obstacle.Message, StringComparison.Ordinal);
        Assert.Contains("-10 C62 with a cost of -3.25 EUR", obstacle.Message, StringComparison.Ordinal);
        Assert.Single(await world.NetsOfAsync(run));

        // the reversal belongs to February
        await world.UseAsync(ACustomer(), "a", new(2025, 2, 10), -3m, -3.25m);
        var mended = await world.BillAsync(new(2025, 2, 28));
        Assert.Empty(await world.ObstaclesOfAsync(mended));
        var fresh = await MeteredAsync(Priced(scheme));
        await fresh.World.UseAsync(ACustomer(), "b", new(2025, 2, 9), 1m);
        Assert.Equal((await fresh.World.NetsOfAsync(await fresh.World.BillAsync(new(2025, 2, 28)))).Sum(), (await world.AllItemsAsync()).Sum(item => item.Net.Amount));
    }

    [Fact]
    public async Task A_quantity_below_nothing_is_an_obstacle_under_a_minimum_too()
    {
        var (world, _) = await MeteredAsync(part => Priced("tiers")(part).First(terms => terms with { MinimumQuantity = 100m }));
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 9), -10m);
        Assert.Equal([ChargeErrors.NegativeUsage], (await world.ObstaclesOfAsync(await world.BillAsync(MonthEnd))).Select(obstacle => obstacle.Code));
    }

    [Theory]
    [InlineData("unit", "-20")]
    [InlineData("cost", "-3.58")]
    [InlineData("minimum", "20")]
    [InlineData("flat", "30")]
    public async Task Less_than_nothing_is_a_credit_by_unit_and_cost_below_their_minimums(string scheme, string net)
    {
        var (world, _) = await MeteredAsync(Priced(scheme));
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 9), -10m, -3.25m);
        Assert.Equal([decimal.Parse(net, CultureInfo.InvariantCulture)], await NetsAsync(world));
    }

    [Theory]
    [InlineData(0, new[] { -20 })]
    [InlineData(5, new[] { 10 })]
    public async Task In_advance_less_than_nothing_is_a_credit_where_nothing_is_committed(int committed, int[] nets)
    {
        var (world, _) = await MeteredAsync(part => part.First(terms => terms with { Quantity = committed }), BillingTiming.InAdvance);
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 9), -10m);
        Assert.Equal(nets.Select(net => (decimal)net), await NetsAsync(world));
    }

    [Fact]
    public async Task In_advance_less_than_nothing_in_tiers_is_no_silence()
    {
        var (world, _) = await MeteredAsync(part => Priced("tiers")(part).First(terms => terms with { Quantity = 5m }), BillingTiming.InAdvance);
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 9), -10m);
        var run = await world.BillAsync(MonthEnd);
        Assert.Equal([52.50m], await world.NetsOfAsync(run));
        Assert.Equal([ChargeErrors.NegativeUsage], (await world.ObstaclesOfAsync(run)).Select(obstacle => obstacle.Code));
    }

    private static Func<ContractPart, ContractPart> Priced(string scheme) => part => part.First(terms => scheme switch
    {
        "included" => terms with { UnitPrice = Price(99m), Pricing = PricingScheme.Included(500m, 0.10m) },
        "flat" => terms with { UnitPrice = Price(30m), Pricing = PricingScheme.Flat },
        "tiers" => terms with { UnitPrice = null, Pricing = Tiers },
        "volume" => terms with { UnitPrice = null, Pricing = new VolumePricing([new(0, null, 0.50m, 50m)], feeAtZero: true) },
        "package" => terms with { UnitPrice = null, Pricing = PricingScheme.Package(5m, 4m) },
        "minimum" => terms with { UnitPrice = Price(0.20m), MinimumQuantity = 100m },
        "cost" => terms with { UnitPrice = null, Pricing = PricingScheme.CostPlus(Percent.Of(10m)) },
        _ => terms,
    });

    private static async Task<IEnumerable<decimal>> NetsAsync(AWorld world) => await world.NetsOfAsync(await world.BillAsync(MonthEnd));

    private static async Task<(AWorld World, ContractPart Part)> MeteredAsync(Func<ContractPart, ContractPart> change, BillingTiming timing = BillingTiming.InArrears)
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer(), timing);
        var part = change(AMeter(contract));
        await world.AddAsync(ACustomer(), contract, part);
        return (world, part);
    }
}
