using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Psa.Testing;

namespace Psa.Domain.Tests.Values;

public sealed class DecimalMantissaTests
{
    [Fact]
    public void Decimals_of_any_size_keep_all_their_digits() => PropertyCheck.That(
        Prop.ForAll(Arb.From(AnyDecimal()), value => ExactAmount.Of(value, Currency.EUR).ToString() == value.ToString(CultureInfo.InvariantCulture) + " EUR"),
        2000);

    [Fact]
    public void Large_amounts_are_money() => Assert.Equal(3_000_000_000L, Money.Of(30_000_000m, Currency.EUR).MinorUnits);

    private static Gen<decimal> AnyDecimal() =>
        from words in Gen.Choose(int.MinValue, int.MaxValue).ListOf(3)
        from negative in Gen.Elements(true, false)
        from scale in Gen.Choose(0, 28)
        let value = new decimal(words[0], words[1], words[2], negative, (byte)scale)
        where value != 0m
        select value;
}
