using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.SalesItems;
using Psa.Usage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Parts and usage that follow the catalog: whose list, in which unit, at which volume, and how long a billed price stays.</summary>
public sealed class CatalogPartTests
{
    private static readonly LocalDate January = new(2025, 1, 31);
    private static readonly LocalDate February = new(2025, 2, 28);
    private static readonly PriceList Ten = AList("ten", 10m);
    private static readonly PriceList Eleven = AList("eleven", 11m);
    private static readonly PriceList Twelve = AList("twelve", 12m);

    private static readonly UnitGroup Weight = new()
    {
        Id = DerivedId.Create<UnitGroup>(Tenant, "weight"),
        Tenant = Tenant,
        Name = "Weight",
        BaseUnit = new("kg", 1, 1, "KGM"),
        Units = [new("g", 1, 1000, "GRM"), new("third", 1, 3)],
    };

    private static readonly VolumeDiscount Volume = new()
    {
        Id = DerivedId.Create<VolumeDiscount>(Tenant, "volume"),
        Tenant = Tenant,
        Name = "Volume",
        Tiers = [new(Start, [new(10m, Percent.Of(5m)), new(50m, Percent.Of(8m))])],
    };

    [Fact]
    public async Task A_price_that_would_never_be_billed_is_refused()
    {
        var (world, contract, part) = await SoldAsync(1m);
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.Contracts.ChangePriceAsync(world.Actor, part.Id, Price(9m), Start, cancellationToken: Token));
        var added = new NewContractPart { Text = "Storage", Product = AProduct.Id, Quantity = 1m, UnitPrice = Price(9m), PriceBehaviour = PriceBehaviour.UseCurrent };

