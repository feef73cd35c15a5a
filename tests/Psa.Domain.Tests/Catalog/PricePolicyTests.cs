using FsCheck;
using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Domain.Tests.Borne;
using Psa.Testing;

namespace Psa.Domain.Tests.Catalog;

public class PricePolicyTests
{
    private static readonly Gen<decimal> Prices = Gen.OneOf(
        Gen.Choose(0, 4000).Select(static cents => cents / 100m),
        Gen.Choose(0, 2_000_000_000).Select(static billionths => billionths / 1_000_000_000m),
        Gen.Elements(0m, 0.000000000001m, 0.99m, 1m, 4.99m, 5m, 9.99m, 10m, 99.999999999999m));

    private static readonly Gen<PriceRounding> Policies =
        from direction in Gen.Elements(Enum.GetValues<RoundingDirection>())
        from step in Gen.Elements(Enum.GetValues<PriceStep>())
        from amount in Gen.Elements(0.05m, 0.25m, 0.99m, 0.95m, 1m, 5m, 9.99m, 10m, 0.333333333333m, 49.9m, 100m)
        select new PriceRounding(direction, step, amount);

    [Theory]
    [InlineData(12.49, 0.99, RoundingDirection.Nearest, 12.99)]
    [InlineData(12.30, 0.99, RoundingDirection.Nearest, 11.99)]
    [InlineData(13.00, 0.99, RoundingDirection.Down, 12.99)]
    [InlineData(0.30, 0.99, RoundingDirection.Nearest, 0.99)]
    [InlineData(0.30, 0.99, RoundingDirection.Down, 0.99)]
    [InlineData(12, 5, RoundingDirection.Nearest, 15)]
    [InlineData(10, 5, RoundingDirection.Nearest, 15)]
    [InlineData(9.99, 5, RoundingDirection.Nearest, 5)]
    [InlineData(12.30, 9.99, RoundingDirection.Nearest, 9.99)]
    [InlineData(26.00, 9.99, RoundingDirection.Up, 29.99)]
    [InlineData(12.99, 0.99, RoundingDirection.Up, 12.99)]
    [InlineData(12.99, 0.99, RoundingDirection.Down, 12.99)]
    [InlineData(50, 10, RoundingDirection.Down, 10)]
    [InlineData(0, 0.99, RoundingDirection.Up, 0)]
    [Trait("vector", "ends-in-0.99-12.49-nearest")]
    [Trait("vector", "ends-in-0.99-12.30-nearest")]
    [Trait("vector", "ends-in-0.99-13.00-down")]
    [Trait("vector", "ends-in-0.99-0.30-down")]
    [Trait("vector", "ends-in-5-12-nearest")]
    [Trait("vector", "ends-in-9.99-12.30-nearest")]
    [Trait("vector", "ends-in-9.99-26.00-up")]
    public void A_price_ends_in_an_amount(double price, double amount, RoundingDirection direction, double expected) =>
        Assert.Equal((decimal)expected, PricePolicies.Round((decimal)price, new(direction, PriceStep.EndsIn, (decimal)amount)));

    [Theory]
    [InlineData(12.30, RoundingDirection.Up, 12.50)]
    [InlineData(12.30, RoundingDirection.Down, 12.25)]
    [InlineData(12.30, RoundingDirection.Nearest, 12.25)]
    [InlineData(12.375, RoundingDirection.Nearest, 12.50)]
    [InlineData(12.25, RoundingDirection.Up, 12.25)]
    [InlineData(0.10, RoundingDirection.Down, 0.25)]
    [InlineData(0.10, RoundingDirection.Nearest, 0.25)]
    [InlineData(0, RoundingDirection.Up, 0)]
    [Trait("vector", "multiple-of-0.25-0.10-down")]
    public void A_price_is_a_multiple_of_an_amount(double price, RoundingDirection direction, double expected) =>
        Assert.Equal((decimal)expected, PricePolicies.Round((decimal)price, new(direction, PriceStep.MultipleOf, 0.25m)));

    [Fact]
    public void A_price_goes_to_the_price_that_may_stand_and_is_meant() => PropertyCheck.That(
        Prop.ForAll(Arb.From(from price in Prices from policy in Policies select (Price: price, Policy: policy)), x => PricePolicies.Round(x.Price, x.Policy) == Plain(x.Price, x.Policy)), 300);

    [Fact]
    public void Up_is_never_below_and_down_never_above_unless_lifted_above_zero() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(from price in Prices from policy in Policies select (Price: price, Policy: policy)),
            x =>
            {
                var rounded = PricePolicies.Round(x.Price, x.Policy);
                return (x.Price > 0m) == (rounded > 0m)
                    && (x.Policy.Direction != RoundingDirection.Up || rounded >= x.Price)
                    && (x.Policy.Direction != RoundingDirection.Down || rounded <= x.Price || rounded == x.Policy.Amount);
            }),
        300);

    [Fact]
    public void A_higher_price_is_never_rounded_to_a_lower_one() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(from one in Prices from other in Prices from policy in Policies select (Low: Math.Min(one, other), High: Math.Max(one, other), Policy: policy)),
            x => PricePolicies.Round(x.Low, x.Policy) <= PricePolicies.Round(x.High, x.Policy)),
        300);

    [Fact]
    public void What_is_too_large_is_refused() =>
        Assert.Equal(MoneyErrors.Overflow, Assert.Throws<RuleViolationException>(() => PricePolicies.Round(decimal.MaxValue, new(RoundingDirection.Up, PriceStep.EndsIn, 0.99m))).Code);

    /// <summary>Writes down all prices that may stand, up to the one behind the price, and takes the one that is meant.</summary>
    internal static decimal Plain(decimal price, PriceRounding policy)
    {
        if (price == 0m)
        {
            return 0m;
        }

        var repeats = policy.Amount;
        if (policy.Step == PriceStep.EndsIn)
        {
            repeats = 1m;
            while (repeats <= policy.Amount)
            {
                repeats *= 10m;
            }
        }

        var standing = new List<Fraction> { policy.Amount };
        while (standing[^1] < price)
        {
            standing.Add(standing[^1] + repeats);
        }

        var found = policy.Direction switch
        {
            RoundingDirection.Up => standing.Find(one => one >= price),
            RoundingDirection.Down => standing.FindLastIndex(one => one <= price) is >= 0 and var at ? standing[at] : standing[0],
            _ => standing.AsEnumerable().Reverse().MinBy(one => one < price ? price - one : one - price),
        };
        return found.InUnits(12) / 1_000_000_000_000m;
    }
}
