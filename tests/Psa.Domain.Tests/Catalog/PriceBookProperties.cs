using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Sellers;
using Psa.Testing;

namespace Psa.Domain.Tests.Catalog;

/// <summary>Compares the price book with the sentences of the rules, over catalogs that hold every kind of thing.</summary>
public class PriceBookProperties
{
    private static readonly TenantId Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02"));
    private static readonly LocalDate March = new(2026, 3, 1);
    private static readonly string[] Units = ["C62", "BX", "third", "KGM"];

    /// <summary>What an answer was.</summary>
    public enum AnswerKind
    {
        Price,
        VolumeDiscount,
        ByFactor,
        OfBundle,
        MissingList,
        CurrencyMismatch,
        InactiveList,
        NoneAtDate,
        TaxModeMismatch,
        ProductNotInList,
        MissingCost,
        CostCurrencyMismatch,
        UnitNotInGroup,
        InactiveProduct,
    }

    [Fact]
    public void Prices_are_found_as_the_rules_say()
    {
        var tally = new Dictionary<AnswerKind, int>();
        PropertyCheck.That(
            Prop.ForAll(
                Arb.From(Gen.Choose(0, int.MaxValue)),
                seed =>
                {
                    var catalog = new RandomCatalog(new(seed));
                    var facts = catalog.Facts();
                    var mode = catalog.Mode();
                    var (book, plain) = (facts.Book(mode), new PlainPriceBook(facts, mode));
                    for (var i = 0; i < 60; i++)
                    {
                        var question = catalog.Question(facts);
                        var (expected, found) = (plain.Answer(question), book.Find(question));
                        Assert.Equal(expected, Text(found));
                        foreach (var kind in KindsOf(found, question))
                        {
                            tally[kind] = tally.GetValueOrDefault(kind) + 1;
                        }
                    }
                }),
            400,
            100,
            tally);
    }

    private static string Text(PriceLookup found) =>
        found.Price is { } price ? PlainPriceBook.Write(price.Price.Amount, price.VolumeDiscount?.Amount ?? 0m, price.ListName, price.From, price.BaseUnit) : found.Error!;

    private static IEnumerable<AnswerKind> KindsOf(PriceLookup found, PriceQuestion question) =>
        found.Price is not { } price
            ? [found.Error switch
            {
                CatalogErrors.MissingPriceList => AnswerKind.MissingList,
                CatalogErrors.CurrencyMismatch => AnswerKind.CurrencyMismatch,
                CatalogErrors.InactivePriceList => AnswerKind.InactiveList,
                CatalogErrors.NoPriceAtDate => AnswerKind.NoneAtDate,
                CatalogErrors.TaxModeMismatch => AnswerKind.TaxModeMismatch,
                CatalogErrors.ProductNotInList => AnswerKind.ProductNotInList,
                CatalogErrors.MissingCost => AnswerKind.MissingCost,
                CatalogErrors.CostCurrencyMismatch => AnswerKind.CostCurrencyMismatch,
                CatalogErrors.UnitNotInGroup => AnswerKind.UnitNotInGroup,
                _ => AnswerKind.InactiveProduct,
            }]
            : [price.VolumeDiscount is null ? AnswerKind.Price : AnswerKind.VolumeDiscount, .. price.BaseUnit is null ? Array.Empty<AnswerKind>() : [AnswerKind.ByFactor],
                .. question.Product.ContentOn(question.Date)?.Discount is null ? Array.Empty<AnswerKind>() : [AnswerKind.OfBundle]];

    private sealed class RandomCatalog(Random random)
    {
        private const int Lists = 5;
        private const int Products = 4;
        private const int Volumes = 2;

        public CatalogFacts Facts()
        {
            var products = Enumerable.Range(0, Products).Select(AProduct).ToDictionary(static product => product.Id);
            return new()
            {
                Products = products,
                Lists = Enumerable.Range(0, Lists).Select(AList).ToValueList(),
                Units = [new() { Id = IdOf<UnitGroup>(1), Tenant = Tenant, Name = "Pieces", BaseUnit = new("C62", 1), Units = [new("BX", 10), new("third", 1, 3)] }],
                Volumes = Enumerable.Range(0, Volumes).Select(AVolume).ToValueList(),
            };
        }

        public PriceMode Mode() => Mostly() ? PriceMode.TaxExclusive : PriceMode.TaxInclusive;

        public PriceQuestion Question(CatalogFacts facts) => new()
        {
            Product = facts.Products[IdOf<Product>(random.Next(Products))],
            Unit = random.Next(3) == 0 ? null : Mostly() ? Units[random.Next(3)] : Units[3],
            Quantity = Pick(0m, 1m, -10m, 3m, 30m, 9.99m, 0.5m),
            Currency = ACurrency(),
            Date = ADate(),
            Chosen = random.Next(5) == 0 ? AListId() : null,
            OfContract = Assignments(),
            OfCustomer = Assignments(),
            OfPayer = Assignments(),
        };

