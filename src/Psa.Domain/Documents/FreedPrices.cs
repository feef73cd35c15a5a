using System.Numerics;
using Psa.Catalog;

namespace Psa.Documents;

/// <summary>Frees prices of the tax that they hold (R-INCLUSIVE). Discounts by amount are of the document's kind and stay as they are.</summary>
internal static class FreedPrices
{
    private static readonly BigInteger Whole = 100_000_000;

    /// <summary>Gives price × 100 ÷ (100 + rate), rounded half up to 12 decimals.</summary>
    internal static UnitPrice Free(UnitPrice price, Percent rate)
    {
        var numerator = ExactPrices.Scaled(price.Amount, Decimals.OfPrices) * Whole;
        return UnitPrice.Of(ExactPrices.Rounded(numerator, Whole + new BigInteger(rate.Value * 1_000_000m)), price.Currency);
    }

    /// <summary>
    /// Gives what each of an item's lines comes to when prices are freed. The components of a bundle share what its freed price comes to, as they share what its price comes to: what is taken
    /// off by amount is off the freed price, of a bundle as of any other line. Of several taxes, each share is freed by itself where nothing is taken off so.
    /// </summary>
    /// <param name="lines">The lines as they were agreed.</param>
    /// <param name="held">The rate of the tax that the price of each holds.</param>
    /// <param name="rounding">How to round.</param>
    internal static Money[] Amounts(ValueList<DocumentLine> lines, IReadOnlyList<Percent> held, Rounding rounding)
    {
        var amounts = new Money[lines.Count];
        foreach (var (first, count) in BundleLines.Cut(lines))
        {
            var (sum, isOne) = (Money.Zero(lines[first].Amount.Currency), true);
            var weights = new BigInteger[count - 1];
            for (var i = first + 1; i < first + count; i++)
            {
                sum += lines[i].Amount;
                isOne &= held[i] == held[first + 1];
                weights[i - first - 1] = BigInteger.Abs(lines[i].Amount.MinorUnits);
            }

            var whole = lines[first] with { Bundle = BundleRole.None };
            var shares = lines[first].Bundle == BundleRole.Heading && !sum.IsZero && (isOne || whole.Discount is { Percent: null }) && whole.Formula(rounding) == sum;
            for (var i = first; i < first + count; i++)
            {
                amounts[i] = shares && i > first
                    ? Allocation.Allocate(Priced(whole, held[i]).Formula(rounding), weights)[i - first - 1]
                    : Amount(lines[i], held[i], rounding);
            }
        }

        return amounts;
    }

    /// <summary>Gives what a line comes to when its price is freed of a rate.</summary>
    /// <param name="line">The line as it was agreed.</param>
    /// <param name="rate">The rate of the tax that its price holds.</param>
    /// <param name="rounding">How to round.</param>
    /// <returns>The line's formula with the freed price; of a line that doesn't multiply out, its amount × 100 ÷ (100 + rate).</returns>
    internal static Money Amount(DocumentLine line, Percent rate, Rounding rounding) =>
        line.Recompute(rounding) == line.Amount
            ? Priced(line, rate).Formula(rounding)
            : Free(line.Amount, rate, rounding);

    /// <summary>Gives amount × 100 ÷ (100 + rate).</summary>
    internal static Money Free(Money amount, Percent rate, Rounding rounding) => amount.Scale((long)Whole, (long)Whole + (long)(rate.Value * 1_000_000m), rounding);

    /// <summary>Writes a line, whose tax says what its price was freed of, as a document bills it.</summary>
    internal static DocumentLine Free(DocumentLine line, Money amount, Rounding rounding)
    {
        var tax = line.Tax!;
        var priced = line.Bundle == BundleRole.Component ? BundleLines.Priced(line, amount, rounding) : Priced(line, tax.Freed!.Rate);
        return priced with
        {
            Remark = Free(line.Remark, tax.Freed!.Rate),
            Details = Free(line.Details, tax.Freed.Rate),
            Carry = (amount - priced.Formula(rounding)).MinorUnits,
            Amount = amount,
            Tax = tax with { Freed = tax.Freed with { Amount = amount } },
        };
    }

    /// <summary>Frees the price of a line, and what the quantity takes off it. A minimum or maximum is of the document's kind, as a discount by amount is.</summary>
    internal static DocumentLine Priced(DocumentLine line, Percent rate)
    {
        foreach (var detail in line.Details)
        {
            if (detail.Kind is LineDetailKind.Minimum or LineDetailKind.Maximum)
            {
                return line;
            }
        }

        return line with { UnitPrice = Free(line.UnitPrice, rate), VolumeDiscount = line.VolumeDiscount is { } off ? Free(off, rate) : null };
    }

    private static LineRemark? Free(LineRemark? remark, Percent rate) => remark is null
        ? null
        : remark with { Before = Free(remark.Before, rate), After = Free(remark.After, rate), Original = Free(remark.Original, rate) };

    private static LineBasis? Free(LineBasis? basis, Percent rate) => basis?.UnitPrice is { } price
        ? basis with { UnitPrice = Free(price, rate), VolumeDiscount = basis.VolumeDiscount is { } off ? Free(off, rate) : null }
        : basis;

    private static ValueList<LineDetail> Free(ValueList<LineDetail> details, Percent rate)
    {
        for (var i = 0; i < details.Count; i++)
        {
            if (details[i] is { Kind: not (LineDetailKind.Minimum or LineDetailKind.Maximum), UnitPrice: { } price })
            {
                details = details.SetItem(i, details[i] with { UnitPrice = Free(price, rate) });
            }
        }

        return details;
    }

    private static Money Formula(this DocumentLine line, Rounding rounding) => (line with { Carry = 0 }).Recompute(rounding);
}
