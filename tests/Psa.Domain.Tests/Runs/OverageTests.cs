using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Usage above what was committed over the period: <c>A(max(actual, c)) − A(c)</c>.</summary>
public sealed class OverageTests
{
    [Fact]
    public async Task R64_each_commitment_counts_for_its_days()
    {
        var (world, part) = await MeteredAsync(10m, 1m);
        await world.Contracts.ChangeQuantityAsync(world.Actor, part.Id, 10m, new(2025, 1, 31), cancellationToken: Token);
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m);
        Assert.Equal([12.90m, 87.10m], await NetsAsync(world));
    }

    [Fact]
    public async Task A_commitment_from_the_second_day_is_billed_but_for_a_day()
    {
        var (world, part) = await MeteredAsync(1m, 10m);
        await world.Contracts.ChangeQuantityAsync(world.Actor, part.Id, 20m, new(2025, 1, 2), cancellationToken: Token);
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 20m);
        Assert.Equal([19.68m, 0.32m], await NetsAsync(world));
    }

    [Theory]
    [InlineData(BillingTiming.InAdvance, new[] { 40, 30 })]
    [InlineData(BillingTiming.InArrears, new[] { 70 })]
    public async Task R65_an_amount_of_discount_is_given_once(BillingTiming timing, int[] nets)
    {
        var (world, _) = await MeteredAsync(10m, 5m, timing, part => part.First(terms => terms with { Discount = Discount.OfAmount(Eur(10m)) }));
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 8m);
        Assert.Equal(nets.Select(net => (decimal)net), await NetsAsync(world));
    }

    [Fact]
    public async Task A_minimum_above_the_commitment_is_what_was_billed_in_advance()
    {
        var (world, _) = await MeteredAsync(2m, 5m, change: part => part.First(terms => terms with { MinimumQuantity = 10m }));
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 12m);
        Assert.Equal([20m, 4m], await NetsAsync(world));
    }

    [Fact]
    public async Task Suspended_days_commit_nothing()
    {
        var (world, part) = await MeteredAsync(31m, 1m);
        await world.Contracts.SuspendAsync(world.Actor, part.Contract, new(new(2025, 1, 11), new LocalDate(2025, 1, 31)), Token);
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 1m);
        Assert.Equal([10m, 21m], await NetsAsync(world));
    }

    [Fact]
    public async Task A_scheme_that_can_not_be_prorated_begins_with_the_next_period()
    {
        var (world, part) = await MeteredAsync(2m, 10m);
        await world.Contracts.ChangePricingAsync(world.Actor, part.Id, PricingScheme.CostPlus(Percent.Of(10m)), new(2025, 1, 15), cancellationToken: Token);
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 20), 12m, 1m);
        await world.UseAsync(ACustomer(), "b", new(2025, 2, 20), 12m, 50m);
        Assert.Equal([20m, 4m, 55m], await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 28))));
    }

    [Theory]
    [InlineData(20, 20, new[] { 10, 10 })]
    [InlineData(0, 10, new[] { 10 })]
    public async Task A_commitment_that_comes_with_such_a_scheme_begins_with_the_next_period_too(int committed, int used, int[] nets)
    {
        var (world, part) = await MeteredAsync(1m, 10m);
        await world.Contracts.ChangeTermsAsync(world.Actor, part.Id, new(new(2025, 1, 16), Quantity: committed, Pricing: PricingScheme.CostPlus(Percent.Of(10))));
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), used);
        Assert.Equal(nets.Select(net => (decimal)net), await NetsAsync(world));
    }

    [Fact]
    public async Task A_commitment_of_a_counter_below_zero_is_refused()
    {
        var (world, part) = await MeteredAsync(2m, 10m);
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => world.Contracts.ChangeQuantityAsync(world.Actor, part.Id, -1m, new(2025, 2, 1), cancellationToken: Token));
        Assert.Equal([ContractErrors.BadQuantity], refusal.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public async Task A_discounted_overage_says_both_of_its_amounts()
    {
        var (world, _) = await MeteredAsync(10m, 5m, change: part => part.First(terms => terms with { Discount = Discount.OfAmount(Eur(10m)) }));
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 8m);
        await world.BillAsync(new(2025, 1, 31));
        var overage = (await world.AllItemsAsync()).Single(item => item.Charge == ChargeKind.Overage);
        Assert.StartsWith(
            "1 Jan 2025 to 31 Jan 2025: 8 used, 5 in advance: 8 used × 10.00 EUR (agreed from 1 Jan 2025) = 80.00 EUR, less 10.00 EUR = 70.00 EUR; "
            + "less 5 in advance × 10.00 EUR (agreed from 1 Jan 2025) = 50.00 EUR, less 10.00 EUR = 40.00 EUR = 30.00 EUR.",
            Psa.SalesItems.Explanations.Explain(overage));
    }

    private static async Task<IEnumerable<decimal>> NetsAsync(AWorld world) => await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 31)));

    private static async Task<(AWorld World, ContractPart Part)> MeteredAsync(
        decimal price, decimal committed, BillingTiming timing = BillingTiming.InAdvance, Func<ContractPart, ContractPart>? change = null)
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer(), timing);
        var part = AMeter(contract, price, committed);
        part = change?.Invoke(part) ?? part;
        await world.AddAsync(ACustomer(), contract, part);
        return (world, part);
    }
}
