using NodaTime;
using Psa.Contracts;
using Psa.Domain.Tests.Runs;
using Psa.SalesItems;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>Rises are derived from their dates: what is billed doesn't depend on which run came before which entry.</summary>
public sealed class EscalationBillingTests
{
    private static readonly Percent Ten = Percent.Of(10m);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task R08_late_quantity(bool runsBefore)
    {
        var (world, part) = await AgreedAsync(new(new(2026, 1, 1), Ten), quantity: 10m, billFrom: new LocalDate(2025, 12, 1));
        var billed = new List<decimal>();
        if (runsBefore)
        {
            billed.AddRange(await BillAsync(world, new(2025, 12, 1)));
            billed.AddRange(await BillAsync(world, new(2026, 1, 1)));
            Assert.Equal([1000m, 1100m], billed);
        }

        await world.Contracts.ChangeQuantityAsync(world.Actor, part.Id, 12m, new(2025, 12, 15), cancellationToken: Token);
        var after = await BillAsync(world, new(2026, 2, 1));
        Assert.Equal(runsBefore ? [109.68m, 220m, 1320m] : [1109.68m, 1320m, 1320m], after);
        Assert.Equal(3749.68m, billed.Sum() + after.Sum());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task R08b_monthly_step(bool runsBefore)
    {
        var (world, part) = await AgreedAsync(new(new(2025, 3, 1), Ten));
        if (runsBefore)
        {
            Assert.Equal([100m, 100m, 110m], await BillAsync(world, new(2025, 3, 31)));
        }

        await world.Contracts.ChangeQuantityAsync(world.Actor, part.Id, 2m, new(2025, 2, 15), cancellationToken: Token);
        Assert.Equal(runsBefore ? [50m, 110m, 220m, 220m] : [100m, 150m, 220m, 220m, 220m], await BillAsync(world, new(2025, 5, 31)));
    }

    [Fact]
    public async Task R08c_yearly_in_advance()
    {
        var (world, part) = await AgreedAsync(new(new(2025, 7, 1), Ten), BillingCycle.Yearly.OnDay(1));
        var first = await BillAsync(world, new(2025, 1, 1));
        Assert.Equal([105.04m], first);
        await world.Contracts.ChangeQuantityAsync(world.Actor, part.Id, 2m, new(2025, 4, 1), cancellationToken: Token);
        var more = await BillAsync(world, new(2026, 1, 1));
        Assert.Equal(185.42m, first.Sum() + more[0]);
        Assert.Equal(231.09m, more[1]);
    }

    [Fact]
    public async Task R08d_wrong_rate()
    {
        var (world, part) = await AgreedAsync(new(new(2025, 2, 1), Ten));
        var contract = part.Contract;
        var mistaken = await world.CalculateAsync(new(2025, 2, 1));
        Assert.Equal([100m, 110m], await world.NetsOfAsync(mistaken));
        await world.Runs.RollBackAsync(world.Actor, mistaken.Id, cancellationToken: Token);
        await world.Contracts.ChangeEscalationsAsync(world.Actor, contract, [new(new(2025, 2, 1), Percent.Of(3m))], Token);
        Assert.Equal([100m, 103m], await BillAsync(world, new(2025, 2, 1)));
        Assert.Equal(part.Terms, (await world.Contracts.PartsOfAsync(world.Actor, contract, Token))[0].Terms);
    }

    [Fact]
    public async Task A_step_date_that_passes_makes_nothing_dirty_and_a_year_in_advance_knows_its_steps()
    {
        var (world, _) = await AgreedAsync(new(new(2025, 7, 1), Ten), BillingCycle.Yearly.OnDay(1));
        Assert.Equal([105.04m], await BillAsync(world, new(2025, 1, 1)));
        Assert.Empty(await BillAsync(world, new(2025, 8, 1)));
    }

    [Fact]
    public async Task The_line_names_agreed_price_date_and_steps()
    {
        var (world, _) = await AgreedAsync(new(new(2025, 2, 1), Ten, 1));
        var run = await world.BillAsync(new(2025, 4, 1));
        var item = (await world.ItemsOfAsync(run)).MaxBy(one => one.PeriodStart)!;
        var origin = Assert.Single(item.Basis!.Terms.AsEnumerable()).PriceOrigin;
        Assert.Equal(
            [new PriceRise(Start, [new(new(2025, 2, 1), new(2025, 4, 1), Ten, 3)]) { Price = Price(100m) }],
            origin.Rises);
        Assert.Equal(
            "1 Apr 2025 to 30 Apr 2025: 1 × 133.10 EUR (100.00 EUR agreed from 1 Jan 2025, risen by 10 % 3 times from 1 Feb 2025 to 1 Apr 2025) = 133.10 EUR.",
            item.Explain());
    }

    [Fact]
    public async Task R73_a_price_that_rises_beyond_all_bounds_is_an_obstacle_of_its_part_alone()
    {
        var (world, bad) = await AgreedAsync(new(new(2025, 2, 1), Percent.Of(1_000m), 1));
        var other = AContract(ACustomer(), name: "2");
        await world.AddAsync(other, APart(other, name: "good"));
        var run = await world.CalculateAsync(new(2026, 12, 1));
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal((bad.Id, MoneyErrors.Overflow), (obstacle.Part, obstacle.Code));
        Assert.Equal(24, (await world.NetsOfAsync(run)).Count());
    }

    private static async Task<List<decimal>> BillAsync(AWorld world, LocalDate through) => [.. await world.NetsOfAsync(await world.BillAsync(through))];

    private static async Task<(AWorld World, ContractPart Part)> AgreedAsync(PriceEscalation escalation, BillingCycle? cycle = null, decimal quantity = 1m, LocalDate? billFrom = null)
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer(), cycle: cycle) with { Escalations = [escalation] };
        var part = APart(contract, quantity: quantity) with { BillFrom = billFrom };
        await world.AddAsync(ACustomer(), contract, part);
        return (world, part);
    }
}
