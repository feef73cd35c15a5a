using System.Numerics;

namespace Psa.Catalog;

/// <summary>Converts quantities and prices between the units of a group (R-UNIT).</summary>
internal static class Units
{
    private static readonly BigInteger Largest = new(decimal.MaxValue);

    /// <summary>Finds a unit of a group, the base unit too.</summary>
    internal static UnitOfGroup? Find(this UnitGroup group, string code)
    {
        if (group.BaseUnit.Code == code)
        {
            return group.BaseUnit;
        }

        foreach (var unit in group.Units)
        {
            if (unit.Code == code)
            {
                return unit;
            }
        }

        return null;
    }

    /// <summary>Gives a quantity in another unit of the group: exactly, or not at all.</summary>
    /// <param name="group">The group.</param>
    /// <param name="quantity">The quantity, of any sign.</param>
    /// <param name="from">The unit it is in.</param>
    /// <param name="to">The unit wanted.</param>
    /// <returns>The quantity, with at most 15 decimals.</returns>
    /// <exception cref="RuleViolationException"><c>price.unit_not_in_group</c>; <c>unit.not_exact</c>: it has more than 15 decimals, or too many digits.</exception>
    internal static decimal Convert(this UnitGroup group, decimal quantity, string from, string to)
    {
        if (from == to)
        {
            return quantity;
        }

        var (source, target) = (group.Require(from), group.Require(to));
        var numerator = (BigInteger)ExactInteger.Mantissa(quantity, out var scale) * source.Numerator * target.Denominator * BigInteger.Pow(10, Decimals.OfQuantities);
        var denominator = (BigInteger)source.Denominator * target.Numerator * BigInteger.Pow(10, scale);
        var units = BigInteger.DivRem(numerator, denominator, out var rest);
        return rest.IsZero && BigInteger.Abs(units) <= Largest
            ? Decimals.Trimmed((decimal)units / 1_000_000_000_000_000m)
            : throw new RuleViolationException(
                CatalogErrors.UnitNotExact, FormattableString.Invariant($"{quantity} {from} can't be written in {to} with {Decimals.OfQuantities} decimals: say the quantity in {to}, or one that comes out even."), group.Id.Value);
    }

    /// <summary>Gives the price of a unit by that of the base unit: price × factor, half up to 12 decimals.</summary>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>.</exception>
    internal static UnitPrice PriceOf(UnitPrice ofBase, UnitOfGroup unit)
    {
        var numerator = (BigInteger)ExactInteger.Mantissa(ofBase.Amount, out var scale) * unit.Numerator * BigInteger.Pow(10, Decimals.OfPrices);
        var denominator = (BigInteger)unit.Denominator * BigInteger.Pow(10, scale);
        return UnitPrice.Of(ExactPrices.Rounded(numerator, denominator), ofBase.Currency);
    }

    /// <summary>Finds a unit that must be there.</summary>
    /// <exception cref="RuleViolationException"><c>price.unit_not_in_group</c>.</exception>
    internal static UnitOfGroup Require(this UnitGroup group, string code) =>
        group.Find(code) ?? throw new RuleViolationException(CatalogErrors.UnitNotInGroup, $"The unit '{code}' isn't one of '{group.Name}': choose one of its units, or add it.", group.Id.Value);
}
