namespace Psa;

/// <summary>
/// The exact sum of amounts times whole units: <c>C = Σ Aᵢ · uᵢ</c>, kept as one fraction until it is rounded once.
/// A mutable value for a local variable; it allocates nothing while 128 bits suffice.
/// </summary>
/// <param name="currency">The currency of all amounts.</param>
/// <remarks>
/// While one word of 64 bits holds the sum, which is nearly always, it is added to and divided as one, and each step is checked; the first that doesn't fit is done by
/// <see cref="ExactAmount"/>. What goes there takes a copy, so that the total itself can stay in registers.
/// </remarks>
internal struct RunningTotal(Currency currency)
{
    // the sum's mantissa and scale, while a word holds the mantissa; else the sum
    private long _word;
    private int _scale;
    private bool _isBeyondWord;
    private ExactAmount _beyondWord;

    private readonly ExactAmount Sum => _isBeyondWord ? _beyondWord : ExactAmount.Of(_word, _scale, currency);

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

        if (!_isBeyondWord && amount.IsWord && (_scale == amount.Scale || _word == 0))
        {
            var high = Math.BigMul(amount.WordMantissa, units, out var product);
            var sum = unchecked(_word + product);

            // the product is a word when its high half only repeats the sign, and the sum when its sign is that of one of the two
            if (high == product >> 63 && ((sum ^ _word) & (sum ^ product)) >= 0)
            {
                (_word, _scale) = (sum, amount.Scale);
                return;
            }
        }

        this = Added(this, amount, units);
    }

    /// <summary>Divides once and rounds once.</summary>
    /// <param name="divisor">By what the sum is divided, for example the days of the full period; positive.</param>
    /// <param name="rounding">How to round.</param>
    /// <returns>The total in whole minor units.</returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>: more than money can hold.</exception>
    public readonly Money Round(long divisor, Rounding rounding)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(divisor);
        if (!_isBeyondWord)
        {
            var (numerator, denominator, shift) = (_word, divisor, _scale - currency.MinorUnits);
            if (shift >= 0 ? ExactInteger.TryShift(divisor, shift, out denominator) : ExactInteger.TryShift(_word, -shift, out numerator))
            {
                return Money.FromMinorUnits(ExactInteger.DivideRound(numerator, denominator, rounding), currency);
            }
        }

        return Money.FromMinorUnits(Sum.MinorUnits(divisor, rounding), currency);
    }

    private static RunningTotal Added(RunningTotal total, ExactAmount amount, long units)
    {
        if (units != 0)
        {
            var sum = total.Sum + amount.Times(units);
            (total._word, total._scale, total._isBeyondWord, total._beyondWord) = (sum.WordMantissa, sum.Scale, !sum.IsWord, sum);
        }

        return total;
    }
}