        // the last one is a bundle of the others
        private Product AProduct(int number) => new()
        {
            Id = IdOf<Product>(number),
            Tenant = Tenant,
            Number = $"P{number}",
            Name = $"Product {number}",
            Kind = number == Products - 1 ? ProductKind.Bundle : ProductKind.Goods,
            Unit = Pick("C62", "BX"),
            UnitGroup = Often() ? IdOf<UnitGroup>(1) : null,
            IsActive = random.Next(30) != 0,
            ListPrices = Amounts(),
            CurrentCosts = Amounts(),
            StandardCosts = Amounts(),
            Contents = number == Products - 1
                ? [new(March.PlusDays(random.Next(-40, 5)), [new(IdOf<Product>(0), 2m, Pick(null, "C62")), new(IdOf<Product>(1), 0.333m)], random.Next(3) == 0 ? null : Percent.Of(Pick(0m, 12.5m, 100m)))]
                : [],
        };

        private PriceList AList(int number)
        {
            var (from, currency) = (March.PlusDays(random.Next(-60, -5)), ACurrency());
            return new()
            {
                Id = IdOf<PriceList>(number),
                Tenant = Tenant,
                Name = $"List {number}",
                Currency = currency,
                PriceMode = Mode(),
                ValidFrom = from,
                LastDay = random.Next(3) == 0 ? from.PlusDays(random.Next(20, 80)) : null,
                IsActive = random.Next(12) != 0,
                IsDefault = Often(),
                FallsBackToDefault = Often(),
                Items = Enumerable.Range(0, Products).SelectMany(product => Units.Where(_ => random.Next(3) != 0).Select(unit => new PriceListItem(IdOf<Product>(product), unit, Entries(currency)))).ToValueList(),
            };
        }

        private ValueList<PriceEntry> Entries(Currency currency) =>
            Enumerable.Range(1, random.Next(1, 3)).Select(n => new PriceEntry(March.PlusDays((random.Next(-25, 5) * 2) + n), AMethod(currency), ARounding(), random.Next(2) == 0 ? IdOf<VolumeDiscount>(random.Next(Volumes)) : null)).DistinctBy(static entry => entry.From).ToValueList();

        private PriceMethod AMethod(Currency currency) =>
            random.Next(4) switch
            {
                0 => PriceMethod.PercentOfList(Percent.Of(Pick(0m, 85m, 33.333333m))),
                1 => PriceMethod.Markup(Percent.Of(Pick(0m, 20m, 250m)), Pick(CostKind.Current, CostKind.Standard)),
                2 => PriceMethod.Margin(Percent.Of(Pick(0m, 30m, 90m)), Pick(CostKind.Current, CostKind.Standard)),
                _ => PriceMethod.Fixed(UnitPrice.Of(Pick(0m, 5m, 45m, 0.0000000001m), currency)),
            };

        private PriceRounding? ARounding() =>
            random.Next(2) == 0 ? null : new(Pick(RoundingDirection.Nearest, RoundingDirection.Up, RoundingDirection.Down), Pick(PriceStep.EndsIn, PriceStep.MultipleOf), Pick(0.99m, 5m, 25m));

        private VolumeDiscount AVolume(int number) => new()
        {
            Id = IdOf<VolumeDiscount>(number),
            Tenant = Tenant,
            Name = $"Volume {number}",
            IsActive = random.Next(6) != 0,
            Tiers = [new(March.PlusDays(random.Next(-30, 5)), [new(1m, Percent.Of(3.3m)), new(10m, null, UnitPrice.Of(Pick(2m, 50m), ACurrency())), new(30m, Percent.Of(Pick(50m, 100m)))])],
        };

        private ValueList<DatedPrice> Amounts() =>
            Enumerable.Range(0, random.Next(4)).Select(_ => new DatedPrice(March.PlusDays(random.Next(-40, 5)), UnitPrice.Of(Pick(80m, 1m, 99.95m, 0m), ACurrency()))).Distinct().DistinctBy(static one => (one.From, one.Price.Currency)).ToValueList();

        private ValueList<PriceListAssignment> Assignments() =>
            Enumerable.Range(0, Often() ? 0 : random.Next(4))
                .Select(_ => new PriceListAssignment(ADate(), random.Next(5) == 0 ? null : AListId()) { Withdrawn = random.Next(4) == 0 ? new("ann", Instant.FromUtc(2026, 1, 1, 0, 0), "wrong") : null })
                .OrderBy(static entry => entry.EffectiveFrom)
                .ToValueList();

        private Id<PriceList> AListId() => IdOf<PriceList>(random.Next(Lists));

        private LocalDate ADate() => March.PlusDays(random.Next(-25, 15));

        private Currency ACurrency() => Mostly() ? Currency.EUR : Currency.USD;

        private bool Mostly() => random.Next(8) != 0;

        private bool Often() => random.Next(3) != 0;

        private T Pick<T>(params T[] values) => values[random.Next(values.Length)];

        private static Id<T> IdOf<T>(int number) => new(new Guid(number + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]));
    }
}
