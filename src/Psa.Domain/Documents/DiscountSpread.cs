using Psa.Catalog;

namespace Psa.Documents;

/// <summary>Spreads the discounts of a document over its tax groups. No group is ever discounted past zero.</summary>
internal sealed class DiscountSpread
{
    private const long Whole = 100_000_000;
    private readonly Money[] _rows;
    private readonly Money[] _totals;
    private readonly int _groups;

    private DiscountSpread(int discounts, int groups, Currency currency)
    {
        _groups = groups;
        _rows = new Money[discounts * groups];
        _totals = new Money[groups];
        Array.Fill(_rows, Money.Zero(currency));
        Array.Fill(_totals, Money.Zero(currency));
    }

    /// <summary>Gives the part of a discount that a group takes, of the group's sign.</summary>
    internal Money Part(int discount, int group) => _rows[(discount * _groups) + group];

    /// <summary>Gives all that is taken off a group.</summary>
    internal Money Of(int group) => _totals[group];

    /// <summary>Spreads the discounts.</summary>
    /// <param name="input">The document.</param>
    /// <param name="bases">What each group's lines come to.</param>
    /// <param name="detail">What all lines come to.</param>
    /// <exception cref="RuleViolationException"><c>document.discount_exceeds_detail</c>.</exception>
    internal static DiscountSpread Compute(DocumentInput input, ReadOnlySpan<Money> bases, Money detail)
    {
        var spread = new DiscountSpread(input.Discounts.Count, bases.Length, input.Currency);
        var left = detail;
        if (!input.Discounts.IsEmpty)
        {
            left -= spread.TakePercents(input, bases, detail);
            spread.TakeAmounts(input, bases, detail, left);
        }

        return spread;
    }

    /// <summary>Percents apply to each group; together they are rounded once, so that 3 × 10 % are 30 %.</summary>
    private Money TakePercents(DocumentInput input, ReadOnlySpan<Money> bases, Money detail)
    {
        var millionths = 0L;
        foreach (var discount in input.Discounts)
        {
            millionths += Millionths(discount);
        }

        if (millionths > Whole)
        {
            throw TooMuch(detail);
        }

        var taken = detail.Scale(millionths, Whole, input.Rounding);
        if (millionths > 0)
        {
            SpreadPercent(bases, millionths, taken, _totals);
            SharePercents(input, millionths);
        }

        return taken;
    }

    /// <summary>Cuts what the percents take off each group into the parts of the single discounts.</summary>
    private void SharePercents(DocumentInput input, long millionths)
    {
        for (var group = 0; group < _groups; group++)
        {
            var (running, before) = (0L, Money.Zero(input.Currency));
            for (var i = 0; i < input.Discounts.Count; i++)
            {
                running += Millionths(input.Discounts[i]);
                var upTo = _totals[group].Scale(running, millionths, input.Rounding);
                _rows[(i * _groups) + group] = upTo - before;
                before = upTo;
            }
        }
    }

    /// <summary>Amounts go to the groups of the document's own sign, by what the percents and the amounts before left of them.</summary>
    private void TakeAmounts(DocumentInput input, ReadOnlySpan<Money> bases, Money detail, Money left)
    {
        var weights = new long[_groups];
        var shares = new Money[_groups];
        for (var i = 0; i < input.Discounts.Count; i++)
        {
            if (input.Discounts[i].Amount is not { IsZero: false } amount)
            {
                continue;
            }

            if (amount > left.Abs())
            {
                throw TooMuch(detail);
            }

            var taken = detail.Sign < 0 ? -amount : amount;
            for (var group = 0; group < _groups; group++)
            {
                weights[group] = bases[group].Sign == detail.Sign ? (bases[group] - _totals[group]).MinorUnits : 0;
            }

            taken.Allocate(weights, shares);
            for (var group = 0; group < _groups; group++)
            {
                _rows[(i * _groups) + group] = shares[group];
                _totals[group] += shares[group];
            }

            left -= taken;
        }
    }

    /// <summary>
    /// The largest-remainder method for a percent of groups of any signs: each share is cut towards zero, and what is missing from the percent of
    /// the sum goes, a unit each, to the largest remainders of its sign, ties to the first. For groups of one sign this is <see cref="Money.Allocate(ReadOnlySpan{long})"/>.
    /// </summary>
    private static void SpreadPercent(ReadOnlySpan<Money> bases, long millionths, Money whole, Span<Money> shares)
    {
        var rests = new long[bases.Length];
        var left = whole;
        for (var i = 0; i < bases.Length; i++)
        {
            var product = (Int128)bases[i].MinorUnits * millionths;
            var share = (long)(product / Whole);
            rests[i] = (long)(product - ((Int128)share * Whole));
            shares[i] = Money.FromMinorUnits(share, whole.Currency);
            left -= shares[i];
        }

        var unit = Money.FromMinorUnits(left.Sign, whole.Currency);
        for (; !left.IsZero; left -= unit)
        {
            var largest = 0;
            for (var i = 1; i < rests.Length; i++)
            {
                if (rests[i] * unit.Sign > rests[largest] * unit.Sign)
                {
                    largest = i;
                }
            }

            rests[largest] = 0;
            shares[largest] += unit;
        }
    }

    private static long Millionths(Discount discount) => discount.Percent is { } percent ? (long)(percent.Value * 1_000_000m) : 0L;

    private static RuleViolationException TooMuch(Money detail) =>
        new(DocumentErrors.DiscountExceedsDetail, $"The document discounts are more than the lines' {detail}: lower them, or write a credit note.");
}
