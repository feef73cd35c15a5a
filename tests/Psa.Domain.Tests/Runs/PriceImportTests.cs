using System.Globalization;
using FsCheck.Fluent;
using Psa.Access;
using Psa.Catalog;
using Psa.Events;
using Psa.Services;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Prices that come in rows of a file.</summary>
public sealed class PriceImportTests
{
    private static readonly UnitGroup Pieces = new() { Id = DerivedId.Create<UnitGroup>(Tenant, "pieces"), Tenant = Tenant, Name = "Pieces", BaseUnit = new("C62", 1) };
    private static readonly Product Chair = AProduct with { UnitGroup = Pieces.Id, Id = DerivedId.Create<Product>(Tenant, "chair"), Number = "CHAIR", Name = "Chair", ServiceCode = null };
    private static readonly VolumeDiscount Volume = new() { Id = DerivedId.Create<VolumeDiscount>(Tenant, "volume"), Tenant = Tenant, Name = "Volume", Tiers = [new(Start, [new(10m, Percent.Of(5m))])] };

    [Fact]
    public async Task Good_rows_go_in_and_bad_ones_are_told_with_all_that_is_wrong()
    {
        var world = await AWorldWithAsync();

        var result = await ImportAsync(
            world,
            Row(2, "STORAGE", "0.60", from: "2025-02-01"),
            Row(3, "CHAIR", "59.90"),
            Row(4, "CHAIR", "-1", unit: "C62", from: "2025-03-01"),
            Row(5, null, "twelve", from: "yesterday", currency: "USD"),
            Row(6, "CHAIR", "60", from: "2025-04-01", unit: "BOX"),
            Row(7, "CHAIR", "61.00", from: "2025-04-01"),
            Row(8, "CHAIR", "61", from: "2025-04-01"),
            Row(9, "CHAIR", "62", from: "2025-04-01"),
            Row(10, "DESK", "1"),
            Row(11, "CHAIR", "0.1234567890123"));

        Assert.Equal((10L, 3L, 0L, 1L, 6L, true), (result.Rows, result.Added, result.Replaced, result.Unchanged, result.Refused, result.IsStored));
        Assert.Equal(
            [
                (4, "Price", CatalogErrors.NegativePrice),
                (5, "Number", CatalogErrors.BadRow),
                (5, "Currency", CatalogErrors.PriceOfOtherCurrency),
                (5, "From", CatalogErrors.BadRow),
                (5, "Price", CatalogErrors.BadRow),
                (6, "Unit", CatalogErrors.UnitNotInGroup),
                (9, "From", CatalogErrors.DuplicatePriceDate),
                (10, "Number", PsaErrors.NotFound),
                (11, "Price", MoneyErrors.TooManyDecimals),
            ],
            result.Rejected.Select(static one => ((int)one.Line, one.Field, one.Code)));
        var stored = (await world.Catalog.FindPriceListAsync(world.Actor, APriceList.Id, Token))!;
        Assert.Equal(
            ["STORAGE 2000-01-01 0.50", "STORAGE 2025-02-01 0.60", "CHAIR 2000-01-01 59.90", "CHAIR 2025-04-01 61.00"],
            stored.Items.SelectMany(static item => item.Prices.Select(price => $"{(item.Product == Chair.Id ? "CHAIR" : "STORAGE")} {price.From:R} {price.Method.Price!.Value.Amount.ToString("0.00", CultureInfo.InvariantCulture)}")));

        var events = await new EventService(world.Store).ReadAfterAsync(world.Actor, 0, cancellationToken: Token).CountAsync(static one => one.Kind == EventKinds.PriceListChanged, Token);
        var again = await ImportAsync(world, Row(2, "STORAGE", "0.60", from: "2025-02-01"), Row(3, "CHAIR", "59.9"));
        Assert.Equal((0L, 0L, 2L, false), (again.Added, again.Replaced, again.Unchanged, again.IsStored));
        Assert.Equal((stored, 1), ((await world.Catalog.FindPriceListAsync(world.Actor, APriceList.Id, Token))!, events));
    }

