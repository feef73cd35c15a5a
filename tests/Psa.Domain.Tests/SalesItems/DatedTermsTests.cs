using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Domain.Tests.Runs;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>What entries of terms and cycles bill, through the services.</summary>
public sealed class DatedTermsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_back_dated_quantity_leaves_a_later_price_alone_whichever_was_recorded_first(bool priceFirst)
    {
        var (world, part) = await AgreedAsync(quantity: 10m, price: 40m);
        await world.BillAsync(new(2025, 7, 1));
        for (var i = 0; i < 2; i++)
        {
            _ = (i == 0) == priceFirst
                ? await world.Contracts.ChangePriceAsync(world.Actor, part.Id, Price(44m), new(2025, 9, 1), cancellationToken: Token)
                : await world.Contracts.ChangeQuantityAsync(world.Actor, part.Id, 13m, new(2025, 8, 12), cancellationToken: Token);
            await world.BillAsync(new(2025, 10, 1));
        }

        var billed = (await world.BilledAsync()).Values.ToList();
        Assert.Equal([400_00, 477_42, 572_00, 572_00], billed[^4..]);
        var august = (await world.AllItemsAsync()).Where(item => item.PeriodStart == new LocalDate(2025, 8, 1)).MaxBy(item => item.Ordinal)!;
        Assert.Equal([141.94m, 335.48m], august.Basis!.Pieces.Select(piece => piece.Net.Amount));
    }

    [Fact]
    public async Task R30_a_margin_from_July_changes_July_alone()
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer(), BillingTiming.InArrears);
        var part = AMeter(contract).First(terms => new(terms.EffectiveFrom, Pricing: PricingScheme.CostPlus(Percent.Of(10m))));
        await world.AddAsync(ACustomer(), contract, part);
        for (var month = 1; month <= 7; month++)
        {
            await world.UseAsync(ACustomer(), $"{month}", new(2025, month, 10), 1m, 1000m);
        }

        Assert.Equal(Enumerable.Repeat(1100m, 6), await world.NetsOfAsync(await world.BillAsync(new(2025, 6, 30))));
        await world.Contracts.ChangePricingAsync(world.Actor, part.Id, PricingScheme.CostPlus(Percent.Of(15m)), new(2025, 7, 1), cancellationToken: Token);
        Assert.Equal([1150m], await world.NetsOfAsync(await world.BillAsync(new(2025, 7, 31))));
    }

    [Fact]
    public async Task R30_a_tier_price_from_July_changes_July_alone()
    {
        var (world, part) = await AgreedAsync(change: part => part.First(terms => new(terms.EffectiveFrom, 3m, Pricing: PricingScheme.Graduated(PriceTiers.None.Beyond(11m)))));
        Assert.Equal(Enumerable.Repeat(33m, 6), await world.NetsOfAsync(await world.BillAsync(new(2025, 6, 30))));
        await world.Contracts.ChangePricingAsync(world.Actor, part.Id, PricingScheme.Graduated(PriceTiers.None.Beyond(11.5m)), new(2025, 7, 1), cancellationToken: Token);
        Assert.Equal([34.5m], await world.NetsOfAsync(await world.BillAsync(new(2025, 7, 31))));
    }

    [Fact]
    public async Task R31_proration_from_March_changes_no_period_that_has_begun()
    {
        var (world, part) = await AgreedAsync(contract: contract => contract.Prorated(new() { Basis = ProrationBasis.FullPeriod }), change: part => part with { EffectiveFrom = new(2025, 1, 16) });
        Assert.Equal([100m, 100m], await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 1))));
        await world.Contracts.ChangeCycleAsync(world.Actor, part.Contract, new(new(2025, 3, 1), Proration: ProrationPolicy.Default), Token);
        Assert.Equal([100m], await world.NetsOfAsync(await world.BillAsync(new(2025, 3, 1))));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, -48_39)]
    public async Task An_end_is_prorated_by_the_policy_of_its_period(int month, int cents)
    {
        var (world, part) = await AgreedAsync(contract: contract => contract.Prorated(new() { Basis = ProrationBasis.FullPeriod }));
        await world.Contracts.ChangeCycleAsync(world.Actor, part.Contract, new(new(2025, 3, 1), Proration: ProrationPolicy.Default), Token);
        await world.BillAsync(new(2025, month, 1));
        await world.Contracts.ChangePartDatesAsync(world.Actor, part.Id, null, new LocalDate(2025, month, 16), Token);
        var items = (await world.ItemsOfAsync(await world.BillAsync(new(2025, month, 28)))).Where(item => item.PeriodStart == new LocalDate(2025, month, 1));
        Assert.Equal(cents, items.Sum(item => item.Net.MinorUnits));
    }

    [Fact]
    public async Task A_cycle_equal_to_the_one_in_force_cuts_nothing_and_another_one_makes_a_stub()
    {
        var (world, part) = await AgreedAsync();
        await world.Contracts.ChangeCycleAsync(world.Actor, part.Contract, new(new(2025, 1, 16), BillingCycle.Monthly.OnDay(1)), Token);
        Assert.Equal([100m, 100m], await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 1))));
        var changed = await world.Contracts.ChangeCycleAsync(world.Actor, part.Contract, new(new(2025, 2, 15), BillingCycle.Quarterly), Token);
        Assert.Equal(0m, (await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 15)))).Sum() - 50m);

        // withdrawn, it is as if it had never been
        await world.Contracts.WithdrawCycleAsync(world.Actor, part.Contract, changed.Cycles[changed.Cycles.Count - 1].Id!.Value, "a slip", Token);
        await world.BillAsync(new(2025, 2, 15));
        Assert.Equal([100_00, 100_00], (await world.BilledAsync()).Values);
    }

    [Fact]
    public async Task R45_a_quantity_keeps_price_and_discount()
    {
        var (world, part) = await AgreedAsync(quantity: 10m, price: 30m, change: part => part.First(terms => terms with { Discount = Discount.OfPercent(Percent.Of(20m)) }));
        await world.Contracts.ChangeQuantityAsync(world.Actor, part.Id, 11m, new(2025, 4, 1), "one more", Token);
        Assert.Equal([240m, 240m, 240m, 264m], await world.NetsOfAsync(await world.BillAsync(new(2025, 4, 1))));
        await world.Contracts.ChangeDiscountAsync(world.Actor, part.Id, Discount.None, new(2025, 5, 1), cancellationToken: Token);
        Assert.Equal([330m], await world.NetsOfAsync(await world.BillAsync(new(2025, 5, 1))));
    }

    [Fact]
    public async Task R62_what_a_part_bills_as_is_fixed_once_it_was_billed()
    {
        var (world, part) = await AgreedAsync();
        var stored = (await world.Contracts.PartsOfAsync(world.Actor, part.Contract, Token))[0];
        stored = await world.Contracts.UpdatePartAsync(world.Actor, stored with { Unit = "HUR", TaxCode = "ZERO" }, Token);
        var run = await world.CalculateAsync(new(2025, 2, 1));
        Func<ContractPart, ContractPart>[] changes =
        [
            one => one with { BillFrom = new(2025, 3, 1) }, one => one with { Unit = "C62" }, one => one with { TaxCode = null }, one => one with { Product = AProduct.Id },
            one => one with { Kind = PartKind.OneOff }, one => one with { PriceBehaviour = PriceBehaviour.UseCurrent, Product = AProduct.Id }, one => one with { QuantitySource = QuantitySource.Usage("svc") },
        ];
        foreach (var change in changes)
        {
            var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => world.Contracts.UpdatePartAsync(world.Actor, change(stored), Token));
            Assert.Equal(ContractErrors.PartFixed, refusal.Code);
        }

        stored = await world.Contracts.UpdatePartAsync(world.Actor, stored with { Text = "Another", ShowDetails = true }, Token);

        // also when the items are canceled
        await world.Runs.RollBackAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal(ContractErrors.PartFixed, (await Assert.ThrowsAsync<RuleViolationException>(() => world.Contracts.UpdatePartAsync(world.Actor, stored with { Unit = "C62" }, Token))).Code);
        Assert.Equal([100m, 100m], await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 1))));
    }

    [Theory]
    [InlineData(100, false, 100_00)]
    [InlineData(200, false, 196_77)]
    [InlineData(200, true, 100_00)]
    public async Task R63_the_last_day_of_the_old_is_the_first_of_the_part(int price, bool fullPeriods, int cents)
    {
        var policy = ProrationPolicy.Default with { EffectiveDay = EffectiveDayRule.LastDayOfOld, Basis = fullPeriods ? ProrationBasis.FullPeriod : ProrationBasis.ActualDays };
        var (world, part) = await AgreedAsync(contract: contract => contract.Prorated(policy));
        var before = (await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 1)))).Single();
        await world.Contracts.ChangePriceAsync(world.Actor, part.Id, Price(price), Start, cancellationToken: Token);
        Assert.Equal(100m, before);
        Assert.Equal((cents / 100m) - 100m, (await world.NetsOfAsync(await world.BillAsync(new(2025, 1, 1)))).Sum());
    }

    [Fact]
    public async Task A_withdrawn_entry_is_as_if_it_had_never_been()
    {
        var (world, part) = await AgreedAsync();
        var changed = await world.Contracts.ChangePriceAsync(world.Actor, part.Id, Price(130m), new(2025, 2, 1), cancellationToken: Token);
        Assert.Equal([100m, 130m, 130m], await world.NetsOfAsync(await world.BillAsync(new(2025, 3, 1))));
        await world.Contracts.WithdrawTermsAsync(world.Actor, part.Id, changed.Terms[1].Id!.Value, "a slip", Token);
        Assert.Equal([-30m, -30m], await world.NetsOfAsync(await world.BillAsync(new(2025, 3, 1))));
    }

    [Fact]
    public async Task A_discount_by_amount_lies_inside_the_share_of_the_period()
    {
        var (world, _) = await AgreedAsync(
            contract: contract => contract with { LastDay = new LocalDate(2025, 4, 15) },
            change: part => part.First(terms => terms with { Discount = Discount.OfAmount(Eur(10m)) }) with { BillFrom = new(2025, 4, 1) });
        Assert.Equal([45m], await world.NetsOfAsync(await world.BillAsync(new(2025, 4, 1))));
    }

    [Fact]
    public async Task Minimum_and_maximum_come_first_and_a_discount_stops_at_nothing()
    {
        var (world, part) = await AgreedAsync(change: part => part.First(terms => terms with { Pricing = PricingScheme.PerUnit with { Minimum = 150m }, Discount = Discount.OfPercent(Percent.Of(10m)) }));
        await world.Contracts.ChangeDiscountAsync(world.Actor, part.Id, Discount.OfAmount(Eur(500m)), new(2025, 2, 1), cancellationToken: Token);
        Assert.Equal([135_00], (await BilledAsync(world, new(2025, 2, 1))));
    }

    private static async Task<IEnumerable<long>> BilledAsync(AWorld world, LocalDate through)
    {
        await world.BillAsync(through);
        return (await world.BilledAsync()).Values;
    }

    private static async Task<(AWorld World, ContractPart Part)> AgreedAsync(
        decimal price = 100m, decimal quantity = 1m, Func<Contract, Contract>? contract = null, Func<ContractPart, ContractPart>? change = null)
    {
        var world = await CreateAsync();
        var agreed = AContract(ACustomer());
        agreed = contract?.Invoke(agreed) ?? agreed;
        var part = APart(agreed, price, quantity);
        part = change?.Invoke(part) ?? part;
        await world.AddAsync(ACustomer(), agreed, part);
        return (world, part);
    }
}
