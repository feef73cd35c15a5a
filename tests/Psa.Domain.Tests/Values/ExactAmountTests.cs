using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Testing;

namespace Psa.Domain.Tests.Values;

public class ExactAmountTests
{
    private const int Runs = 1_000;

    private static readonly Arbitrary<(decimal[] Factors, Currency Currency, Rounding Rounding)> Products = Arb.From(
        from size in Gen.Choose(1, 5)
        from factors in Gen.ArrayOf(Gen.OneOf(Arbitraries.Quantities.Generator, Arbitraries.Decimals(28).Generator, Arbitraries.Decimals(3).Generator, Arbitraries.DecimalEdges), size)
        from currency in Arbitraries.Currencies
        from rounding in Arbitraries.Roundings
        select (Factors: factors, Currency: currency, Rounding: rounding),
        x => x.Factors.Length > 1 ? [(x.Factors[1..], x.Currency, x.Rounding), (x.Factors[..^1], x.Currency, x.Rounding)] : []);

    private static readonly Arbitrary<((decimal Amount, decimal Times, long Units)[] Terms, long Divisor, Currency Currency, Rounding Rounding)> Totals = Arb.From(
        from size in Gen.Choose(0, 6)
        from terms in Gen.ArrayOf(
            from amount in Gen.OneOf(Arbitraries.Decimals(12).Generator, Arbitraries.Decimals(28).Generator, Arbitraries.DecimalEdges)
            from times in Gen.OneOf(Gen.Constant(1m), Arbitraries.Quantities.Generator)
            from units in Gen.OneOf(Gen.Choose(-2, 2).Select(n => (long)n), Gen.Choose(-31, 366).Select(n => (long)n), Arbitraries.Longs, Arbitraries.LongEdges)
            select (Amount: amount, Times: times, Units: units),
            size)
        from divisor in Gen.OneOf(
            Gen.Choose(1, 366).Select(n => (long)n), Arbitraries.Longs.Select(n => (n & (long.MaxValue >> 1)) + 1), Arbitraries.LongEdges.Where(n => n > 0))
        from currency in Arbitraries.Currencies
        from rounding in Arbitraries.Roundings
        select (Terms: terms, Divisor: divisor, Currency: currency, Rounding: rounding),
        x => Enumerable.Range(0, x.Terms.Length).Select(without => (x.Terms.Where((_, i) => i != without).ToArray(), x.Divisor, x.Currency, x.Rounding)));

    [Fact]
    public void Products_keep_all_digits_before_the_one_rounding() => PropertyCheck.That(
        Prop.ForAll(
            Products,
            x => Oracle.Agrees(
                Oracle.MinorUnits(x.Factors.Select(Fraction.Of).Aggregate((left, right) => left * right), x.Currency, x.Rounding),
                x.Currency,
                () => Multiply(x.Factors, x.Currency).Round(x.Rounding))),
        Runs);

    [Fact]
    public void Sums_and_differences_keep_all_digits() => PropertyCheck.That(
        Prop.ForAll(
            Products,
            x =>
            {
                var amounts = x.Factors.Select(factor => ExactAmount.Of(factor, x.Currency).Times(factor)).ToArray();
                var expected = x.Factors.Select(factor => Fraction.Of(factor) * Fraction.Of(factor)).Aggregate((left, right) => left + right);
                var sum = amounts.Aggregate((left, right) => left + right);
                return Oracle.Agrees(Oracle.MinorUnits(expected, x.Currency, x.Rounding), x.Currency, () => sum.Round(x.Rounding))
                    && sum - amounts[0] + amounts[0] == sum
                    && (sum - sum).IsZero
                    && sum - amounts[^1] == -(amounts[^1] - sum);
            }),
        Runs);

    [Fact]
    public void A_running_total_keeps_all_digits_and_rounds_once() => PropertyCheck.That(
        Prop.ForAll(
            Totals,
            x => Oracle.Agrees(
                Oracle.MinorUnits(
                    x.Terms.Select(term => Fraction.Of(term.Amount) * Fraction.Of(term.Times) * new Fraction(term.Units, 1)).Aggregate(new Fraction(0, 1), (left, right) => left + right)
                        * new Fraction(1, x.Divisor),
                    x.Currency,
                    x.Rounding),
                x.Currency,
                () =>
                {
                    var total = new RunningTotal(x.Currency);
                    foreach (var (amount, times, units) in x.Terms)
                    {
                        total.Add(ExactAmount.Of(amount, x.Currency).Times(times), units);
                    }

                    return total.Round(x.Divisor, x.Rounding);
                })),
        Runs);