    [Fact]
    public async Task All_or_nothing_leaves_the_list_as_it_was()
    {
        var world = await AWorldWithAsync();
        var before = await world.Catalog.FindPriceListAsync(world.Actor, APriceList.Id, Token);

        var result = await world.Catalog.ImportPricesAsync(world.Actor, APriceList.Id, new[] { Row(2, "CHAIR", "1"), Row(3, "DESK", "1") }.ToAsyncEnumerable(), allOrNothing: true, Token);

        Assert.Equal((2L, 1L, 1L, false), (result.Rows, result.Added, result.Refused, result.IsStored));
        Assert.Equal(before, await world.Catalog.FindPriceListAsync(world.Actor, APriceList.Id, Token));
    }

    [Fact]
    public async Task A_volume_discount_goes_on_with_the_next_price()
    {
        var world = await AWorldWithAsync();
        await world.AddAsync(Volume);
        var list = (await world.Catalog.FindPriceListAsync(world.Actor, APriceList.Id, Token))!;
        await world.Catalog.SavePriceListAsync(world.Actor, list with { Items = [new(Chair.Id, "C62", [new(Start, PriceMethod.Fixed(Price(10m)), null, Volume.Id)])] }, Token);

        await ImportAsync(world, Row(2, "CHAIR", "11", from: "2025-05-01"), Row(3, "CHAIR", "9", from: "2024-05-01"));

        var prices = (await world.Catalog.FindPriceListAsync(world.Actor, APriceList.Id, Token))!.Items[0].Prices;
        Assert.Equal([(Start, Volume.Id), (new(2025, 5, 1), Volume.Id), (new(2024, 5, 1), null)], prices.Select(static price => (price.From, price.VolumeDiscount)));
    }

    [Fact]
    public async Task Open_documents_follow_what_was_imported()
    {
        var world = await AWorldWithAsync();
        var customer = ACustomer();
        await world.AddAsync(customer);
        var draft = await world.Invoices.DraftAsync(world.Actor, new() { Customer = customer.Id, Content = new() { IssueDate = Start, Lines = [new() { Text = "GB", Product = AProduct.Id, Quantity = 4m }] } }, Token);

        await ImportAsync(world, Row(2, "STORAGE", "0.75"));

        Assert.Equal(Eur(3m), (await world.Invoices.FindAsync(world.Actor, draft.Id, Token))!.Totals.LineTotal);
    }