        Assert.Equal(ContractErrors.PriceFollowsCatalog, refused.Code);
        Assert.Equal([(ContractErrors.PriceFollowsCatalog, "UnitPrice")], (await Assert.ThrowsAsync<ValidationFailedException>(() => world.Contracts.AddPartAsync(world.Actor, contract.Id, added, Token))).Problems.Select(static one => (one.Code, one.Where)));
    }

    [Theory]
    [InlineData("none", 0.50)]
    [InlineData("payer", 10)]
    [InlineData("customer payer", 11)]
    [InlineData("contract customer payer", 12)]
    public async Task The_contracts_list_goes_before_the_customers_before_its_payers(string assigned, double expected)
    {
        var price = (decimal)expected;
        var (world, contract, _) = await SoldAsync(2m, customer: one => assigned.Contains("customer", StringComparison.Ordinal) ? one with { PriceLists = [new(Start, Eleven.Id)] } : one);
        if (assigned.Contains("payer", StringComparison.Ordinal))
        {
            await world.Customers.AssignPriceListAsync(world.Actor, ACustomer("P").Id, new(Start, Ten.Id), Token);
        }

        if (assigned.Contains("contract", StringComparison.Ordinal))
        {
            await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(Start, Twelve.Id), Token);
        }

        Assert.Equal([2 * price], await world.NetsOfAsync(await world.BillAsync(Start)));
    }

    [Fact]
    public async Task An_assignment_reaches_the_period_that_starts_on_its_day_or_later()
    {
        var (world, contract, _) = await SoldAsync();
        await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(new(2025, 2, 1), Ten.Id), Token);
        await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(new(2025, 3, 2), Twelve.Id), Token);
        Assert.Equal([0.50m, 10m, 10m, 12m], await world.NetsOfAsync(await world.BillAsync(new(2025, 4, 1))));
    }

    [Fact]
    public async Task What_was_billed_stays_whatever_the_catalog_does_until_its_item_is_released()
    {
        var (world, contract, part) = await SoldAsync();
        await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(Start, Ten.Id), Token);
        await world.BillAsync(January);
        await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(Start, Twelve.Id), Token);
        await world.Contracts.ChangeQuantityAsync(world.Actor, part.Id, 3m, Start, cancellationToken: Token);
        var corrected = await world.BillAsync(new(2025, 2, 1));
        Assert.Equal([20m, 36m], await world.NetsOfAsync(corrected));

        // correcting the first of both leaves the other, too
        await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(Start), Token);
        await world.Contracts.ChangeQuantityAsync(world.Actor, part.Id, 4m, Start, cancellationToken: Token);
        Assert.Equal([10m, 12m], await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 1))));
        Assert.Empty(await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 1))));
    }

    [Theory]
    [InlineData(9.5, 95.00)]
    [InlineData(10, 95.00)]
    [InlineData(49.99, 474.91)]
    [InlineData(50, 460.00)]
    [InlineData(-50, -460.00)]
    public async Task A_volume_discount_is_taken_off_each_unit_and_the_line_says_so(double sold, double expected)
    {
        var (quantity, net) = ((decimal)sold, (decimal)expected);
        var (world, contract, _) = await SoldAsync(quantity);
        await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(Start, WithVolume.Id), Token);
        var item = Assert.Single(await world.ItemsOfAsync(await world.BillAsync(Start)));
        Assert.Equal(Eur(net), item.Net);
        var line = Assert.Single(item.Lines);
        Assert.Equal((Price(10m), Math.Abs(quantity) < 10m ? (UnitPrice?)null : Price(Math.Abs(quantity) < 50m ? 0.5m : 0.8m)), (line.UnitPrice, line.VolumeDiscount));
        Assert.Equal(line.Amount, line.Recompute(Rounding.HalfUp));
        Assert.Equal(item.Basis!.Pieces, item.Basis.Recompute());
    }

    [Fact]
    public async Task A_billed_period_keeps_its_volume_discount_and_the_next_one_has_its_own()
    {
        var (world, contract, part) = await SoldAsync(10m);
        await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(Start, WithVolume.Id), Token);
        await world.BillAsync(Start);
        await world.Contracts.ChangeQuantityAsync(world.Actor, part.Id, 50m, Start, cancellationToken: Token);
        var run = await world.BillAsync(new(2025, 2, 1));
        Assert.Equal([380m, 460m], await world.NetsOfAsync(run));
        var correction = (await world.ItemsOfAsync(run)).Find(item => item.BilledBefore is not null)!;
        Assert.Equal((40m, Price(10m), Price(0.5m)), (correction.Lines[0].Quantity, correction.Lines[0].UnitPrice, correction.Lines[0].VolumeDiscount));
        Assert.Contains("(10.00 EUR − 0.50 EUR)", correction.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_within_a_period_keeps_what_its_first_day_has()
    {
        var (world, contract, part) = await SoldAsync(10m);
        await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(Start, WithVolume.Id), Token);
        await world.Contracts.ChangeQuantityAsync(world.Actor, part.Id, 50m, new(2025, 2, 15), cancellationToken: Token);
        Assert.Equal([95m, 285m], await world.NetsOfAsync(await world.BillAsync(new(2025, 2, 1))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fee_has_no_volume_discount(bool isIncluded)
    {
        var (world, contract, _) = await SoldAsync(50m, pricing: isIncluded ? PricingScheme.Included(5m, 0m) : PricingScheme.Flat);
        await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(Start, WithVolume.Id), Token);
        Assert.Equal([10m], await world.NetsOfAsync(await world.BillAsync(Start)));
    }

    [Fact]
    public async Task A_volume_discount_that_makes_a_unit_free_freezes_the_price_all_the_same()
    {
        var (world, contract, part) = await SoldAsync(10m);
        await world.UpdateAsync(Volume with { Tiers = [new(Start, [new(10m, null, Price(12m))])] });
        await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(Start, WithVolume.Id), Token);
        Assert.Equal([0m], await world.NetsOfAsync(await world.BillAsync(Start)));
        await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(Start, Twelve.Id), Token);
        await world.Contracts.ChangeQuantityAsync(world.Actor, part.Id, 9m, Start, cancellationToken: Token);
        Assert.Empty(await world.NetsOfAsync(await world.BillAsync(Start)));
    }

    [Fact]
    public async Task What_is_used_beyond_what_was_billed_in_advance_has_the_price_that_froze_there()
    {
        var (world, contract, part) = await SoldAsync(10m, part: one => one with { QuantitySource = QuantitySource.Usage("svc"), Kind = PartKind.MeteredUsage });
        await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(Start, WithVolume.Id), Token);
        await world.UseAsync(ACustomer(), "u", new(2025, 1, 10), 60m);
        Assert.Equal([95m], await world.NetsOfAsync(await world.BillAsync(Start)));
        await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(Start, Twelve.Id), Token);

        // 50 more at 10.00 less 0.50, though the ledger of the part has no changed day
        var run = await world.BillAsync(January);
        Assert.Equal([475m], await world.NetsOfAsync(run));
        Assert.Empty(await world.NetsOfAsync(await world.BillAsync(January)));
        Assert.Equal(part.Id.Value, (await world.ItemsOfAsync(run))[0].SourceId);
    }

    [Fact]
    public async Task Usage_of_any_unit_of_the_group_is_billed_in_the_parts()
    {
        var (world, _, _) = await WeighedAsync("kg");
        await UseAsync(world, 300m, "g", 11);
        await UseAsync(world, 0.2m, "kg", 12);
        await UseAsync(world, 1m, "third", 13);
        await UseAsync(world, 2m, "third", 14);
        var run = await world.BillAsync(January);
        Assert.Empty(await world.ObstaclesOfAsync(run));
        var item = Assert.Single(await world.ItemsOfAsync(run));
        Assert.Equal((1.5m, "kg", Price(4m), Eur(6m)), (item.Lines[0].Quantity, item.Lines[0].Unit, item.Lines[0].UnitPrice, item.Net));
    }

    [Fact]
    public async Task A_part_in_another_unit_than_its_products_is_priced_by_the_factor()
    {
        var (world, _, _) = await WeighedAsync("g");
        await UseAsync(world, 0.5m, "kg", 11);
        var item = Assert.Single(await world.ItemsOfAsync(await world.BillAsync(January)));
        Assert.Equal((500m, "g", Price(0.004m), Eur(2m)), (item.Lines[0].Quantity, item.Lines[0].Unit, item.Lines[0].UnitPrice, item.Net));
        Assert.Equal("kg", item.Basis!.Terms[0].PriceOrigin.BaseUnit);
    }

    [Theory]
    [InlineData(1, "third", CatalogErrors.UnitNotExact)]
    [InlineData(1, "lb", ChargeErrors.MixedUnits)]
    public async Task Usage_that_cannot_be_converted_is_an_obstacle_of_its_month(decimal quantity, string unit, string code)
    {
        var (world, _, _) = await WeighedAsync("kg");
        await UseAsync(world, quantity, unit, 11);
        await UseAsync(world, 1m, "kg", 40);
        var run = await world.BillAsync(February);
        Assert.Equal(code, Assert.Single(await world.ObstaclesOfAsync(run)).Code);
        Assert.Equal([4m], await world.NetsOfAsync(run));
    }

    [Fact]
    public async Task Usage_without_a_contract_has_the_customers_list_and_the_products_unit()
    {
        var (world, _, _) = await WeighedAsync("kg", hasPart: false);
        await UseAsync(world, 500m, "g", 11);
        var run = await world.BillAsync(January);
        Assert.Equal([2m], await world.NetsOfAsync(run));
        Assert.Equal((0.5m, "kg"), ((await world.ItemsOfAsync(run))[0].Lines[0].Quantity, (await world.ItemsOfAsync(run))[0].Lines[0].Unit));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bundle_is_one_part_whose_components_are_listed_and_not_priced(bool hidesQuantities)
    {
        var bundle = AProduct with
        {
            Id = DerivedId.Create<Product>(Tenant, "bundle"),
            Number = "B",
            Kind = ProductKind.Bundle,
            ServiceCode = null,
            HidesComponentQuantities = hidesQuantities,
            Contents = [new(Start, [new(AProduct.Id, 3m)]), new(new(2025, 2, 2), [new(AProduct.Id, 5m)])],
        };
        var list = Ten with { Id = DerivedId.Create<PriceList>(Tenant, "bundles"), Items = [new(bundle.Id, "C62", [new(Start, Price(100m))])] };
        var (world, contract, _) = await SoldAsync(2m, part: one => one with { Product = bundle.Id });
        await world.AddAsync(bundle, list);
        await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(Start, list.Id), Token);
        var items = await world.ItemsOfAsync(await world.BillAsync(new(2025, 3, 1)));
        Assert.Equal([200m, 200m, 200m], items.Select(item => item.Net.Amount));
        Assert.Equal(
            [(LineDetailKind.Component, "Storage", hidesQuantities ? 0m : 6m, null), (LineDetailKind.Component, "Storage", hidesQuantities ? 0m : 6m, null), (LineDetailKind.Component, "Storage", hidesQuantities ? 0m : 10m, null)],
            items.OrderBy(item => item.PeriodStart).Select(item => Assert.Single(Assert.Single(item.Lines).Details)).Select(detail => (detail.Kind, detail.Text, detail.Quantity, detail.UnitPrice)));
    }

    [Fact]
    public async Task An_obstacle_names_what_the_catalog_lacks()
    {
        var (world, contract, _) = await SoldAsync();
        await world.AddAsync(Ten with { Id = DerivedId.Create<PriceList>(Tenant, "empty"), Items = [], FallsBackToDefault = false });
        await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(Start, DerivedId.Create<PriceList>(Tenant, "empty")), Token);
        Assert.Equal(CatalogErrors.ProductNotInList, Assert.Single(await world.ObstaclesOfAsync(await world.BillAsync(Start))).Code);
        await world.UpdateAsync(Ten with { IsActive = false });
        await world.Contracts.AssignPriceListAsync(world.Actor, contract.Id, new(Start), Token);
        await world.Customers.AssignPriceListAsync(world.Actor, ACustomer().Id, new(Start, Eleven.Id), Token);
        await world.UpdateAsync(Eleven with { IsActive = false });
        Assert.Equal(CatalogErrors.InactivePriceList, Assert.Single(await world.ObstaclesOfAsync(await world.BillAsync(Start))).Code);
    }

    private static PriceList WithVolume { get; } = AList("volume", 10m) with { Items = [new(AProduct.Id, "C62", [new(Start, PriceMethod.Fixed(Price(10m)), null, Volume.Id)])] };

    private static PriceList AList(string name, decimal price) => APriceList with { Id = DerivedId.Create<PriceList>(Tenant, "list", name), Name = name, IsDefault = false, Items = [new(AProduct.Id, "C62", [new(Start, Price(price))])] };

    // C1, for whom P pays, has a part that follows the catalog
    private static async Task<(AWorld World, Contract Contract, ContractPart Part)> SoldAsync(
        decimal quantity = 1m, Func<Customer, Customer>? customer = null, PricingScheme? pricing = null, Func<ContractPart, ContractPart>? part = null)
    {
        var world = await CreateAsync(store: "memory");
        var contract = AContract(ACustomer());
        var sold = APart(contract) with { Product = AProduct.Id, PriceBehaviour = PriceBehaviour.UseCurrent, Terms = [new(Start, quantity, Pricing: pricing ?? PricingScheme.PerUnit)] };
        sold = part?.Invoke(sold) ?? sold;
        await world.AddAsync(ACustomer("P"), (customer ?? (one => one))(ACustomer() with { Parent = ACustomer("P").Id, ConsolidateBilling = true, Payer = ACustomer("P").Id }), contract, sold, Ten, Eleven, Twelve, Volume, WithVolume);
        return (world, contract, sold);
    }

    private static async Task<(AWorld World, Contract Contract, ContractPart Part)> WeighedAsync(string unit, bool hasPart = true)
    {
        var world = await CreateAsync(store: "memory");
        var contract = AContract(ACustomer(), BillingTiming.InArrears);
        var part = AMeter(contract) with { Product = AProduct.Id, Unit = unit, PriceBehaviour = PriceBehaviour.UseCurrent, Terms = [new(Start, Pricing: PricingScheme.PerUnit)] };
        var list = AList("weights", 4m) with { Items = [new(AProduct.Id, "kg", [new(Start, Price(4m))])] };
        await world.AddAsync(ACustomer() with { PriceLists = [new(Start, list.Id)] }, contract, Weight, list);
        await world.UpdateAsync(AProduct with { Unit = "kg", UnitGroup = Weight.Id });
        if (hasPart)
        {
            await world.AddAsync(part);
        }

        return (world, contract, part);
    }

    private static Task<UsageImportResult> UseAsync(AWorld world, decimal quantity, string unit, int day) => world.UseAsync(new("vendor"), new UsageReading
    {
        SourceId = $"{day}",
        Customer = ACustomer().Id,
        ServiceCode = "svc",
        Start = Start.PlusDays(day).AtMidnight().InUtc().ToInstant(),
        Quantity = quantity,
        Unit = unit,
        Cost = 1m,
        CostCurrency = "EUR",
    });
}
