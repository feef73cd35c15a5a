using FsCheck;
using FsCheck.Fluent;
using Psa.Contracts;
using Psa.Testing;

namespace Psa.Domain.Tests.Contracts;

/// <summary>Schemes against a reference that counts unit by unit.</summary>
public sealed class PricingProperties
{
    private const int Runs = 500;

    private static readonly UnitPrice Price = UnitPrice.Of(3.21m, Currency.EUR);

    [Fact]
    public void Graduated_is_the_sum_over_all_units() => PropertyCheck.That(
        Prop.ForAll(Tiers(), Quantities(), (tiers, quantity) =>
        {
            var sum = 0m;
            var last = -1;
            for (var unit = 1; unit <= quantity; unit++)
            {
                var tier = TierOf(tiers, unit);
                sum += tiers[tier].UnitPrice + (tier == last ? 0m : tiers[tier].FlatFee);
                last = tier;
            }

            return PricingScheme.Graduated(tiers).PriceOf(quantity, Price) == Euro(sum);
        }),
        Runs);

    [Fact]
    public void Volume_is_one_price_for_all_units() => PropertyCheck.That(
        Prop.ForAll(Tiers(), Quantities(), (tiers, quantity) =>
        {
            var tier = tiers[TierOf(tiers, quantity)];
            return PricingScheme.Volume(tiers).PriceOf(quantity, Price) == Euro(quantity == 0 ? 0m : (tier.UnitPrice * quantity) + tier.FlatFee);
        }),
        Runs);

    [Fact]
    public void The_breakdown_sums_to_the_price() => PropertyCheck.That(
        Prop.ForAll(Schemes(), Fractions(), (scheme, quantity) =>
        {
            var breakdown = scheme.BreakDown(quantity, Price);
            var sum = breakdown.Tiers.AsEnumerable().Aggregate(Euro(0m), (total, tier) => total + tier.AmountIn(Currency.EUR));
            return sum == breakdown.Subtotal
                && breakdown.Amount == scheme.PriceOf(quantity, Price)
                && breakdown.Subtotal + breakdown.RaisedByMinimum - breakdown.LoweredByMaximum == breakdown.Amount;
        }),
        Runs);

    [Fact]
    public void More_never_costs_less_except_where_a_volume_price_drops() => PropertyCheck.That(
        Prop.ForAll(Schemes(), Fractions(), Fractions(), (scheme, quantity, more) =>
            scheme is VolumePricing || scheme.PriceOf(quantity + more, Price) >= scheme.PriceOf(quantity, Price)),
        Runs);

    [Fact]
    public void Limits_hold() => PropertyCheck.That(
        Prop.ForAll(Schemes(), Fractions(), (scheme, quantity) =>
        {
            var limited = scheme with { Minimum = 20m, Maximum = 90m };
            var amount = limited.PriceOf(quantity, Price);
            var free = (scheme with { Minimum = null, Maximum = null }).PriceOf(quantity, Price);
            return amount >= Euro(20m) && amount <= Euro(90m) && (amount == free || free < Euro(20m) || free > Euro(90m));
        }),
        Runs);

    [Fact]
    public void Committed_price_and_overage_make_the_price_of_what_was_used() => PropertyCheck.That(
        Prop.ForAll(Schemes(), Fractions(), Fractions(), (scheme, committed, actual) =>
            scheme.PriceOf(committed, Price) + scheme.PriceOverage(committed, actual, Price) == scheme.PriceOf(Math.Max(committed, actual), Price)),
        Runs);

    [Fact]
    public void Started_blocks_count_whole() => PropertyCheck.That(
        Prop.ForAll(Fractions(), Arb.From(Gen.Choose(1, 3000)), (units, thousandths) =>
        {
            var size = thousandths / 1000m;
            var blocks = PriceTiers.StartedBlocks(units, size);
            return blocks == decimal.Truncate(blocks) && blocks * size >= units && (blocks == 0m || (blocks - 1m) * size < units);
        }),
        Runs);

    private static int TierOf(ValueList<PriceTier> tiers, decimal quantity)
    {
        var index = 0;
        while (index < tiers.Count - 1 && quantity > tiers[index].To)
        {
            index++;
        }

        return index;
    }

    private static ExactAmount Euro(decimal amount) => ExactAmount.Of(amount, Currency.EUR);

    private static Arbitrary<ValueList<PriceTier>> Tiers() => Arb.From(
        from widths in Gen.Choose(1, 40).ListOf(4)
        from prices in Gen.Choose(0, 100_000).ListOf(4)
        from fees in Gen.Choose(0, 500).ListOf(4)
        from count in Gen.Choose(1, 4)
        from bounded in Gen.Elements(true, false)
        select Enumerable.Range(0, count).Aggregate(PriceTiers.None, (tiers, i) => tiers.UpTo(
            i == count - 1 && !bounded ? null : widths.Take(i + 1).Sum(), prices[i] / 10_000m, flatFee: fees[i] / 100m)));

    private static Arbitrary<PricingScheme> Schemes() => Arb.From(
        from tiers in Tiers().Generator
        from number in Gen.Choose(1, 50)
        from scheme in Gen.Elements(
            PricingScheme.Flat,
            PricingScheme.PerUnit,
            PricingScheme.Graduated(tiers),
            PricingScheme.Volume(tiers),
            PricingScheme.Package(number, 1.25m, number - 1),
            PricingScheme.Included(number, 0.125m))
        from limits in Gen.Choose(0, 2)
        select limits == 0 ? scheme with { Minimum = 10m, Maximum = 40m } : scheme);

    private static Arbitrary<int> Quantities() => Arb.From(Gen.Choose(0, 200));

    private static Arbitrary<decimal> Fractions() => Arb.From(Gen.Choose(0, 200_000).Select(thousandths => thousandths / 1000m));
}
