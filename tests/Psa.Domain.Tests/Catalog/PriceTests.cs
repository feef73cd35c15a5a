using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Sellers;
using Psa.Usage;

namespace Psa.Domain.Tests.Catalog;

public class PriceTests
{
    private static readonly Id<Product> Backup = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a11"));
    private static readonly Id<Product> Firewall = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a12"));
    private static readonly TenantId Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02"));
    private static readonly LocalDate March = new(2026, 3, 1);

    private static PriceList Euros { get; } = List(
        1,
        Currency.EUR,
        new LocalDate(2026, 1, 1),
        new(Backup, "C62", [Price(new(2026, 2, 1), 12m), Price(new(2026, 1, 1), 10m), Price(new(2026, 5, 1), 14m)]),
        new(Firewall, "C62", [Price(new(2026, 4, 1), 99m)]));

    [Theory]
    [InlineData(1, 31, 10)]
    [InlineData(2, 1, 12)]
    [InlineData(4, 30, 12)]
    [InlineData(5, 1, 14)]
    public void The_latest_price_that_has_started_holds(int month, int day, int expected)
    {
        var found = Find([Euros], Backup, "C62", Currency.EUR, new LocalDate(2026, month, day));

        Assert.True(found.Found);
        Assert.Equal(UnitPrice.Of(expected, Currency.EUR), found.Price.Price);
    }

    [Fact]
    public void A_price_says_where_it_came_from() =>
        Assert.Equal(
            new CatalogPrice(UnitPrice.Of(12m, Currency.EUR), Euros.Id, "List 1", new LocalDate(2026, 2, 1)),
            Find([Euros], Backup, "C62", Currency.EUR, March).Require());

    [Fact]
    public void No_list_at_all_is_an_error() => Assert.Equal(CatalogErrors.MissingPriceList, Find([], Backup, "C62", Currency.EUR, March).Error);

    [Fact]
    public void A_default_list_of_another_currency_is_none() =>
        Assert.Equal(CatalogErrors.MissingPriceList, Find([Euros], Backup, "C62", Currency.USD, March).Error);

    [Fact]
    public void Lists_out_of_force_are_an_error()
    {
        Assert.Equal(CatalogErrors.InactivePriceList, Find([Euros with { IsActive = false }], Backup, "C62", Currency.EUR, March).Error);
        Assert.Equal(CatalogErrors.NoPriceAtDate, Find([Euros with { LastDay = March.PlusDays(-1) }], Backup, "C62", Currency.EUR, March).Error);
        Assert.Equal(CatalogErrors.NoPriceAtDate, Find([Euros], Backup, "C62", Currency.EUR, new LocalDate(2025, 12, 31)).Error);
    }

    [Fact]
    public void The_last_day_of_a_list_is_included() => Assert.True(Find([Euros with { LastDay = March }], Backup, "C62", Currency.EUR, March).Found);

    [Fact]
    public void A_product_or_unit_the_list_does_not_hold_is_an_error()
    {
        Assert.Equal(CatalogErrors.ProductNotInList, Find([Euros], Backup, "MON", Currency.EUR, March).Error);
        Assert.Equal(CatalogErrors.ProductNotInList, Find([Euros], new Id<Product>(Guid.Empty), "C62", Currency.EUR, March).Error);
    }

    [Fact]
    public void A_price_that_starts_later_is_an_error()
    {
        var found = Find([Euros], Firewall, "C62", Currency.EUR, March);

        Assert.False(found.Found);
        Assert.Equal(CatalogErrors.NoPriceAtDate, found.Error);
        Assert.Equal(CatalogErrors.NoPriceAtDate, Assert.Throws<RuleViolationException>(() => found.Require()).Code);
    }

    [Fact]
    public void One_list_follows_another()
    {
        var next = List(2, Currency.EUR, March, new PriceListItem(Backup, "C62", [Price(March, 20m)]));
        var book = PriceBook.Of([Euros with { LastDay = March.PlusDays(-1) }, next]);

        Assert.Equal(12m, Find(book, Backup, "C62", Currency.EUR, March.PlusDays(-1)).Require().Price.Amount);
        Assert.Equal(20m, Find(book, Backup, "C62", Currency.EUR, March).Require().Price.Amount);
    }

