using Psa.Catalog;

namespace Psa.Documents;

/// <summary>Spreads the discounts of a document over its tax groups (by treatment, where lines have several taxes) and, within a group, over its lines. No group and no line is ever discounted past zero.</summary>
internal sealed class DiscountSpread
{
    private const long Whole = 100_000_000;
    private readonly DocumentInput _input;
    private readonly int[] _groupOfLine;
    private readonly Money[] _bases;
    private readonly Money _detail;
    private readonly Money[] _rows;
    private readonly Money[] _totals;
    private readonly Money[] _lines;

    private DiscountSpread(DocumentInput input, int[] groupOfLine, Money[] bases, Money detail)
    {
        (_input, _groupOfLine, _bases, _detail) = (input, groupOfLine, bases, detail);
        _rows = Zeros(input.Discounts.Count * bases.Length);
        _totals = Zeros(bases.Length);
        _lines = Zeros(groupOfLine.Length);
    }

    /// <summary>Gives the part of a discount that a group takes.</summary>
    internal Money Part(int discount, int group) => _rows[(discount * _bases.Length) + group];

    /// <summary>Gives all that is taken off a line, of the line's sign.</summary>
    internal Money OfLine(int line) => _lines[line];

    /// <summary>Spreads the discounts.</summary>
    /// <param name="input">The document.</param>
    /// <param name="groupOfLine">The group of each line; −1 for one that is in none.</param>
    /// <param name="bases">What each group's lines come to.</param>
    /// <param name="detail">What all lines come to.</param>
    /// <exception cref="RuleViolationException"><c>document.discount_exceeds_detail</c>; <c>discount.out_of_range</c>: the percents are more than 100 % together.</exception>
    internal static DiscountSpread Compute(DocumentInput input, int[] groupOfLine, Money[] bases, Money detail)
    {
        var spread = new DiscountSpread(input, groupOfLine, bases, detail);
        if (input.Given is { } given)
        {
            spread.Take(given.Discounts);
            return spread;
        }

        spread.TakeAmounts(detail - spread.TakePercents());
        return spread;
    }

    private void Take(ValueList<Money> given)
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            if (_groupOfLine[i] is >= 0 and var group)
            {
                _lines[i] = given[i];
                _rows[group] += given[i];
                _totals[group] += given[i];
            }
        }
    }

    /// <summary>Percents apply to each group; together they are rounded once, so that 3 × 10 % are 30 %.</summary>
    private Money TakePercents()
    {
        var millionths = 0L;
        foreach (var discount in _input.Discounts)
        {
            millionths += Millionths(discount);
        }

        if (millionths > Whole)
        {
            throw new RuleViolationException(CatalogErrors.DiscountOutOfRange, "The document discounts are more than 100 % together: lower them.");
        }

        var taken = _detail.Scale(millionths, Whole, _input.Rounding);
        if (millionths > 0)
        {
            SpreadPercent(_bases, millionths, taken, _totals);
            SharePercents(millionths);
            ShareAmongLines(millionths);
        }

        return taken;
    }

    /// <summary>Cuts what the percents take off each group into the parts of the single discounts.</summary>
    private void SharePercents(long millionths)
    {
        for (var group = 0; group < _bases.Length; group++)
        {
            var (running, before) = (0L, Money.Zero(_input.Currency));
            for (var i = 0; i < _input.Discounts.Count; i++)
            {
                running += Millionths(_input.Discounts[i]);
                var upTo = _totals[group].Scale(running, millionths, _input.Rounding);
                _rows[(i * _bases.Length) + group] = upTo - before;
                before = upTo;
            }
        }
    }

    /// <summary>
    /// The lines of a group share the percents by running totals of percent × lines. What the group's share has more or less than these, a unit at most,
    /// goes to its line with the largest amount; where that would turn the sign of its share or take more than it comes to, to the next that has room for it.
    /// </summary>
    private void ShareAmongLines(long millionths)
    {
        var (running, given) = (Zeros(_bases.Length), Zeros(_bases.Length));
        for (var i = 0; i < _lines.Length; i++)
        {
            if (_groupOfLine[i] is >= 0 and var group)
            {
                running[group] += _input.Lines[i].Amount;
                var upTo = running[group].Scale(millionths, Whole, _input.Rounding);
                _lines[i] = upTo - given[group];
                given[group] = upTo;
            }
        }

        for (var group = 0; group < given.Length; group++)
        {
            if (_totals[group] - given[group] is { IsZero: false } rest && LargestWithRoom(group, rest) is >= 0 and var line)
            {
                _lines[line] += rest;
            }
        }
    }

    private int LargestWithRoom(int group, Money rest)
    {
        var largest = -1;
        for (var i = 0; i < _lines.Length; i++)
        {
            if (_groupOfLine[i] == group
                && _input.Lines[i].Amount is var amount
                && (largest < 0 || amount.Abs() > _input.Lines[largest].Amount.Abs())
                && _lines[i] + rest is var share
                && share.Sign * amount.Sign >= 0
                && share.Abs() <= amount.Abs())
            {
                largest = i;
            }
        }

        return largest;
    }

    /// <summary>
    /// Amounts go to the groups of the document's own sign, by what is left of them, and within a group to its lines of that sign, by running totals over what is left of these.
    /// </summary>
    private void TakeAmounts(Money left)
    {
        var weights = new long[_bases.Length];
        var shares = new Money[_bases.Length];
        for (var i = 0; i < _input.Discounts.Count; i++)
        {
            if (_input.Discounts[i].Amount is not { IsZero: false } amount)
            {
                continue;
            }

            if (amount > left.Abs())
            {
                throw new RuleViolationException(
                    DocumentErrors.DiscountExceedsDetail, $"The document discounts are more than the lines' {_detail}: lower them, or write a credit note.");
            }

            var taken = _detail.Sign < 0 ? -amount : amount;
            for (var group = 0; group < weights.Length; group++)
            {
                weights[group] = _bases[group].Sign == _detail.Sign ? (_bases[group] - _totals[group]).MinorUnits : 0;
            }

            taken.Allocate(weights, shares);
            for (var group = 0; group < shares.Length; group++)
            {
                _rows[(i * _bases.Length) + group] = shares[group];
                _totals[group] += shares[group];
            }

            ShareAmongLines(shares);
            left -= taken;
        }
    }

    private void ShareAmongLines(Money[] shares)
    {
        var (all, running, given) = (Zeros(_bases.Length), Zeros(_bases.Length), Zeros(_bases.Length));
        for (var i = 0; i < _lines.Length; i++)
        {
            if (HasShare(i))
            {
                all[_groupOfLine[i]] += Left(i);
            }
        }

        for (var i = 0; i < _lines.Length; i++)
        {
            if (HasShare(i) && _groupOfLine[i] is var group && !shares[group].IsZero)
            {
                running[group] += Left(i);
                var upTo = shares[group].Scale(running[group].Abs().MinorUnits, all[group].Abs().MinorUnits, _input.Rounding);
                _lines[i] += upTo - given[group];
                given[group] = upTo;
            }
        }
    }

    private bool HasShare(int line) => _groupOfLine[line] >= 0 && _input.Lines[line].Amount.Sign == _detail.Sign;

    private Money Left(int line) => _input.Lines[line].Amount - _lines[line];

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

    private Money[] Zeros(int count)
    {
        var zeros = new Money[count];
        Array.Fill(zeros, Money.Zero(_input.Currency));
        return zeros;
    }
}
