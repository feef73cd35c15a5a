using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Psa.Testing;

namespace Psa.Domain.Tests.Values;

/// <summary>The arithmetic of words at their bounds, against big integers.</summary>
public sealed class ExactIntegerTests
{
    private static readonly Arbitrary<long> Words = Arb.From(Gen.OneOf(Arbitraries.LongEdges, Arbitraries.Longs));

    [Fact]
    public void Words_are_divided_and_rounded_once() => PropertyCheck.That(
        Prop.ForAll(Words, Arb.From(Words.Generator.Where(word => word > 0)), Arb.From(Arbitraries.Roundings), (numerator, denominator, rounding) =>
            ExactInteger.DivideRound(numerator, denominator, rounding) == new Fraction(numerator, denominator).Round(rounding)
            && ExactInteger.DivideRound((Int128)numerator, denominator, rounding) == new Fraction(numerator, denominator).Round(rounding)),
        4_000);

    [Fact]
    public void A_word_is_multiplied_by_a_power_of_ten_while_a_word_holds_it() => PropertyCheck.That(
        Prop.ForAll(Words, Arb.From(Gen.Choose(0, 40)), (value, power) =>
        {
            var product = value * BigInteger.Pow(10, power);
            var fits = product >= long.MinValue && product <= long.MaxValue && power <= 18;
            return ExactInteger.TryShift(value, power, out var shifted) == fits && (!fits || shifted == product);
        }),
        4_000);
}
