using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Testing;
using Psa.Usage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>How the readings of several counters of one service become one quantity (R-AGGREGATE).</summary>
public sealed class CounterTests
{
    private static readonly LocalDate Day = new(2025, 1, 9);

    private static readonly DatePeriod Month = DatePeriod.Create(new(2025, 1, 1), new(2025, 2, 1));

    private static Arbitrary<Reading[]> Readings { get; } = Arb.From(Gen.ArrayOf(
        from counter in Gen.Choose(0, 3)
        from day in Gen.Choose(-2, 33)
        from hour in Gen.Choose(0, 2)
        from quantity in Gen.Choose(-300, 900)
        from id in Gen.Choose(0, 5)
        select new Reading(counter, day, hour, quantity / 7m, id)));

    [Theory]
    [InlineData(UsageAggregation.Last)]
    [InlineData(UsageAggregation.Maximum)]
    [InlineData(UsageAggregation.Average)]
    public async Task R06_one_licence_in_two_subscriptions_is_counted_in_both(UsageAggregation aggregation)
    {
        var world = await MeteredAsync(aggregation, 20m);
        await world.UseAsync(ACustomer(), "1", Day, 18m, counter: "subscription-1");
        await world.UseAsync(ACustomer(), "2", Day, 18m, counter: "subscription-2");
        Assert.Equal([720m], await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31))));
    }

    [Theory]
    [InlineData(UsageAggregation.Last, "12")]
    [InlineData(UsageAggregation.Maximum, "12")]
    [InlineData(UsageAggregation.Average, "10.5")]
    [InlineData(UsageAggregation.Sum, "17")]
    public async Task Counters_are_read_each_by_itself(UsageAggregation aggregation, string used)
    {
        var world = await MeteredAsync(aggregation, 1m);

        // imported against the order of their moments and of their ids
        await world.UseAsync(ACustomer(), "z", Day, 5m, counter: "A", hour: 8);
        await world.UseAsync(ACustomer(), "m", Day, 4m, counter: "B", hour: 12);
        await world.UseAsync(ACustomer(), "a", Day, 8m, counter: "A", hour: 17);
        Assert.Equal([decimal.Parse(used, CultureInfo.InvariantCulture)], await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31))));
    }

    [Fact]
    public async Task A_day_alone_counts_as_its_beginning_and_equal_moments_by_their_source_ids()
    {
        var world = await MeteredAsync(UsageAggregation.Last, 1m);
        var reading = new UsageReading { Customer = ACustomer().Id, ServiceCode = "svc", Unit = "C62", Counter = "A" };
        await world.UseAsync(
            new("vendor"),
            reading with { SourceId = "3", Date = Day, Quantity = 3m },
            reading with { SourceId = "2", Start = Day.AtMidnight().InUtc().ToInstant(), Quantity = 2m },
            reading with { SourceId = "9", Date = Day.PlusDays(-1), Quantity = 9m });
        Assert.Equal([3m], await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31))));
        await world.UseAsync(new("vendor"), reading with { SourceId = "1", Start = Day.At(new(0, 1)).InUtc().ToInstant(), Quantity = 1m });
        Assert.Equal([-2m], await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31))));
    }

    [Fact]
    public async Task The_last_reading_of_a_period_stays_whatever_came_later()
    {
        var world = await MeteredAsync(UsageAggregation.Last, 1m);
        await world.UseAsync(ACustomer(), "1", new(2025, 1, 31), 7m, counter: "A", hour: 23);
        await world.UseAsync(ACustomer(), "2", new(2025, 2, 1), 5m, counter: "A");
        Assert.Equal([7m, 5m], await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 28))));
    }

    [Fact]
    public void A_mean_is_cut_towards_zero_and_a_sum_keeps_all_digits_or_says_so()
    {
        Assert.Equal(6_666_666_666_666.666666666666666m, TotalOf(UsageAggregation.Average, 20_000_000_000_000m, 0m, 0m));
        Assert.Equal(-0.666666666666666m, TotalOf(UsageAggregation.Average, -2m, 0m, 0m));
        Assert.Equal(1_000_000_000_000.000000000000001m, TotalOf(UsageAggregation.Sum, 1_000_000_000_000m, 0.000000000000001m));
        Assert.Equal(MoneyErrors.Overflow, Assert.Throws<RuleViolationException>(() => TotalOf(UsageAggregation.Sum, 1_000_000_000_000_000m, 0.000000000000001m)).Code);
    }

    [Fact]
    public async Task Costs_of_twenty_eight_digits_are_summed_exactly_and_rounded_once()
    {
        var world = await MeteredAsync(UsageAggregation.Sum, 0m, PricingScheme.CostPlus(Percent.Of(0m)));
        await world.UseAsync(ACustomer(), "1", Day, 1m, decimal.Parse("1000.004" + new string('9', 21), CultureInfo.InvariantCulture));
        await world.UseAsync(ACustomer(), "2", Day, 1m, decimal.Parse("0." + new string('0', 23) + "1", CultureInfo.InvariantCulture));
        Assert.Equal([1_000.01m], await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31))));
        var item = Assert.Single(await world.AllItemsAsync());
        Assert.Equal("1000.005000000000000000000000", item.Basis!.Terms[0].Cost!.Value.AmountText());
        Assert.Equal(item.Basis.Pieces, ChargeRules.Recompute(item.Basis));
    }

    [Fact]
    public void The_order_of_import_and_the_names_of_counters_change_nothing() => PropertyCheck.That(
        Prop.ForAll(Readings, Arb.From(Gen.Elements(Enum.GetValues<UsageAggregation>())), (readings, aggregation) =>
        {
            var total = Total(aggregation, readings, "c");
            var random = new Random(readings.Length);
            var shuffled = readings.OrderBy(_ => random.Next()).ToArray();
            Assert.Equal(total, Total(aggregation, shuffled, "c"));
            Assert.Equal(total, Total(aggregation, readings, "\u00e9\u4e00-"));
            Assert.Equal(total, readings.GroupBy(reading => reading.Counter).Sum(counter => Total(aggregation, [.. counter], "c")));
            if (aggregation == UsageAggregation.Sum)
            {
                Assert.Equal(total, Total(aggregation, [.. readings.Select(reading => reading with { Counter = 0 })], "c"));
            }
        }));

    private static decimal Total(UsageAggregation aggregation, Reading[] readings, string counters) => Total(
        aggregation,
        readings.Select((reading, place) => ARecord(place, $"{reading.Id}", Month.Start.PlusDays(reading.Day), reading.Hour, decimal.Round(reading.Quantity, 9), $"{counters}{reading.Counter}")));

    private static decimal TotalOf(UsageAggregation aggregation, params decimal[] quantities) =>
        Total(aggregation, quantities.Select((quantity, place) => ARecord(place, $"{place}", Day, 0, quantity, "A")));

    // as a store gives them: by day and id
    private static decimal Total(UsageAggregation aggregation, IEnumerable<UsageRecord> records) =>
        Usages.Total([.. records.OrderBy(record => record.Date).ThenBy(record => record.Id)], [Month], aggregation).Quantity;

    private static UsageRecord ARecord(int place, string sourceId, LocalDate day, int hour, decimal quantity, string counter) => new()
    {
        Id = new(new Guid(place + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])),
        Tenant = Tenant,
        SourceCode = "vendor",
        SourceId = sourceId,
        Customer = ACustomer().Id,
        ServiceCode = "svc",
        Counter = counter,
        Start = day.At(new(hour, 0)).InUtc().ToInstant(),
        Date = day,
        Quantity = quantity,
        Unit = "C62",
    };

    private static async Task<AWorld> MeteredAsync(UsageAggregation aggregation, decimal price, PricingScheme? pricing = null)
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer(), BillingTiming.InArrears);
        await world.AddAsync(ACustomer(), contract, AMeter(contract, price).First(terms => terms with { Pricing = pricing ?? PricingScheme.PerUnit }) with { QuantitySource = QuantitySource.Usage("svc", aggregation) });
        return world;
    }

    private sealed record Reading(int Counter, int Day, int Hour, decimal Quantity, int Id);
}
