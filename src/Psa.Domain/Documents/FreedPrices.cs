using System.Numerics;

namespace Psa.Documents;

/// <summary>Frees prices of the tax that they hold (R-INCLUSIVE). Discounts by amount are of the document's kind and stay as they are.</summary>
internal static class FreedPrices
{
    private static readonly BigInteger Whole = 100_000_000;

    /// <summary>Gives price × 100 ÷ (100 + rate), rounded half up to 12 decimals.</summary>
    internal static UnitPrice Free(UnitPrice price, Percent rate)
    {
        var scale = BigInteger.Pow(10, Decimals.OfPrices);
        var numerator = (BigInteger)ExactInteger.Mantissa(price.Amount, out var decimals) * BigInteger.Pow(10, Decimals.OfPrices - decimals) * Whole;
        var denominator = Whole + new BigInteger(rate.Value * 1_000_000m);
        var freed = BigInteger.DivRem(BigInteger.Abs(numerator) + (denominator / 2), denominator, out _);
        return UnitPrice.Of((decimal)(numerator.Sign * freed) / (decimal)scale, price.Currency);
    }

    /// <summary>Gives what a line comes to when its price is freed of a rate.</summary>
    /// <param name="line">The line as it was agreed.</param>
    /// <param name="rate">The rate of the tax that its price holds.</param>
    /// <param name="rounding">How to round.</param>
    /// <returns>The line's formula with the freed price; of a line that doesn't multiply out, its amount × 100 ÷ (100 + rate).</returns>
    internal static Money Amount(DocumentLine line, Percent rate, Rounding rounding) =>
        Formula(line, line.UnitPrice, rounding) + Money.FromMinorUnits(line.Carry, line.Amount.Currency) == line.Amount
            ? Formula(line, Free(line.UnitPrice, rate), rounding)
            : Free(line.Amount, rate, rounding);

    /// <summary>Gives amount × 100 ÷ (100 + rate).</summary>
    internal static Money Free(Money amount, Percent rate, Rounding rounding) => amount.Scale((long)Whole, (long)Whole + (long)(rate.Value * 1_000_000m), rounding);

    /// <summary>Writes a line, whose tax says what its price was freed of, as a document bills it.</summary>
    internal static DocumentLine Free(DocumentLine line, Money amount, Rounding rounding)
    {
        var tax = line.Tax!;
        var price = Free(line.UnitPrice, tax.Freed!.Rate);
        return line with
        {
            UnitPrice = price,
            Carry = (amount - Formula(line, price, rounding)).MinorUnits,
            Amount = amount,
            Tax = tax with { Freed = tax.Freed with { Amount = amount } },
        };
    }

    private static Money Formula(DocumentLine line, UnitPrice price, Rounding rounding) => DocumentLines.Product(line.Quantity, price, line.Discount, line.Share, rounding);
}
