using FsCheck;
using FsCheck.Fluent;
using Psa.Testing;

namespace Psa.Domain.Tests.Values;

public class MoneyRoundingTests
{
    private const int Runs = 1_000;

    private static readonly Arbitrary<(decimal Amount, Currency Currency, Rounding Rounding)> Amounts = Arb.From(
        from amount in Gen.OneOf(Arbitraries.Decimals(28).Generator, Arbitraries.Decimals(4).Generator)
        from currency in Arbitraries.Currencies
        from rounding in Arbitraries.Roundings
        select (Amount: amount, Currency: currency, Rounding: rounding));

    [Fact]
    public void Any_amount_rounds_as_the_definition_says() => PropertyCheck.That(
        Prop.ForAll(Amounts, x => Oracle.Agrees(Oracle.MinorUnits(Fraction.Of(x.Amount), x.Currency, x.Rounding), x.Currency, () => Money.Round(x.Amount, x.Currency, x.Rounding))), Runs);

    [Fact]
    public void Rounding_is_symmetric() => PropertyCheck.That(
        Prop.ForAll(Amounts, x => Overflows(x.Amount, x.Currency) || Money.Round(-x.Amount, x.Currency, x.Rounding) == -Money.Round(x.Amount, x.Currency, x.Rounding)), Runs);

    [Theory]
    [InlineData("0.125", "0.13", "0.12", "0.13", "0.12")]
    [InlineData("0.135", "0.14", "0.14", "0.14", "0.13")]
    [InlineData("-0.125", "-0.13", "-0.12", "-0.13", "-0.12")]
    [InlineData("0.121", "0.12", "0.12", "0.13", "0.12")]
    [InlineData("0.129", "0.13", "0.13", "0.13", "0.12")]
    [InlineData("-0.129", "-0.13", "-0.13", "-0.13", "-0.12")]
    [InlineData("0.12", "0.12", "0.12", "0.12", "0.12")]
    [InlineData("0.0000000000000000000000000001", "0.00", "0.00", "0.01", "0.00")]
    public void Each_rounding_has_its_answer(string amount, string halfUp, string halfEven, string up, string down)
    {
        var value = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(halfUp, Money.Round(value, Currency.EUR, Rounding.HalfUp).AmountText());
        Assert.Equal(halfEven, Money.Round(value, Currency.EUR, Rounding.HalfEven).AmountText());
        Assert.Equal(up, Money.Round(value, Currency.EUR, Rounding.Up).AmountText());
        Assert.Equal(down, Money.Round(value, Currency.EUR, Rounding.Down).AmountText());
    }

    [Fact]
    public void There_is_no_fifth_rounding() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.Round(0.125m, Currency.EUR, (Rounding)4));

    [Theory]
    [InlineData("12.345", "EUR")]
    [InlineData("1.5", "JPY")]
    [InlineData("1.2345", "BHD")]
    [InlineData("1.00001", "CLF")]
    public void Decimals_that_the_currency_has_not_are_refused(string amount, string currency)
    {
        var value = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(MoneyErrors.TooManyDecimals, Assert.Throws<RuleViolationException>(() => Money.Of(value, Currency.FromCode(currency))).Code);
    }

    [Fact]
    public void Trailing_zeros_are_no_decimals() => Assert.Equal(Money.FromMinorUnits(1230, Currency.EUR), Money.Of(12.300000m, Currency.EUR));

    [Fact]
    public void What_money_can_not_hold_is_refused()
    {
        Assert.Equal(MoneyErrors.Overflow, Assert.Throws<RuleViolationException>(() => Money.Of(decimal.MaxValue, Currency.EUR)).Code);
        Assert.Equal(MoneyErrors.Overflow, Assert.Throws<RuleViolationException>(() => Money.Of(92_233_720_368_547_758.08m, Currency.EUR)).Code);
        Assert.Equal(long.MaxValue, Money.Of(92_233_720_368_547_758.07m, Currency.EUR).MinorUnits);
        Assert.Equal(long.MinValue, Money.Of(-92_233_720_368_547_758.08m, Currency.EUR).MinorUnits);
    }

    [Fact]
    public void The_amount_makes_the_money_again() => PropertyCheck.That(
        Prop.ForAll(Arbitraries.AnyMoney, money => Money.Of(money.Amount, money.Currency) == money), Runs);

    [Fact]
    public void Text_makes_the_money_again() => PropertyCheck.That(
        Prop.ForAll(Arbitraries.AnyMoney, money => Money.Parse(money.ToString()) == money), Runs);

    [Theory]
    [InlineData("")]
    [InlineData("12.34")]
    [InlineData("EUR 12.34")]
    [InlineData("12,34 EUR")]
    [InlineData("1,234.00 EUR")]
    [InlineData("1e2 EUR")]
    [InlineData(" 12.34 EUR")]
    [InlineData("12.34  EUR")]
    [InlineData("0.00000000000000000000000000000000001 EUR")]
    public void Text_of_another_form_is_refused(string text) =>
        Assert.Throws<FormatException>(() => Money.Parse(text));

    [Fact]
    public void Scaling_by_a_fraction_rounds_once() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(
                from money in Arbitraries.AnyMoney.Generator
                from numerator in Arbitraries.Longs
                from denominator in Gen.OneOf(Gen.Choose(1, 366).Select(n => (long)n), Arbitraries.Longs.Select(n => (n & (long.MaxValue >> 1)) + 1))
                from rounding in Arbitraries.Roundings
                select (Money: money, Numerator: numerator, Denominator: denominator, Rounding: rounding)),
            x => Oracle.Agrees(
                new Fraction((System.Numerics.BigInteger)x.Money.MinorUnits * x.Numerator, x.Denominator).Round(x.Rounding),
                x.Money.Currency,
                () => x.Money.Scale(x.Numerator, x.Denominator, x.Rounding))),
        Runs);

    [Theory]
    [InlineData("100.00", 22, 31, "70.97")]
    [InlineData("300.00", 76, 90, "253.33")]
    [InlineData("0.01", 1, 3, "0.00")]
    public void The_worked_examples_hold(string amount, long numerator, long denominator, string share) =>
        Assert.Equal(share + " EUR", Money.Parse(amount + " EUR").Scale(numerator, denominator, Rounding.HalfUp).ToString());

    [Theory]
    [InlineData(0)]
    [InlineData(-31)]
    public void A_denominator_is_positive(long denominator) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.Of(1, Currency.EUR).Scale(1, denominator, Rounding.HalfUp));

    [Fact]
    public void Scaling_and_rounding_allocate_nothing()
    {
        var money = Money.Of(100m, Currency.EUR);

        Assert.Equal(0, Allocations.Of(() => _ = money.Scale(22, 31, Rounding.HalfUp) + Money.Round(0.125m, Currency.EUR, Rounding.HalfEven) + Money.Of(12.34m, Currency.EUR)));
    }

    private static bool Overflows(decimal amount, Currency currency) =>
        System.Numerics.BigInteger.Abs(Oracle.MinorUnits(Fraction.Of(amount), currency, Rounding.Up)) > long.MaxValue;
}
