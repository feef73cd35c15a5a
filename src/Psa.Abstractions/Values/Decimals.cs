namespace Psa;

/// <summary>How many decimals numbers may have where they enter: more is refused, never cut.</summary>
internal static class Decimals
{
    /// <summary>Decimals of a unit price.</summary>
    public const int OfPrices = 12;

    /// <summary>Decimals of a quantity: real cloud usage has eleven.</summary>
    public const int OfQuantities = 15;

    /// <summary>Decimals of a percent.</summary>
    public const int OfPercents = 6;

    /// <summary>Gives back a quantity that has at most 15 decimals.</summary>
    /// <param name="quantity">The quantity, of any sign.</param>
    /// <returns>The same quantity.</returns>
    /// <exception cref="RuleViolationException"><c>money.too_many_decimals</c>.</exception>
    public static decimal Quantity(decimal quantity) => Require(quantity, OfQuantities, "quantity");

    /// <summary>Gives a number without trailing zeros, so that it is the same text wherever it was stored.</summary>
    public static decimal Trimmed(decimal value)
    {
        if (value.Scale == 0)
        {
            return value;
        }

        // most have no zeros to lose, which their last digit says sooner than a division
        var mantissa = ExactInteger.Mantissa(value, out _);
        return ExactInteger.IsWord(mantissa) && unchecked((long)mantissa) % 10 != 0 ? value : value / 1.0000000000000000000000000000m;
    }

    /// <summary>Whether a number has at most so many decimals, trailing zeros aside.</summary>
    internal static bool Fits(decimal value, int decimals) => value.Scale <= decimals || decimal.Round(value, decimals, MidpointRounding.ToZero) == value;

    internal static decimal Require(decimal value, int decimals, string what)
    {
        if (value.Scale <= decimals)
        {
            return value;
        }

        return Fits(value, decimals)
            ? decimal.Round(value, decimals, MidpointRounding.ToZero)
            : throw new RuleViolationException(
                MoneyErrors.TooManyDecimals,
                FormattableString.Invariant($"The {what} {value} has more than {decimals} decimals: round it yourself, where you can answer for it."));
    }
}
