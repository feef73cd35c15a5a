using Psa.Sellers;

namespace Psa.Documents;

/// <summary>
/// Takes the tax of one tax group, amount by amount. Rounded per group, each amount gets the difference of running totals, so that the shares add up to
/// the tax of the sum, whatever the signs, and cutting an amount in two moves no other's share. Rounded per line, each amount is taxed by itself.
/// </summary>
internal struct TaxShares
{
    private const decimal Millionths = 1_000_000m;
    private readonly long _numerator;
    private readonly long _denominator;
    private readonly bool _eachByItself;
    private readonly Rounding _rounding;
    private Money _amounts;
    private Money _taxes;

    /// <summary>Starts a group.</summary>
    /// <param name="rate">Its rate, up to 1000 %.</param>
    /// <param name="input">Currency, price mode and rounding.</param>
    /// <param name="eachByItself">Whether each amount is rounded by itself.</param>
    internal TaxShares(Percent rate, DocumentInput input, bool eachByItself)
    {
        _numerator = (long)(rate.Value * Millionths);
        _denominator = 100_000_000 + (input.PriceMode == PriceMode.TaxInclusive ? _numerator : 0);
        _eachByItself = eachByItself;
        _rounding = input.Rounding;
        _amounts = _taxes = Money.Zero(input.Currency);
    }

    /// <summary>Gives the tax on the next amount; of amounts with tax, the tax in it.</summary>
    internal Money Next(Money amount)
    {
        if (_numerator == 0 || amount.IsZero)
        {
            return Money.Zero(amount.Currency);
        }

        if (_eachByItself)
        {
            return amount.Scale(_numerator, _denominator, _rounding);
        }

        _amounts += amount;
        var before = _taxes;
        _taxes = _amounts.Scale(_numerator, _denominator, _rounding);
        return _taxes - before;
    }
}
