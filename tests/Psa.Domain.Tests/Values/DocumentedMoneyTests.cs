namespace Psa.Domain.Tests.Values;

/// <summary>The examples of docs/money-and-time.md, as they stand there.</summary>
public class DocumentedMoneyTests
{
    [Fact]
    public void Lines_are_rounded_once()
    {
        var price = UnitPrice.Of(0.0750m, Currency.EUR);
        var line = price.Extend(3, Rounding.HalfUp);
        var discounted = (price.Times(3) - ExactAmount.Of(0.005m, Currency.EUR)).Round(Rounding.HalfUp);
        var total = line + Money.Of(12.34m, Currency.EUR);

        Assert.Equal("0.23 EUR, 0.22 EUR, 12.57 EUR", $"{line}, {discounted}, {total}");
    }

    [Fact]
    public void Splitting_loses_nothing()
    {
        Assert.Equal("0.34 EUR, 0.33 EUR, 0.33 EUR", string.Join(", ", Money.Of(1.00m, Currency.EUR).Allocate(1, 1, 1)));
        Assert.Equal("-0.02 EUR, -0.03 EUR", string.Join(", ", Money.Of(-0.05m, Currency.EUR).Allocate(3, 7)));
    }

    [Fact]
    public void Periods_are_half_open()
    {
        var march = DatePeriod.Inclusive(new(2026, 3, 1), new(2026, 3, 31));
        var (before, after) = march.SplitAt(new(2026, 3, 15));

        Assert.Equal("[2026-03-01, 2026-04-01), 14, 17", $"{march}, {before.Length}, {after.Length}");
    }
}
