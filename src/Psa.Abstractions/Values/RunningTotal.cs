using System.Numerics;

namespace Psa;

/// <summary>
/// The exact sum of amounts times whole units: <c>C = Σ Aᵢ · uᵢ</c>, kept as one fraction until it is rounded once.
/// A mutable value for a local variable; it allocates nothing while 128 bits suffice.
/// </summary>
/// <param name="currency">The currency of all amounts.</param>
internal struct RunningTotal(Currency currency)
{
    private Int128 _sum;
    private BigInteger _wide;
    private bool _isWide;
    private int _scale;

    /// <summary>Adds an amount a number of times.</summary>
    /// <param name="amount">The amount, of this total's currency.</param>
    /// <param name="units">How many times; may be negative.</param>
    /// <exception cref="CurrencyMismatchException">The amount is of another currency.</exception>
    public void Add(in ExactAmount amount, long units)
    {
        if (amount.Currency != currency)
        {
            throw new CurrencyMismatchException(currency, amount.Currency);
        }

        if (units == 0)
        {
            return;
        }

        if (!_isWide && !amount.IsWide)
        {
            var scale = Math.Max(_scale, amount.Scale);
            var (upSum, upAmount) = (scale - _scale, scale - amount.Scale);
            if (upSum <= ExactInteger.MaxPower && upAmount <= ExactInteger.MaxPower)
            {
                var (factorSum, factorAmount) = (ExactInteger.PowerOfTen(upSum), ExactInteger.PowerOfTen(upAmount));
                if (ExactInteger.Bits(_sum) + ExactInteger.Bits(factorSum) <= 125
                    && ExactInteger.Bits(amount.NarrowMantissa) + ExactInteger.Bits(factorAmount) + ExactInteger.Bits(units) <= 125)
                {
                    _sum = (_sum * factorSum) + (amount.NarrowMantissa * factorAmount * units);
                    _scale = scale;
                    return;
                }
            }
        }

        AddWide(amount, units);
    }

    /// <summary>Divides once and rounds once.</summary>
    /// <param name="divisor">By what the sum is divided, for example the days of the full period; positive.</param>
    /// <param name="rounding">How to round.</param>
    /// <returns>The total in whole minor units.</returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>: more than money can hold.</exception>
    public readonly Money Round(long divisor, Rounding rounding)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(divisor);
        var shift = _scale - currency.MinorUnits;
        if (!_isWide && Math.Abs(shift) <= ExactInteger.MaxPower - 1)
        {
            var factor = ExactInteger.PowerOfTen(Math.Abs(shift));
            if (shift >= 0 && ExactInteger.Bits(factor) + ExactInteger.Bits(divisor) <= 126)
            {
                return Money.FromMinorUnits(ExactInteger.DivideRound(_sum, factor * divisor, rounding), currency);
            }

            if (shift < 0 && ExactInteger.Bits(_sum) + ExactInteger.Bits(factor) <= 126)
            {
                return Money.FromMinorUnits(ExactInteger.DivideRound(_sum * factor, divisor, rounding), currency);
            }
        }

        var (numerator, denominator) = (_isWide ? _wide : (BigInteger)_sum, (BigInteger)divisor);
        if (shift >= 0)
        {
            denominator *= BigInteger.Pow(10, shift);
        }
        else
        {
            numerator *= BigInteger.Pow(10, -shift);
        }

        return Money.FromMinorUnits(ExactInteger.DivideRound(numerator, denominator, rounding), currency);
    }

    private void AddWide(in ExactAmount amount, long units)
    {
        var scale = Math.Max(_scale, amount.Scale);
        var sum = (_isWide ? _wide : (BigInteger)_sum) * BigInteger.Pow(10, scale - _scale);
        _wide = sum + (amount.Mantissa * BigInteger.Pow(10, scale - amount.Scale) * units);
        _isWide = true;
        _scale = scale;
    }
}
