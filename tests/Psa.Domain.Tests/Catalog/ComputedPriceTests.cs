using NodaTime;
using Psa.Catalog;

namespace Psa.Domain.Tests.Catalog;

public class ComputedPriceTests
{
    private static readonly LocalDate January = new(2026, 1, 1);

    [Fact]
    public void Vector_price_markup_cost_80() => Assert.Equal(Eur(96m), ComputedPrices.Of(PriceMethod.Markup(Percent.Of(20m)), Eur(80m), null));

    [Fact]
    public void Vector_price_margin_cost_80() => Assert.Equal(Eur(100m), ComputedPrices.Of(PriceMethod.Margin(Percent.Of(20m), CostKind.Standard), Eur(80m), null));

    [Fact]
    public void Vector_price_margin_cost_1() => Assert.Equal(Eur(1.428571428571m), ComputedPrices.Of(PriceMethod.Margin(Percent.Of(30m)), Eur(1m), null));

    [Fact]
    [Trait("vector", "price-percentOfList-list-99.95")]
    public void A_percent_of_the_list_price() => Assert.Equal(Eur(84.9575m), ComputedPrices.Of(PriceMethod.PercentOfList(Percent.Of(85m)), Eur(99.95m), null));

    [Fact]
    public void Another_unit_takes_its_factor_before_the_one_rounding()
    {
        Assert.Equal(Eur(960m), ComputedPrices.Of(PriceMethod.Markup(Percent.Of(20m)), Eur(80m), new("BX", 10)));
        Assert.Equal(Eur(0.476190476190m), ComputedPrices.Of(PriceMethod.Margin(Percent.Of(30m)), Eur(1m), new("third", 1, 3)));
    }

    [Fact]
    public void A_method_refuses_what_gives_no_price()
    {
        Assert.Equal(CatalogErrors.BadPriceMethod, Assert.Throws<RuleViolationException>(static () => PriceMethod.Margin(Percent.Of(100m))).Code);
        Assert.Equal(CatalogErrors.BadPriceMethod, Assert.Throws<RuleViolationException>(static () => PriceMethod.Markup(Percent.Of(-1m))).Code);
        Assert.Equal(CatalogErrors.BadPriceMethod, Assert.Throws<RuleViolationException>(static () => PriceMethod.Fixed(Eur(-1m))).Code);
        Assert.Equal(CatalogErrors.BadPriceRounding, Assert.Throws<RuleViolationException>(static () => new PriceRounding(RoundingDirection.Up, PriceStep.EndsIn, 0m)).Code);
    }

    [Theory]
    [InlineData(1, 1, "EUR", 80)]
    [InlineData(2, 28, "EUR", 80)]
    [InlineData(3, 1, "EUR", 90)]
    [InlineData(3, 1, "USD", 70)]
    public void The_latest_cost_of_the_currency_holds(int month, int day, string currency, decimal expected)
    {
        Assert.Null(ComputedPrices.BasisOf(AProduct(), PriceMethodKind.MarkupOnCurrentCost, Currency.Parse(currency), new(2026, month, day), out var basis));
        Assert.Equal(expected, basis.Price.Amount);
    }

    [Fact]
    public void A_missing_cost_and_one_of_another_currency_have_names()
    {
        Assert.Equal(CatalogErrors.MissingCost, Error(PriceMethodKind.MarkupOnStandardCost, Currency.EUR, January));
        Assert.Equal(CatalogErrors.MissingCost, Error(PriceMethodKind.MarginOnCurrentCost, Currency.EUR, January.PlusDays(-1)));
        Assert.Equal(CatalogErrors.CostCurrencyMismatch, Error(PriceMethodKind.MarginOnCurrentCost, Currency.USD, January));
        Assert.Equal(CatalogErrors.CostCurrencyMismatch, Error(PriceMethodKind.PercentOfList, Currency.EUR, January));
        Assert.Null(Error(PriceMethodKind.PercentOfList, Currency.USD, January));
    }

    private static string? Error(PriceMethodKind kind, Currency currency, LocalDate date) => ComputedPrices.BasisOf(AProduct(), kind, currency, date, out _);

    private static Product AProduct() => new()
    {
        Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a11")),
        Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02")),
        Number = "FW-1",
        Name = "Firewall",
        Kind = ProductKind.Goods,
        Unit = "C62",
        ListPrices = [new(January, UnitPrice.Of(100m, Currency.USD))],
        CurrentCosts = [new(new(2026, 3, 1), Eur(90m)), new(January, Eur(80m)), new(new(2026, 3, 1), UnitPrice.Of(70m, Currency.USD))],
    };

    private static UnitPrice Eur(decimal amount) => UnitPrice.Of(amount, Currency.EUR);
}
