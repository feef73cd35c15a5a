using System.Numerics;

namespace Psa.Inventory;

/// <summary>Spreads landed cost over the lines of a receipt (R-LANDED).</summary>
public static class LandedCosts
{
    /// <summary>Gives the shares: by value, or by quantity when all values are zero.</summary>
    /// <param name="amount">Freight, duty, or a rebate as a negative amount.</param>
    /// <param name="lines">Value and quantity of each line that was received.</param>
    /// <returns>The shares, one a line; they sum to the amount.</returns>
    /// <exception cref="RuleViolationException"><c>money.bad_weights</c>: there is nothing to spread it over.</exception>
    [Pure]
    public static ValueList<Money> Spread(Money amount, ValueList<(Money Value, decimal Quantity)> lines)
    {
        var isFree = true;
        foreach (var (value, _) in lines)
        {
            isFree &= value.IsZero;
        }

        var (weights, isNothing) = (new BigInteger[lines.Count], true);
        for (var i = 0; i < weights.Length; i++)
        {
            // quantities as whole numbers of the smallest decimal that they may have
            var mantissa = ExactInteger.Mantissa(lines[i].Quantity, out var scale);
            weights[i] = isFree ? mantissa * BigInteger.Pow(10, ExactInteger.MaxPower - scale) : lines[i].Value.MinorUnits;
            isNothing &= weights[i].IsZero;
        }

        return isNothing
            ? throw new RuleViolationException(MoneyErrors.BadWeights, "Landed cost needs goods over which it is spread.")
            : ValueList.Create<Money>(Allocation.Allocate(amount, weights));
    }
}