    [Fact]
    public void A_document_takes_prices_of_its_own_kind_only()
    {
        var gross = List(2, Currency.EUR, March, new PriceListItem(Backup, "C62", [Price(March, 20m)])) with { PriceMode = PriceMode.TaxInclusive };

        Assert.Equal(CatalogErrors.TaxModeMismatch, Find([Euros], Backup, "C62", Currency.EUR, March, PriceMode.TaxInclusive).Error);
        Assert.Equal(CatalogErrors.TaxModeMismatch, Find([gross], Backup, "C62", Currency.EUR, March).Error);
        Assert.Equal(CatalogErrors.MissingPriceList, Find([gross], Backup, "C62", Currency.USD, March).Error);
        Assert.Equal(CatalogErrors.InactivePriceList, Find([gross, Euros with { IsActive = false }], Backup, "C62", Currency.EUR, March).Error);
        Assert.Equal(20m, Find([Euros, gross], Backup, "C62", Currency.EUR, March, PriceMode.TaxInclusive).Require().Price.Amount);
        Assert.Equal(12m, Find([Euros, gross], Backup, "C62", Currency.EUR, March).Require().Price.Amount);
        Assert.Empty(Prices.ValidateAll([Euros, gross]));
    }

    [Fact]
    public void A_product_that_is_switched_off_has_no_price()
    {
        var book = PriceBook.Of([Euros]);
        var product = AProduct();

        Assert.True(book.Find(new PriceQuestion { Product = product, Currency = Currency.EUR, Date = March }).Found);
        Assert.Equal(CatalogErrors.InactiveProduct, book.Find(new PriceQuestion { Product = product with { IsActive = false }, Currency = Currency.EUR, Date = March }).Error);
    }

    [Fact]
    public void Sound_lists_have_no_problems() =>
        Assert.Empty(Prices.ValidateAll([Euros with { LastDay = March }, List(2, Currency.EUR, March.PlusDays(1)), List(3, Currency.USD, March)]));

    [Fact]
    public void All_problems_of_a_list_are_reported_at_once()
    {
        var bad = List(
            4,
            Currency.EUR,
            March,
            new(Backup, "C62", []),
            new(Backup, "C62", [Price(March, 1m), Price(March, 2m), new(new(2027, 1, 1), UnitPrice.Of(1m, Currency.USD))])) with
        { Name = " ", LastDay = March.PlusDays(-1) };

        Assert.Equal(
            [
                (CatalogErrors.UnnamedPriceList, "Name"),
                (CatalogErrors.PriceListEndsBeforeStart, "LastDay"),
                (CatalogErrors.ItemWithoutPrice, "Items[0]"),
                (CatalogErrors.DuplicateItem, "Items[1]"),
                (CatalogErrors.DuplicatePriceDate, "Items[1].Prices[1]"),
                (CatalogErrors.PriceOfOtherCurrency, "Items[1].Prices[2]"),
            ],
            bad.Validate().Select(x => (x.Code, x.Where)));
    }

    [Fact]
    public void Two_lists_of_a_currency_on_one_day_are_refused()
    {
        var lists = new[] { Euros with { LastDay = March }, List(2, Currency.EUR, March), List(3, Currency.EUR, March) with { IsActive = false } };

        Assert.Equal((CatalogErrors.OverlappingPriceLists, "[1]"), Assert.Single(Prices.ValidateAll(lists).Select(x => (x.Code, x.Where))));
    }

    [Fact]
    public void A_product_lists_all_it_lacks()
    {
        var bad = AProduct() with { Number = "", Name = " ", Unit = "piece", Kind = ProductKind.ManagedService };

        Assert.Empty(AProduct().Validate());
        Assert.Equal(["Number", "Name", "Unit", "ServiceCode"], bad.Validate().Select(x => x.Where), StringComparer.Ordinal);
    }

    private static PriceLookup Find(IReadOnlyList<PriceList> lists, Id<Product> product, string unit, Currency currency, LocalDate date, PriceMode mode = PriceMode.TaxExclusive) =>
        Find(PriceBook.Of(lists, mode), product, unit, currency, date);

    private static PriceLookup Find(PriceBook book, Id<Product> product, string unit, Currency currency, LocalDate date) =>
        book.Find(new PriceQuestion { Product = AProduct() with { Id = product }, Unit = unit, Currency = currency, Date = date });

    private static Product AProduct() =>
        new() { Id = Backup, Tenant = Tenant, Number = "BKP-1", Name = "Backup", Kind = ProductKind.Service, Unit = "C62" };

    private static PriceList List(int number, Currency currency, LocalDate from, params PriceListItem[] items) => new()
    {
        Id = new(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])),
        Tenant = Tenant,
        Name = $"List {number}",
        Currency = currency,
        ValidFrom = from,
        Items = items.ToValueList(),
    };

    private static PriceEntry Price(LocalDate from, decimal amount) => new(from, UnitPrice.Of(amount, Currency.EUR));
}