    [Fact]
    public async Task What_follows_from_a_cost_stays_when_somebody_imports_or_saves_who_may_not_see_it()
    {
        var world = await AWorldWithAsync();
        var list = (await world.Catalog.FindPriceListAsync(world.Actor, APriceList.Id, Token))!;
        var hidden = new PriceEntry(Start, PriceMethod.Markup(Percent.Of(20m)));
        await world.Catalog.SavePriceListAsync(world.Actor, list with { Items = [.. list.Items, new(Chair.Id, "C62", [hidden])] }, Token);
        var blind = Actor.Create(Tenant, UserId.Of("b"), "B", [Role.Finance], AccessTable.Default.With(Role.Finance, Permission.ViewCosts, Grants.None));

        var result = await world.Catalog.ImportPricesAsync(blind, APriceList.Id, new[] { Row(2, "CHAIR", "1", from: "2025-01-01"), Row(3, "CHAIR", "2", from: "2025-02-01"), Row(4, "STORAGE", "3") }.ToAsyncEnumerable(), cancellationToken: Token);
        var read = (await world.Catalog.FindPriceListAsync(blind, APriceList.Id, Token))!;
        var saved = await world.Catalog.SavePriceListAsync(blind, read with { Name = "Other" }, Token);

        Assert.Equal([(2L, PsaErrors.AccessDenied)], result.Rejected.Select(static one => (one.Line, one.Code)));
        Assert.Equal(read.Items, saved.Items);
        Assert.DoesNotContain(saved.Items.AsEnumerable().SelectMany(static item => item.Prices.AsEnumerable()), static price => price.Method.FollowsCost);
        Assert.Contains(hidden, (await world.Catalog.FindPriceListAsync(world.Actor, APriceList.Id, Token))!.Items.AsEnumerable().SelectMany(static item => item.Prices.AsEnumerable()));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => world.Catalog.SavePriceListAsync(blind, saved with { Items = [new(Chair.Id, "C62", [hidden])] }, Token));
    }

    [Theory]
    [InlineData("79228162514264337593543950335", "", "C62", "Price", MoneyErrors.OutOfRange)]
    [InlineData("1", "9999-12-31", "C62", "From", MoneyErrors.BadDate)]
    [InlineData("1", "0001-01-01", "C62", "From", MoneyErrors.BadDate)]
    [InlineData("1", "", "C\u00002", "Unit", "store.bad_text")]
    public async Task What_no_list_can_have_is_told_by_its_line_and_the_others_go_in(string price, string from, string unit, string field, string code)
    {
        var world = await AWorldWithAsync();

        var result = await ImportAsync(world, Row(2, "CHAIR", price, unit, from), Row(3, "CHAIR", "5", from: "2025-06-01"));

        Assert.Equal([(2L, field, code)], result.Rejected.Select(static one => (one.Line, one.Field, one.Code)));
        Assert.Equal((1L, true), (result.Added, result.IsStored));
        var stored = (await world.Catalog.FindPriceListAsync(world.Actor, APriceList.Id, Token))!;
        await world.Catalog.SavePriceListAsync(world.Actor, stored with { Name = "Other" }, Token);
    }

    [Fact]
    public void Every_row_is_counted_once_and_the_same_rows_again_change_nothing() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From((
                from number in Gen.Elements("STORAGE", "CHAIR", "DESK", "", null)
                from price in Gen.Elements("1", "2.50", "3,5", "-1", "")
                from unit in Gen.Elements("", "C62", "BOX")
                from month in Gen.Choose(0, 13)
                select (number, price, unit, month)).ListOf()),
            static rows =>
            {
                var problems = new List<PriceRowRejection>();
                var read = rows.Select((row, line) => PriceImports.Parse(Row(line + 2, row.number, row.price, row.unit, row.month == 0 ? "" : $"2025-{row.month:00}-01"), Currency.EUR, [], problems)).OfType<PriceImports.ReadRow>().ToList();
                var products = new Dictionary<string, Product> { ["STORAGE"] = AProduct, ["CHAIR"] = Chair };
                var applied = PriceImports.Apply(APriceList, read, products, seesCosts: true, problems);
                Assert.Equal(rows.Count, applied.Counted.Added + applied.Counted.Replaced + applied.Counted.Unchanged + problems.Select(static one => one.Line).Distinct().Count());

                var again = PriceImports.Apply(applied.List, read.Where(row => problems.TrueForAll(problem => problem.Line != row.Line)), products, seesCosts: true, []);
                Assert.Equal((0, 0, applied.List), (again.Counted.Added, again.Counted.Replaced, again.List));
            }),
        maxTest: 400);

    private static PriceRow Row(int line, string? number, string? price, string? unit = null, string? from = null, string? currency = null) =>
        new() { Line = line, Number = number, Price = price, Unit = unit, From = from, Currency = currency };

    private static Task<PriceImportResult> ImportAsync(AWorld world, params PriceRow[] rows) =>
        world.Catalog.ImportPricesAsync(world.Actor, APriceList.Id, rows.ToAsyncEnumerable(), cancellationToken: Token);

    private static async Task<AWorld> AWorldWithAsync()
    {
        var world = await CreateAsync(store: "memory");
        await world.AddAsync(Pieces, Chair);
        return world;
    }
}
