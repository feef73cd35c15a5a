using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.Sellers;

namespace Psa.Domain.Tests.Services;

/// <summary>Units, bundles, lists and volume discounts as the office keeps them, and who sees what of them.</summary>
public sealed class CatalogPriceTests
{
    private static readonly LocalDate January = new(2026, 1, 1);
    private static readonly Role Clerk = Role.Of("Clerk");
    private static readonly Actor Cleo = Actor.Create(AnOffice.Tenant, UserId.Of("cleo"), "Cleo", [Clerk], AccessTable.Empty.With(Clerk, Permission.ManageCatalog, Grants.Full));

    private static Product Piece { get; } = new() { Id = default, Tenant = AnOffice.Tenant, Number = "PC", Name = "Piece", Kind = ProductKind.Goods, Unit = "C62" };

    private static UnitGroup Pieces { get; } = new() { Id = default, Tenant = AnOffice.Tenant, Name = "Pieces", BaseUnit = new("C62", 1), Units = [new("BX", 10)] };

    private static VolumeDiscount Volume { get; } = new() { Id = default, Tenant = AnOffice.Tenant, Name = "Volume", Tiers = [new(January, [new(10m, null, Eur(1m))])] };

    [Fact]
    public async Task A_unit_group_grows_and_keeps_what_a_product_is_counted_in()
    {
        var office = await AnOffice.OpenAsync();
        var units = await office.Catalog.SaveUnitGroupAsync(AnOffice.Ann, Pieces);
        units = await office.Catalog.SaveUnitGroupAsync(AnOffice.Ann, units with { Units = [new("BX", 12)] });
        await office.Catalog.SaveProductAsync(AnOffice.Ann, Piece with { UnitGroup = units.Id });

        await RefusedAsync(CatalogErrors.UnitInUse, () => office.Catalog.SaveUnitGroupAsync(AnOffice.Ann, units with { Units = [new("BX", 10)] }));
        await RefusedAsync(CatalogErrors.UnitInUse, () => office.Catalog.SaveUnitGroupAsync(AnOffice.Ann, units with { Units = [] }));
        await RefusedAsync(CatalogErrors.BadUnit, () => office.Catalog.SaveUnitGroupAsync(AnOffice.Ann, units with { Units = [new("BX", 12), new("BX", 20)] }));
        units = await office.Catalog.SaveUnitGroupAsync(AnOffice.Ann, units with { Units = [new("BX", 12), new("PF", 480)] });

        Assert.Equal(units, await office.Catalog.FindUnitGroupAsync(AnOffice.Ann, units.Id));
        Assert.Equal([units], (await office.Catalog.ListUnitGroupsAsync(AnOffice.Ann, new() { NameContains = "piec" }, new())).Items);
    }

