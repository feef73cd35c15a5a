using System.Globalization;
using System.Numerics;
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
    public void Digits_and_scale_are_those_of_the_framework() => PropertyCheck.That(
        Prop.ForAll(Arb.From(Gen.OneOf(AnyDecimal(), Arbitraries.DecimalEdges)), value =>
        {
            var bits = decimal.GetBits(value);
            var magnitude = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
            return ExactInteger.Mantissa(value, out var scale) == (bits[3] < 0 ? -magnitude : magnitude) && scale == value.Scale;
        }),
        2000);

    [Fact]
    public void Trimmed_is_the_same_number_without_zeros_at_its_end() => PropertyCheck.That(
        Prop.ForAll(Arb.From(Gen.OneOf(AnyDecimal(), Arbitraries.DecimalEdges, from value in Arbitraries.Decimals(3).Generator from zeros in Gen.Choose(0, 20) select Padded(value, zeros))), value =>
        {
            var trimmed = Decimals.Trimmed(value);
            return trimmed == value && (trimmed.Scale == 0 || ExactInteger.Mantissa(trimmed, out _) % 10 != 0);
        }),
        2000);

    [Fact]
    public void Large_amounts_are_money() => Assert.Equal(3_000_000_000L, Money.Of(30_000_000m, Currency.EUR).MinorUnits);

    private static decimal Padded(decimal value, int zeros) => value * Arbitraries.DecimalOf(BigInteger.Pow(10, zeros), zeros);

    private static Gen<decimal> AnyDecimal() =>
        from words in Gen.Choose(int.MinValue, int.MaxValue).ListOf(3)
        from negative in Gen.Elements(true, false)
        from scale in Gen.Choose(0, 28)
        let value = new decimal(words[0], words[1], words[2], negative, (byte)scale)
        where value != 0m
        select value;
}