    /// <summary>Two amounts of the same places that make a sum at the bound of a word, where what overflows by one bit is wrong by 2^64.</summary>
    [Fact]
    public void A_running_total_that_leaves_its_word_stays_exact() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(Arbitraries.LongEdges.Zip(Arbitraries.LongEdges)),
            Arb.From(Gen.Elements(1L, -1L, 2L, -2L).Zip(Gen.Choose(0, 20))),
            Arb.From(Arbitraries.Roundings),
            (pair, more, rounding) =>
            {
                var (units, scale) = more;
                var expected = new Fraction(((BigInteger)pair.Item1 * units) + ((BigInteger)pair.Item2 * units), BigInteger.Pow(10, scale) * 3);
                return Oracle.Agrees(Oracle.MinorUnits(expected, Currency.EUR, rounding), Currency.EUR, () =>
                {
                    var total = new RunningTotal(Currency.EUR);
                    total.Add(ExactAmount.Of(Arbitraries.DecimalOf(pair.Item1, scale), Currency.EUR), units);
                    total.Add(ExactAmount.Of(Arbitraries.DecimalOf(pair.Item2, scale), Currency.EUR), units);
                    return total.Round(3, rounding);
                });
            }),
        Runs);

    [Fact]
    public void Order_and_equality_are_those_of_the_numbers() => PropertyCheck.That(
        Prop.ForAll(
            Products,
            x =>
            {
                var (left, right) = (Multiply(x.Factors, x.Currency), ExactAmount.Of(x.Factors[0], x.Currency));
                var (a, b) = (x.Factors.Select(Fraction.Of).Aggregate((p, q) => p * q), Fraction.Of(x.Factors[0]));
                var expected = (a.Numerator * b.Denominator).CompareTo(b.Numerator * a.Denominator);
                return Math.Sign(left.CompareTo(right)) == expected
                    && left == right == (expected == 0)
                    && left < right == (expected < 0)
                    && left >= right == (expected >= 0)
                    && left.Sign == a.Numerator.Sign;
            }),
        Runs);

    [Fact]
    public void Equal_amounts_hash_alike_however_they_are_written() => PropertyCheck.That(
        Prop.ForAll(Products, x =>
        {
            var amount = Multiply(x.Factors, x.Currency);
            var same = amount.Times(1.000m);
            return amount == same && amount.GetHashCode() == same.GetHashCode() && amount.Equals((object)same);
        }),
        Runs);

    [Fact]
    public void Text_makes_the_amount_again() => PropertyCheck.That(
        Prop.ForAll(Products, x => ExactAmount.Parse(Multiply(x.Factors, x.Currency).ToString()) == Multiply(x.Factors, x.Currency)), Runs);

    [Theory]
    [InlineData("12.345")]
    [InlineData(". EUR")]
    [InlineData("1. EUR")]
    [InlineData(".5 EUR")]
    [InlineData("-.5 EUR")]
    [InlineData("1.2.3 EUR")]
    [InlineData("1e3 EUR")]
    [InlineData("1.-5 EUR")]
    [InlineData(" EUR")]
    public void Text_of_another_form_is_refused(string text) =>
        Assert.Throws<FormatException>(() => ExactAmount.Parse(text));

    [Fact]
    public void A_percentage_takes_its_share() => PropertyCheck.That(
        Prop.ForAll(
            Arbitraries.Money,
            Arbitraries.Percents,
            (money, percent) => Oracle.Agrees(
                (new Fraction(money.MinorUnits, 100) * Fraction.Of(percent.Value)).Round(Rounding.HalfUp),
                money.Currency,
                () => ExactAmount.Of(money).Times(percent).Round(Rounding.HalfUp))),
        Runs);

    [Fact]
    public void Two_currencies_never_meet()
    {
        var (euro, dollar) = (ExactAmount.Of(1, Currency.EUR), ExactAmount.Of(1, Currency.USD));
        var total = new RunningTotal(Currency.EUR);

        Assert.Throws<CurrencyMismatchException>(() => euro + dollar);
        Assert.Throws<CurrencyMismatchException>(() => euro - dollar);
        Assert.Throws<CurrencyMismatchException>(() => euro < dollar);
        Assert.Throws<CurrencyMismatchException>(() => total.Add(dollar, 0));
        Assert.False(euro == dollar);
        Assert.False(ExactAmount.Zero(Currency.EUR) == ExactAmount.Zero(Currency.USD));
    }

    [Fact]
    public void The_default_value_is_zero_of_no_currency()
    {
        Assert.True(default(ExactAmount).IsZero);
        Assert.Equal(MoneyErrors.UnknownCurrency, Assert.Throws<RuleViolationException>(() => default(ExactAmount).Round(Rounding.HalfUp)).Code);
        Assert.Throws<CurrencyMismatchException>(() => default(ExactAmount) + ExactAmount.Of(1, Currency.EUR));
    }

    [Fact]
    public void A_part_of_a_month_allocates_nothing()
    {
        var price = UnitPrice.Of(49.990000000001m, Currency.EUR);

        Assert.Equal(0, Allocations.Of(() =>
        {
            var total = new RunningTotal(Currency.EUR);
            total.Add(price.Times(12.5m), 14);
            total.Add(price.Times(13m) - ExactAmount.Of(0.5m, Currency.EUR), 17);
            _ = total.Round(31, Rounding.HalfUp);
        }));
    }

    private static ExactAmount Multiply(decimal[] factors, Currency currency) =>
        factors.Skip(1).Aggregate(ExactAmount.Of(factors[0], currency), (product, factor) => product.Times(factor));
}