    [Fact]
    public async Task A_products_unit_is_one_of_its_group_which_stays_once_prices_count_in_it()
    {
        var office = await AnOffice.OpenAsync();
        var units = await office.Catalog.SaveUnitGroupAsync(AnOffice.Ann, Pieces);
        await RefusedAsync(CatalogErrors.UnitNotInGroup, () => office.Catalog.SaveProductAsync(AnOffice.Ann, Piece with { UnitGroup = units.Id, Unit = "KGM" }));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Catalog.SaveProductAsync(AnOffice.Ann, Piece with { UnitGroup = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4f01")) }));
        var product = await office.Catalog.SaveProductAsync(AnOffice.Ann, Piece with { UnitGroup = units.Id });
        product = await office.Catalog.SaveProductAsync(AnOffice.Ann, product with { UnitGroup = null });
        product = await office.Catalog.SaveProductAsync(AnOffice.Ann, product with { UnitGroup = units.Id });

        await RefusedAsync(CatalogErrors.UnitNotInGroup, () => office.Catalog.SavePriceListAsync(AnOffice.Ann, AList(product.Id, "KGM")));
        await office.Catalog.SavePriceListAsync(AnOffice.Ann, AList(product.Id, "BX"));
        await RefusedAsync(CatalogErrors.ProductInUse, () => office.Catalog.SaveProductAsync(AnOffice.Ann, product with { UnitGroup = null }));
    }

    [Fact]
    public async Task No_bundle_is_in_a_bundle()
    {
        var office = await AnOffice.OpenAsync();
        var piece = await office.Catalog.SaveProductAsync(AnOffice.Ann, Piece);
        var bundle = await office.Catalog.SaveProductAsync(AnOffice.Ann, ABundle("B1", piece.Id));

        await RefusedAsync(CatalogErrors.NestedBundle, () => office.Catalog.SaveProductAsync(AnOffice.Ann, ABundle("B2", bundle.Id)));
        await RefusedAsync(CatalogErrors.NestedBundle, () => office.Catalog.SaveProductAsync(AnOffice.Ann, piece with { Kind = ProductKind.Bundle, Contents = ABundle("B2", bundle.Id).Contents }));
        var other = await office.Catalog.SaveProductAsync(AnOffice.Ann, Piece with { Number = "PC2" });
        await RefusedAsync(CatalogErrors.NestedBundle, () => office.Catalog.SaveProductAsync(AnOffice.Ann, piece with { Kind = ProductKind.Bundle, Contents = ABundle("B2", other.Id).Contents }));
        await RefusedAsync(CatalogErrors.UnitNotInGroup, () => office.Catalog.SaveProductAsync(AnOffice.Ann, bundle with { Contents = [new(January, [new(piece.Id, 1m, "BX")])] }));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Catalog.SaveProductAsync(AnOffice.Ann, ABundle("B3", new Id<Product>(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4f02")))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_bundle_holds_1_to_100_components(int count) =>
        Assert.Equal([CatalogErrors.BadBundle], ABundle("B", [.. Enumerable.Range(1, count).Select(static n => new Id<Product>(new Guid(n, 0, 0, new byte[8])))]).Validate().Select(static problem => problem.Code));

    [Fact]
    public void All_that_is_wrong_with_a_bundle_is_named()
    {
        var (one, bundle) = (new Id<Product>(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4f03")), ABundle("B"));
        bundle = bundle with { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4f04")) };
        var bad = bundle with
        {
            Contents = [new(January, [new(one, 0m), new(one), new(bundle.Id)], Percent.Of(101m)), new(January, [new(one)])],
            ListPrices = [new(January, Eur(-1m)), new(January, Eur(1m))],
        };

        Assert.Equal(
            ["ListPrices[0]", "ListPrices[1]", "Contents[0]", "Contents[0].Components[0]", "Contents[0].Components[1]", "Contents[0].Components[2]", "Contents[1]"],
            bad.Validate().Select(static problem => problem.Where),
            StringComparer.Ordinal);
        Assert.Equal(CatalogErrors.BadBundle, Assert.Single(Piece.Validate().AsEnumerable().Concat((Piece with { Contents = [new(January, [new(one)])] }).Validate().AsEnumerable())).Code);
        Assert.Equal(CatalogErrors.BadBundle, Assert.Single((Piece with { Kind = ProductKind.Bundle }).Validate()).Code);
    }

    [Fact]
    public async Task A_volume_discount_and_its_lists_are_of_one_currency()
    {
        var office = await AnOffice.OpenAsync();
        var piece = await office.Catalog.SaveProductAsync(AnOffice.Ann, Piece);
        var volume = await office.Catalog.SaveVolumeDiscountAsync(AnOffice.Ann, Volume);
        var list = AList(piece.Id, "C62", volume.Id);
        await RefusedAsync(CatalogErrors.PriceOfOtherCurrency, () => office.Catalog.SavePriceListAsync(
            AnOffice.Ann, list with { Currency = Currency.USD, Items = [new(piece.Id, "C62", [new(January, PriceMethod.Fixed(UnitPrice.Of(5m, Currency.USD)), null, volume.Id)])] }));
        await office.Catalog.SavePriceListAsync(AnOffice.Ann, list);
        await RefusedAsync(CatalogErrors.PriceOfOtherCurrency, () => office.Catalog.SaveVolumeDiscountAsync(AnOffice.Ann, volume with { Tiers = [new(January, [new(10m, null, UnitPrice.Of(1m, Currency.USD))])] }));
        await RefusedAsync(CatalogErrors.BadTiers, () => office.Catalog.SaveVolumeDiscountAsync(AnOffice.Ann, volume with { Tiers = [new(January, [new(0m, Percent.Of(1m))])] }));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Catalog.SavePriceListAsync(AnOffice.Ann, AList(piece.Id, "C62", new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4f05"))) with { IsDefault = false }));

        volume = await office.Catalog.SaveVolumeDiscountAsync(AnOffice.Ann, volume with { IsActive = false });
        Assert.Equal([volume], (await office.Catalog.ListVolumeDiscountsAsync(AnOffice.Ann, new() { IsActive = false }, new())).Items);
        Assert.Equal(volume, await office.Catalog.FindVolumeDiscountAsync(AnOffice.Ann, volume.Id));
    }

    [Fact]
    public async Task Costs_are_shown_to_those_who_view_them_and_kept_by_those_who_do_not()
    {
        var office = await AnOffice.OpenAsync();
        var costly = await office.Catalog.SaveProductAsync(AnOffice.Ann, Piece with { CurrentCosts = [new(January, Eur(80m))], StandardCosts = [new(January, Eur(85m))], ListPrices = [new(January, Eur(100m))] });
        var list = await office.Catalog.SavePriceListAsync(AnOffice.Ann, AList(costly.Id, "C62") with
        {
            Items = [new(costly.Id, "C62", [new(January, Eur(5m)), new(January.PlusDays(1), PriceMethod.Markup(Percent.Of(20m))), new(January.PlusDays(2), PriceMethod.PercentOfList(Percent.Of(85m)))])],
        });

        var seen = (await office.Catalog.FindProductAsync(Cleo, costly.Id))!;
        Assert.Equal(costly with { CurrentCosts = [], StandardCosts = [] }, seen);
        Assert.Equal([seen], (await office.Catalog.ListProductsAsync(Cleo, new(), new())).Items);
        Assert.Equal([January, January.PlusDays(2)], (await office.Catalog.FindPriceListAsync(Cleo, list.Id))!.Items[0].Prices.Select(static price => price.From));
        Assert.Equal([2], (await office.Catalog.ListPriceListsAsync(Cleo, new(), new())).Items.Select(static one => one.Items[0].Prices.Count));

        var renamed = await office.Catalog.SaveProductAsync(Cleo, seen with { Name = "Part" });
        Assert.Empty(renamed.CurrentCosts);
        Assert.Equal(costly with { Name = "Part", Version = 2 }, await office.Catalog.FindProductAsync(AnOffice.Ann, costly.Id));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => office.Catalog.SaveProductAsync(Cleo, renamed with { CurrentCosts = [new(January, Eur(1m))] }));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => office.Catalog.SaveProductAsync(Cleo, renamed with { StandardCosts = [new(January, Eur(1m))] }));
        var kept = await office.Catalog.SavePriceListAsync(Cleo, AList(costly.Id, "C62") with { Id = list.Id, Version = list.Version, Items = [] });
        Assert.Equal([0], kept.Items.Select(static item => item.Prices.Count));
        Assert.Equal([list.Items[0].Prices[1]], (await office.Catalog.FindPriceListAsync(AnOffice.Ann, list.Id))!.Items[0].Prices);
        await Assert.ThrowsAsync<PermissionDeniedException>(() => office.Catalog.SavePriceListAsync(Cleo, list with { Id = default, Version = 0, IsDefault = false }));
        await office.Catalog.SavePriceListAsync(Cleo, AList(costly.Id, "C62") with { IsDefault = false });
    }

    [Fact]
    public async Task Only_default_lists_exclude_each_other()
    {
        var office = await AnOffice.OpenAsync();
        var piece = await office.Catalog.SaveProductAsync(AnOffice.Ann, Piece);
        await office.Catalog.SavePriceListAsync(AnOffice.Ann, AList(piece.Id, "C62"));
        var named = await office.Catalog.SavePriceListAsync(AnOffice.Ann, AList(piece.Id, "C62") with { IsDefault = false });

        await RefusedAsync(CatalogErrors.OverlappingPriceLists, () => office.Catalog.SavePriceListAsync(AnOffice.Ann, named with { IsDefault = true }));
        await office.Catalog.SavePriceListAsync(AnOffice.Ann, named with { IsDefault = true, PriceMode = PriceMode.TaxInclusive });
    }

    [Fact]
    public async Task A_list_that_is_in_use_is_ended_and_not_deleted()
    {
        var office = await AnOffice.OpenAsync();
        var piece = await office.Catalog.SaveProductAsync(AnOffice.Ann, Piece);
        var begun = await office.Catalog.SavePriceListAsync(AnOffice.Ann, AList(piece.Id, "C62"));
        var (later, assigned) = (AList(piece.Id, "C62") with { ValidFrom = new(2026, 3, 16), IsDefault = false }, default(PriceList));
        later = await office.Catalog.SavePriceListAsync(AnOffice.Ann, later);
        assigned = await office.Catalog.SavePriceListAsync(AnOffice.Ann, later with { Id = default, Version = 0 });
        var customer = await office.Customers.CreateAsync(AnOffice.Ann, new() { Number = "1", Name = "Contoso", BillingInformation = AnOffice.Complete });
        customer = await office.Customers.AssignPriceListAsync(AnOffice.Ann, customer.Id, new(new(2026, 4, 1), assigned.Id));

        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Catalog.DeletePriceListAsync(AnOffice.Stranger, later.Id));
        await office.Catalog.DeletePriceListAsync(AnOffice.Ann, later.Id);
        Assert.Null(await office.Catalog.FindPriceListAsync(AnOffice.Ann, later.Id));
        foreach (var used in new[] { begun, assigned })
        {
            Assert.Equal(CatalogErrors.PriceListInUse, (await Assert.ThrowsAsync<RuleViolationException>(() => office.Catalog.DeletePriceListAsync(AnOffice.Ann, used.Id))).Code);
        }

        await office.Customers.WithdrawPriceListAsync(AnOffice.Ann, customer.Id, customer.PriceLists[0].Id!.Value, "wrong");
        await office.Catalog.DeletePriceListAsync(AnOffice.Ann, assigned.Id);
        Assert.Equal(2, await CountAsync(office, EventKinds.PriceListDeleted));
    }

    [Fact]
    public async Task A_price_list_that_a_template_names_isnt_deleted()
    {
        var office = await AnOffice.OpenAsync();
        var piece = await office.Catalog.SaveProductAsync(AnOffice.Ann, Piece);
        var list = await office.Catalog.SavePriceListAsync(AnOffice.Ann, AList(piece.Id, "C62") with { ValidFrom = new(2026, 3, 16), IsDefault = false });
        var (contract, _) = await office.AnActiveContractAsync(await office.ABillableCustomerAsync(), [AnOffice.APart()]);
        contract = await office.Contracts.AssignPriceListAsync(AnOffice.Ann, contract.Id, new(new(2026, 4, 1), list.Id));
        var template = await office.Contracts.SaveTemplateAsync(AnOffice.Ann, contract.Id, "Managed");
        await office.Contracts.WithdrawPriceListAsync(AnOffice.Ann, contract.Id, contract.PriceLists[0].Id!.Value, "wrong");

        Assert.Equal(CatalogErrors.PriceListInUse, (await Assert.ThrowsAsync<RuleViolationException>(() => office.Catalog.DeletePriceListAsync(AnOffice.Ann, list.Id))).Code);
        await office.Contracts.DeleteTemplateAsync(AnOffice.Ann, template.Id);
        await office.Catalog.DeletePriceListAsync(AnOffice.Ann, list.Id);
        Assert.Null(await office.Catalog.FindPriceListAsync(AnOffice.Ann, list.Id));
    }

    [Fact]
    public async Task A_price_is_told_with_its_list_and_volume_discount_for_whom_it_is_asked()
    {
        var office = await AnOffice.OpenAsync();
        var units = await office.Catalog.SaveUnitGroupAsync(AnOffice.Ann, Pieces);
        var piece = await office.Catalog.SaveProductAsync(AnOffice.Ann, Piece with { UnitGroup = units.Id });
        var volume = await office.Catalog.SaveVolumeDiscountAsync(AnOffice.Ann, Volume);
        var standard = await office.Catalog.SavePriceListAsync(AnOffice.Ann, AList(piece.Id, "C62", volume.Id) with { Name = "Standard" });
        var partners = await office.Catalog.SavePriceListAsync(AnOffice.Ann, AList(piece.Id, "C62") with { Name = "Partners", IsDefault = false, Items = [new(piece.Id, "C62", [new(January, Eur(4m))])] });
        var payer = await office.Customers.CreateAsync(AnOffice.Ann, new() { Number = "1", Name = "Contoso", BillingInformation = AnOffice.Complete });
        var child = await office.Customers.CreateAsync(AnOffice.Ann, new() { Number = "2", Name = "Branch", Parent = payer.Id, ConsolidateBilling = true });
        await office.Customers.AssignPriceListAsync(AnOffice.Ann, payer.Id, new(new(2026, 2, 1), partners.Id));
        var asked = new PriceRequest { Product = piece.Id, Date = January, Quantity = 2m, Unit = "BX", Customer = child.Id };

        var answer = await office.Catalog.PriceAsync(AnOffice.Ann, asked);
        Assert.Equal((Eur(50m), Eur(10m), standard.Id, "Standard", January, "C62", "BX"), (answer.Price, answer.VolumeDiscount, answer.List, answer.ListName, answer.From, answer.BaseUnit, answer.Unit));
        Assert.Equal((Eur(40m), (UnitPrice?)null), await PairAsync(asked with { Date = new(2026, 2, 1) }));
        Assert.Equal((Eur(50m), (UnitPrice?)null), await PairAsync(asked with { Date = new(2026, 2, 1), PriceList = standard.Id, Quantity = 0.5m }));
        Assert.Equal(CatalogErrors.CurrencyMismatch, (await office.Catalog.PriceAsync(AnOffice.Ann, asked with { PriceList = standard.Id, Currency = Currency.USD })).Error);
        Assert.Equal(CatalogErrors.UnitNotInGroup, (await office.Catalog.PriceAsync(AnOffice.Ann, asked with { Unit = "KGM" })).Error);
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Catalog.PriceAsync(AnOffice.Stranger, asked));

        async Task<(UnitPrice?, UnitPrice?)> PairAsync(PriceRequest request) => await office.Catalog.PriceAsync(AnOffice.Ann, request) is var told ? (told.Price, told.VolumeDiscount) : default;
    }

    [Fact]
    public async Task What_a_bundle_holds_has_an_event_of_its_own()
    {
        var office = await AnOffice.OpenAsync();
        var piece = await office.Catalog.SaveProductAsync(AnOffice.Ann, Piece);
        var bundle = await office.Catalog.SaveProductAsync(AnOffice.Ann, ABundle("B1", piece.Id));
        bundle = await office.Catalog.SaveProductAsync(AnOffice.Ann, bundle with { Name = "Set" });
        Assert.Equal((1, 3), (await CountAsync(office, EventKinds.BundleChanged), await CountAsync(office, EventKinds.ProductChanged)));

        await office.Catalog.SaveProductAsync(AnOffice.Ann, bundle with { Contents = [new(January, [new(piece.Id, 2m)])] });
        Assert.Equal((2, 4), (await CountAsync(office, EventKinds.BundleChanged), await CountAsync(office, EventKinds.ProductChanged)));
    }

    private static async Task RefusedAsync(string code, Func<Task> call) => Assert.Contains(code, (await Assert.ThrowsAsync<ValidationFailedException>(call)).Problems.Select(static problem => problem.Code), StringComparer.Ordinal);

    private static Task<int> CountAsync(AnOffice office, string kind) => office.InSessionAsync(async session =>
    {
        var count = 0;
        await foreach (var one in session.Events.ReadAfterAsync(0))
        {
            count += one.Kind == kind ? 1 : 0;
        }

        return count;
    });

    private static Product ABundle(string number, params Id<Product>[] components) =>
        Piece with { Number = number, Kind = ProductKind.Bundle, Contents = [new(January, components.Select(static component => new BundleComponent(component)).ToValueList(), Percent.Of(10m))] };

    private static PriceList AList(Id<Product> product, string unit, Id<VolumeDiscount>? volume = null) => new()
    {
        Id = default,
        Tenant = AnOffice.Tenant,
        Name = "Prices",
        Currency = Currency.EUR,
        ValidFrom = January,
        Items = [new(product, unit, [new(January, PriceMethod.Fixed(Eur(5m)), null, volume)])],
    };

    private static UnitPrice Eur(decimal amount) => UnitPrice.Of(amount, Currency.EUR);
}
