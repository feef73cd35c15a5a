using System.Numerics;

namespace Psa.Catalog;

/// <summary>Converts quantities and prices between the units of a group (R-UNIT).</summary>
internal static class Units
{
    private const long LargestOfFactor = 1_000_000_000;

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
    internal static UnitPrice PriceOf(UnitPrice ofBase, UnitOfGroup unit) =>
        UnitPrice.Of(ExactPrices.Rounded(ExactPrices.Scaled(ofBase.Amount, Decimals.OfPrices) * unit.Numerator, unit.Denominator), ofBase.Currency);

    /// <summary>Finds a unit that must be there.</summary>
    /// <exception cref="RuleViolationException"><c>price.unit_not_in_group</c>.</exception>
    internal static UnitOfGroup Require(this UnitGroup group, string code) =>
        group.Find(code) ?? throw new RuleViolationException(CatalogErrors.UnitNotInGroup, $"The unit '{code}' isn't one of '{group.Name}': choose one of its units, or add it.", group.Id.Value);

    /// <summary>Checks a unit group.</summary>
    /// <param name="group">The group.</param>
    /// <returns>All that is wrong (<c>unit.bad_unit</c>), each with its field.</returns>
    internal static ValueList<Problem> Validate(this UnitGroup group)
    {
        var (problems, codes) = (new List<Problem>(), new HashSet<string>(StringComparer.Ordinal));
        if (string.IsNullOrWhiteSpace(group.Name))
        {
            problems.Add(new(CatalogErrors.BadUnit, "The unit group needs a name.", nameof(group.Name)));
        }

        if (group.BaseUnit.Numerator != group.BaseUnit.Denominator)
        {
            problems.Add(new(CatalogErrors.BadUnit, "The base unit is one of itself: its factor is 1.", nameof(group.BaseUnit)));
        }

        Check(group.BaseUnit, nameof(group.BaseUnit));
        for (var i = 0; i < group.Units.Count; i++)
        {
            Check(group.Units[i], FormattableString.Invariant($"{nameof(group.Units)}[{i}]"));
        }

        return problems.ToValueList();

        void Check(UnitOfGroup unit, string where)
        {
            if (string.IsNullOrWhiteSpace(unit.Code) || unit.Code.Length != unit.Code.Trim().Length || !codes.Add(unit.Code))
            {
                problems.Add(new(CatalogErrors.BadUnit, $"'{unit.Code}' is no code of a unit here: give each a code of its own, without spaces around it.", where));
            }

            if (unit.Numerator is < 1 or > LargestOfFactor || unit.Denominator is < 1 or > LargestOfFactor)
            {
                problems.Add(new(CatalogErrors.BadUnit, $"The factor {unit.Numerator} ÷ {unit.Denominator} isn't made of whole numbers from 1 to 1 000 000 000.", where));
            }

            if (!IsUnece(unit.UneceCode))
            {
                problems.Add(new(CatalogErrors.BadUnit, $"'{unit.UneceCode}' is no code of UN/ECE Recommendation 20, such as C62, HUR or KGM.", where));
            }
        }
    }

    /// <summary>Checks that what may be counted in a group's units stays what it is: units can be added, factors and codes don't change.</summary>
    /// <param name="before">The group in use.</param>
    /// <param name="after">The group as it is to be.</param>
    /// <returns><c>unit.in_use</c> for each unit that goes or gets another factor.</returns>
    internal static ValueList<Problem> CheckKept(UnitGroup before, UnitGroup after)
    {
        var problems = new List<Problem>();
        foreach (var unit in (ReadOnlySpan<UnitOfGroup>)[before.BaseUnit, .. before.Units])
        {
            var kept = after.Find(unit.Code);
            if (kept is null || (Int128)kept.Numerator * unit.Denominator != (Int128)unit.Numerator * kept.Denominator || (unit == before.BaseUnit) != (kept == after.BaseUnit))
            {
                problems.Add(new(CatalogErrors.UnitInUse, $"Something may be counted in '{unit.Code}', for a product has this group: leave the unit and its factor as they are, and add another.", nameof(after.Units)));
            }
        }

        return problems.ToValueList();
    }

    /// <summary>Tells whether a text is written like a code of UN/ECE Recommendation 20.</summary>
    internal static bool IsUnece(string? code)
    {
        if (code is not { Length: >= 1 and <= 3 })
        {
            return false;
        }

        foreach (var letter in code)
        {
            if (!char.IsAsciiLetterUpper(letter) && !char.IsAsciiDigit(letter))
            {
                return false;
            }
        }

        return true;
    }
}
