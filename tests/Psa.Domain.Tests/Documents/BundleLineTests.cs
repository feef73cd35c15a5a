using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Testing;

namespace Psa.Domain.Tests.Documents;

/// <summary>What the lines of a bundle come to (R-BUNDLE).</summary>
public class BundleLineTests
{
    private static readonly TenantId Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02"));
    private static readonly LocalDate Day = new(2026, 3, 1);

    [Theory]
    [InlineData("100.00", 1, "60 1|45 1|15 3", "40.00 30.00 30.00")]
    [InlineData("100.00", 3, "60 1|45 1|15 3", "120.00 90.00 90.00")]
    [InlineData("99.99", 1, "7 1|7 1|7 1", "33.33 33.33 33.33")]
    [InlineData("100.00", 1, "7 1|7 1|7 1", "33.34 33.33 33.33")]
    [InlineData("100.00", -1, "7 1|7 1|7 1", "-33.34 -33.33 -33.33")]
    [InlineData("100.00", 1, "0 1|0 3", "25.00 75.00")]
    public void Components_share_what_the_heading_shows(string price, int quantity, string components, string shares)
    {
        var world = new World([.. components.Split('|').Select(static one => one.Split(' ')).Select(static one => (Number(one[0]), Number(one[1])))]);

        var lines = world.Expand(Number(price), quantity);

        Assert.Equal(BundleRole.Heading, lines[0].Bundle);
        Assert.True(lines[0].Amount.IsZero);
        Assert.Equal(Number(price), lines[0].UnitPrice.Amount);
        Assert.Equal(shares, string.Join(' ', lines.Skip(1).Select(static line => line.Amount.Amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture))));
        Assert.All(lines.Skip(1), static line => Assert.Equal(BundleRole.Component, line.Bundle));
    }

    [Fact]
    public void A_component_without_a_price_says_so_and_has_no_share()
    {
        var world = new World([(60m, 1m), (null, 1m)]);

        var lines = world.Expand(100m, 1m);

        Assert.Equal([null, null, CatalogErrors.ProductNotInList], lines.Select(static line => line.PricingError));
        Assert.Equal([0m, 100m, 0m], lines.Select(static line => line.Amount.Amount));
    }

    [Fact]
    public void A_day_before_the_first_content_is_an_error()
    {
        var lines = new World([(60m, 1m)]).Expand(100m, 1m, Day.PlusDays(-1));

        Assert.Equal(CatalogErrors.NoPriceAtDate, Assert.Single(lines).PricingError);
    }

    [Fact]
    public void A_component_has_the_bundles_tax_else_its_own()
    {
        var world = new World([(60m, 1m), (45m, 1m)], tax: "own");

        Assert.Equal(["own", "own"], world.Expand(100m, 1m).Skip(1).Select(static line => line.TaxCode));
        Assert.Equal(["all", "all"], (world with { Bundle = world.Bundle with { TaxCode = "all" } }).Expand(100m, 1m).Skip(1).Select(static line => line.TaxCode));
    }

    [Fact]
    public void Shares_sum_to_the_net_multiply_out_and_come_apart_by_any_cut() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(
                from price in Gen.Choose(0, 10_000_000)
                from quantity in Gen.Elements(1m, 2m, 3m, 7m, -1m, -4m, 0.5m, 1000m)
                from discount in Gen.Choose(0, 100)
                from components in Gen.NonEmptyListOf(
                    from cost in Gen.Choose(0, 3)
                    from weight in Gen.Choose(1, 99_999_999)
                    from count in Gen.Elements(1m, 2m, 3m, 0.25m, 12m)
                    select (Cost: (decimal?)(cost == 0 ? 0m : weight / 1_000_000m), Count: count))
                from cut in Gen.Choose(1, 99)
                select (price, quantity, discount, components, cut)),
            static given =>
            {
                var (price, quantity, discount, components, cut) = given;
                var lines = new World([.. components.Take(100)]).Expand(price / 1000m, quantity, discount: Discount.OfPercent(Percent.Of(discount)));
                var net = LineAmounts.Exact(quantity, lines[0].UnitPrice, Discount.OfPercent(Percent.Of(discount))).Round(Rounding.HalfUp);
                Assert.Equal(net, lines.Skip(1).Aggregate(Money.Zero(Currency.EUR), static (sum, line) => sum + line.Amount));
                Assert.All(lines, static line => Assert.Equal(line.Amount, line.Recompute(Rounding.HalfUp)));
                foreach (var line in lines.Skip(1))
                {
                    var first = LineParts.UpTo(line, line.Quantity * cut / 100m, Rounding.HalfUp);
                    Assert.Equal(line.Amount, first + (LineParts.UpTo(line, line.Quantity, Rounding.HalfUp) - first));
                    var exact = line.Amount.Amount * cut / 100m;
                    Assert.True(Math.Abs(first.Amount - exact) <= 0.005m, $"{first} of {line.Amount}");
                }

                var plain = BundleLines.Unbundle(lines.ToValueList());
                Assert.Equal(net, plain.Aggregate(Money.Zero(Currency.EUR), static (sum, line) => sum + line.Amount));
                Assert.All(plain, static line => Assert.Equal((BundleRole.None, PriceSourceKind.Agreed, line.Recompute(Rounding.HalfUp)), (line.Bundle, line.Source!.Kind, line.Amount)));
            }),
        maxTest: 400);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Id<T> IdOf<T>(int number) => new(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]));

    private sealed record World
    {
        internal World(IReadOnlyList<(decimal? Price, decimal Quantity)> components, string? tax = null)
        {
            var products = components.Select((_, place) => AProduct(place + 1) with { TaxCode = tax }).ToList();
            Products = products.ToDictionary(static one => one.Id);
            var items = components.Zip(products)
                .Where(static one => one.First.Price is not null)
                .Select(static one => new PriceListItem(one.Second.Id, "C62", [new(new LocalDate(2026, 1, 1), UnitPrice.Of(one.First.Price!.Value, Currency.EUR))]));
            Book = PriceBook.Of(
                [new() { Id = IdOf<PriceList>(1), Tenant = Tenant, Name = "List", Currency = Currency.EUR, ValidFrom = new(2026, 1, 1), Items = items.ToValueList() }], products: products);
            Bundle = AProduct(1000) with
            {
                Kind = ProductKind.Bundle,
                Contents = [new(Day, components.Zip(products).Select(static one => new BundleComponent(one.Second.Id, one.First.Quantity)).ToValueList())],
            };
        }

        internal Product Bundle { get; init; }

        private Dictionary<Id<Product>, Product> Products { get; }

        private PriceBook Book { get; }

        internal ValueList<DocumentLine> Expand(decimal price, decimal quantity, LocalDate? day = null, Discount? discount = null)
        {
            var unit = UnitPrice.Of(price, Currency.EUR);
            var line = new DocumentLine
            {
                Text = "Bundle",
                Product = Bundle.Id,
                Quantity = quantity,
                UnitPrice = unit,
                Discount = discount,
                Amount = LineAmounts.Exact(quantity, unit, discount).Round(Rounding.HalfUp),
            };
            return BundleLines.Expand(line, Bundle, new() { Product = Bundle, Currency = Currency.EUR, Date = day ?? Day }, Products, Book, Rounding.HalfUp);
        }

        private static Product AProduct(int number) =>
            new() { Id = IdOf<Product>(number), Tenant = Tenant, Number = $"P-{number}", Name = $"Product {number}", Kind = ProductKind.Goods, Unit = "C62" };
    }
}
