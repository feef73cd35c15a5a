using System.Numerics;

namespace Psa.Catalog;

/// <summary>Rounds the prices of a list to those that may stand there (R-ENDS).</summary>
internal static class PricePolicies
{
    private static readonly BigInteger One = ExactPrices.Scaled(1m, Decimals.OfPrices);

    /// <summary>Rounds a price.</summary>
    /// <param name="price">The price, with up to 12 decimals.</param>
    /// <param name="policy">The policy.</param>
    /// <returns>
    /// A price that may stand: 12.49 to the nearest that ends in .99 is 12.99. A price above zero stays above zero, for then the next one up holds; zero stays zero.
    /// </returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>.</exception>
    internal static decimal Round(decimal price, PriceRounding policy)
    {
        if (price <= 0m)
        {
            return price;
        }

        var exact = ExactPrices.Scaled(price, Decimals.OfPrices);
        var amount = ExactPrices.Scaled(policy.Amount, Decimals.OfPrices);
        var (first, step) = policy.Step == PriceStep.EndsIn ? (amount, PowerAbove(amount)) : (BigInteger.Zero, amount);

        // below the first one the step below it is zero or less, which is lifted again
        var steps = BigInteger.DivRem(exact - first, step, out var rest);
        var below = first + ((rest.Sign < 0 ? steps - 1 : steps) * step);
        var goesUp = policy.Direction switch
        {
            RoundingDirection.Up => below != exact,
            RoundingDirection.Down => false,
            _ => (exact - below) * 2 >= step,
        };
        var rounded = goesUp ? below + step : below;
        return ExactPrices.Rounded(rounded.Sign > 0 ? rounded : rounded + step, BigInteger.One);
    }

    // .99 repeats each 1, 5 each 10, 9.99 each 10, 10 each 100
    private static BigInteger PowerAbove(BigInteger amount)
    {
        var power = One;
        while (power <= amount)
        {
            power *= 10;
        }

        return power;
    }
}
