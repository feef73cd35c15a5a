using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Psa.Testing;

namespace Psa.Domain.Tests.Values;

public class AllocationTests
{
    private const int Runs = 1_000;

    private static readonly Arbitrary<(Money Whole, long[] Weights)> Splits = Arb.From(
        from whole in Gen.OneOf(Arbitraries.Money.Generator, Arbitraries.AnyMoney.Generator)
        from weights in Arbitraries.Weights.Generator
        select (Whole: whole, Weights: weights),
        split => Arbitraries.Weights.Shrinker(split.Weights).Select(weights => (split.Whole, Weights: weights))
            .Concat(Arbitraries.AnyMoney.Shrinker(split.Whole).Select(whole => (Whole: whole, split.Weights))));

    [Fact]
    public void Shares_sum_to_the_whole() => PropertyCheck.That(
        Prop.ForAll(Splits, split => Sum(split.Whole.Allocate(split.Weights)) == split.Whole.MinorUnits), Runs);

    [Fact]
    public void Shares_are_within_one_unit_of_exact_and_never_beyond_it_on_the_other_side_of_zero() => PropertyCheck.That(
        Prop.ForAll(Splits, split =>
        {
            var shares = split.Whole.Allocate(split.Weights);
            var total = split.Weights.Aggregate(BigInteger.Zero, (sum, weight) => sum + weight);
            return shares.Select((share, i) =>
            {
                // |share − whole·weight/total| < 1, without a division
                var distance = ((BigInteger)share.MinorUnits * total) - ((BigInteger)split.Whole.MinorUnits * split.Weights[i]);
                return BigInteger.Abs(distance) < BigInteger.Abs(total) && share.Sign * split.Whole.Sign >= 0 && share.Currency == split.Whole.Currency;
            }).All(holds => holds);
        }),
        Runs);

    [Fact]
    public void Shares_are_those_of_the_largest_remainders() => PropertyCheck.That(
        Prop.ForAll(Splits, split => split.Whole.Allocate(split.Weights).Select(share => (BigInteger)share.MinorUnits).SequenceEqual(LargestRemainders(split.Whole, split.Weights))), Runs);

    [Fact]
    public void Zero_weights_get_nothing() => PropertyCheck.That(
        Prop.ForAll(Splits, split => split.Whole.Allocate(split.Weights).Zip(split.Weights).All(pair => pair.Second != 0 || pair.First.IsZero)), Runs);

    [Fact]
    public void Negative_amounts_and_negative_weights_split_symmetrically() => PropertyCheck.That(
        Prop.ForAll(
            Splits,
            split => split.Whole.MinorUnits == long.MinValue
                || (split.Whole.Allocate(split.Weights).SequenceEqual((-split.Whole).Allocate(split.Weights).Select(share => -share))
                    && split.Whole.Allocate(split.Weights).SequenceEqual(split.Whole.Allocate(split.Weights.Select(weight => -weight).ToArray())))),
        Runs);

    [Theory]
    [InlineData("1.00", new long[] { 1, 1, 1 }, "0.34 0.33 0.33")]
    [InlineData("0.05", new long[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, "0.01 0.01 0.01 0.01 0.01 0.00 0.00 0.00 0.00 0.00")]
    [InlineData("-0.05", new long[] { 3, 7 }, "-0.02 -0.03")]
    [InlineData("0.05", new long[] { 3, 7 }, "0.02 0.03")]
    [InlineData("100.00", new long[] { 0, 1, 0 }, "0.00 100.00 0.00")]
    [InlineData("0.01", new long[] { 1, 2 }, "0.00 0.01")]
    [InlineData("0.00", new long[] { 5, 5 }, "0.00 0.00")]
    [InlineData("10.00", new long[] { -1, -2, -1 }, "2.50 5.00 2.50")]
    public void Units_go_to_the_largest_remainders_and_ties_to_the_first(string whole, long[] weights, string shares) =>
        Assert.Equal(shares, string.Join(' ', Money.Parse(whole + " EUR").Allocate(weights).Select(share => share.AmountText())));

    [Theory]
    [InlineData(new long[] { })]
    [InlineData(new long[] { 0, 0 })]
    [InlineData(new long[] { 1, -1 })]
    [InlineData(new long[] { 0, -1, 2 })]
    public void Weights_that_say_nothing_are_refused(long[] weights) =>
        Assert.Equal(MoneyErrors.BadWeights, Assert.Throws<RuleViolationException>(() => Money.Of(1, Currency.EUR).Allocate(weights)).Code);

    [Fact]
    public void Shares_need_as_many_places_as_weights() =>
        Assert.Throws<ArgumentException>(() => Money.Of(1, Currency.EUR).Allocate([1, 2], new Money[3]));

    [Fact]
    public void Very_many_shares_sum_up_in_reasonable_time()
    {
        var weights = Enumerable.Repeat(1L, 100_000).ToArray();
        var whole = Money.Of(500m, Currency.EUR);

        Assert.Equal(whole.MinorUnits, Sum(whole.Allocate(weights)));
    }

    [Fact]
    public void Allocating_into_the_callers_array_allocates_nothing()
    {
        var whole = Money.Of(100m, Currency.EUR);
        var shares = new Money[40];
        var weights = Enumerable.Range(1, 40).Select(i => (long)i).ToArray();

        Assert.Equal(0, Allocations.Of(() => whole.Allocate(weights, shares)));
        Assert.Equal(0, Allocations.Of(() => whole.Allocate(weights.AsSpan(0, 7), shares.AsSpan(0, 7))));
    }

    private static BigInteger Sum(Money[] shares) => shares.Aggregate(BigInteger.Zero, (sum, share) => sum + share.MinorUnits);

    private static BigInteger[] LargestRemainders(Money whole, long[] weights)
    {
        var total = weights.Aggregate(BigInteger.Zero, (sum, weight) => sum + BigInteger.Abs(weight));
        var amount = BigInteger.Abs(whole.MinorUnits);
        var parts = weights.Select((weight, i) => (Place: i, Product: amount * BigInteger.Abs(weight))).ToArray();
        var shares = parts.Select(part => part.Product / total).ToArray();
        var left = (int)(amount - shares.Aggregate(BigInteger.Zero, (sum, share) => sum + share));
        foreach (var part in parts.OrderByDescending(part => part.Product % total).ThenBy(part => part.Place).Take(left))
        {
            shares[part.Place]++;
        }

        return shares.Select(share => share * whole.Sign).ToArray();
    }
}
