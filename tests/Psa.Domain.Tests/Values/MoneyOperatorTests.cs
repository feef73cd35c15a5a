using System.Numerics;
using FsCheck.Fluent;
using Psa.Testing;

namespace Psa.Domain.Tests.Values;

public class MoneyOperatorTests
{
    private const int Runs = 1_000;

    [Fact]
    public void Subtraction_is_the_opposite_of_its_reverse() => PropertyCheck.That(
        Prop.ForAll(Arbitraries.MoneyPairs, pair => pair.Left - pair.Right == -(pair.Right - pair.Left)), Runs);

    [Fact]
    public void Adding_and_subtracting_cancel() => PropertyCheck.That(
        Prop.ForAll(Arbitraries.MoneyPairs, pair => (pair.Left + pair.Right) - pair.Right == pair.Left && pair.Left + Money.Zero(pair.Left.Currency) == pair.Left), Runs);

    [Fact]
    public void Sums_and_differences_are_exact_or_refused() => PropertyCheck.That(
        Prop.ForAll(
            Arbitraries.AnyMoneyPairs,
            pair => Oracle.Agrees((BigInteger)pair.Left.MinorUnits + pair.Right.MinorUnits, pair.Left.Currency, () => pair.Left + pair.Right)
                && Oracle.Agrees((BigInteger)pair.Left.MinorUnits - pair.Right.MinorUnits, pair.Left.Currency, () => pair.Left - pair.Right)
                && Oracle.Agrees(-(BigInteger)pair.Left.MinorUnits, pair.Left.Currency, () => -pair.Left)
                && Oracle.Agrees(BigInteger.Abs(pair.Left.MinorUnits), pair.Left.Currency, () => pair.Left.Abs())),
        Runs);

    [Fact]
    public void Order_is_that_of_the_amounts() => PropertyCheck.That(
        Prop.ForAll(
            Arbitraries.AnyMoneyPairs,
            pair => pair.Left < pair.Right == pair.Left.MinorUnits < pair.Right.MinorUnits
                && pair.Left <= pair.Right == pair.Left.MinorUnits <= pair.Right.MinorUnits
                && pair.Left > pair.Right == pair.Left.MinorUnits > pair.Right.MinorUnits
                && pair.Left >= pair.Right == pair.Left.MinorUnits >= pair.Right.MinorUnits
                && pair.Left.Sign == Math.Sign(pair.Left.MinorUnits)
                && pair.Left.IsZero == (pair.Left.MinorUnits == 0)),
        Runs);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(100, -100)]
    public void Two_currencies_never_meet_zero_or_not(long euros, long dollars)
    {
        var (left, right) = (Money.FromMinorUnits(euros, Currency.EUR), Money.FromMinorUnits(dollars, Currency.USD));
        Action[] meetings = [() => _ = left + right, () => _ = left - right, () => _ = left < right, () => _ = left >= right, () => left.CompareTo(right)];

        Assert.All(meetings, meeting =>
        {
            var refusal = Assert.Throws<CurrencyMismatchException>(meeting);
            Assert.Equal(MoneyErrors.CurrencyMismatch, refusal.Code);
            Assert.Equal((Currency.EUR, Currency.USD), (refusal.Left, refusal.Right));
        });
    }

    [Fact]
    public void The_default_value_is_no_money()
    {
        var one = Money.Of(1, Currency.EUR);

        Assert.Throws<CurrencyMismatchException>(() => one + default(Money));
        Assert.Throws<CurrencyMismatchException>(() => default(Money) + one);
        Assert.True(default(Money).IsZero);
        Assert.Equal(0m, default(Money).Amount);
        Assert.Equal("0", default(Money).ToString());
        Assert.Equal(MoneyErrors.UnknownCurrency, Assert.Throws<RuleViolationException>(() => Money.Of(1, default)).Code);
    }

    [Fact]
    public void Money_takes_sixteen_bytes() => Assert.Equal(16, System.Runtime.CompilerServices.Unsafe.SizeOf<Money>());

    [Fact]
    public void Operators_allocate_nothing()
    {
        var (left, right) = (Money.Of(12.34m, Currency.EUR), Money.Of(-0.99m, Currency.EUR));

        Assert.Equal(0, Allocations.Of(() => _ = (left + right - left).CompareTo(-right)));
    }
}
