using Psa.Catalog;
using Psa.Sellers;

namespace Psa.Documents;

/// <summary>One run of <see cref="Totals.Compute"/>.</summary>
internal sealed class TotalsComputation
{
    private readonly DocumentInput _input;
    private readonly Money _zero;
    private readonly GroupKey[] _groups;
    private readonly int[] _groupOfLine;
    private readonly Money[] _bases;
    private readonly Money[] _taxable;
    private readonly Money[] _tax;
    private readonly TaxShares[] _shares;
    private readonly List<DocumentAdjustment> _adjustments = [];

    internal TotalsComputation(DocumentInput input)
    {
        _input = input;
        _zero = Money.Zero(input.Currency);
        _groups = FindGroups(input);
        _groupOfLine = new int[input.Lines.Count];
        _bases = Zeros(_groups.Length);
        _taxable = Zeros(_groups.Length);
        _tax = Zeros(_groups.Length);
        _shares = Shares(input.TaxRounding == TaxRounding.PerLine);
    }

    private bool IsInclusive => _input.PriceMode == PriceMode.TaxInclusive;

    internal DocumentTotals Run()
    {
        var detail = AddLines();
        var discounts = _input.Discounts.IsEmpty ? null : DiscountSpread.Compute(_input, _groupOfLine, _bases, detail);
        var lines = TaxLines(discounts);
        AddDiscounts(discounts);
        AddCharges(detail);
        var (lineTotal, discountTotal, chargeTotal) = (_zero, _zero, _zero);
        foreach (var line in lines)
        {
            lineTotal += line.Net;
        }

        foreach (var adjustment in _adjustments)
        {
            if (adjustment.Kind == AdjustmentKind.Discount)
            {
                discountTotal += adjustment.Amount;
            }
            else
            {
                chargeTotal += adjustment.Amount;
            }
        }

        var net = lineTotal - discountTotal + chargeTotal;
        var tax = Sum(_tax);
        return new()
        {
            Lines = ValueList.Create<LineTotals>(lines),
            Adjustments = _adjustments.ToValueList(),
            TaxGroups = TaxGroups(),
            LineTotal = lineTotal,
            DiscountTotal = discountTotal,
            ChargeTotal = chargeTotal,
            TotalWithoutTax = net,
            TaxTotal = tax,
            TotalWithTax = net + tax,
        };
    }

    private static GroupKey[] FindGroups(DocumentInput input)
    {
        var groups = new List<GroupKey>();
        foreach (var line in input.Lines)
        {
            Add(line.Tax);
        }

        foreach (var charge in input.Charges)
        {
            Add(charge.Tax);
        }

        groups.Sort(GroupKey.Compare);
        return [.. groups];

        void Add(AppliedTax? tax)
        {
            if (tax is not null && !groups.Contains(GroupKey.Of(tax)))
            {
                groups.Add(GroupKey.Of(tax));
            }
        }
    }

    private Money AddLines()
    {
        for (var i = 0; i < _groupOfLine.Length; i++)
        {
            var line = _input.Lines[i];
            var group = Array.IndexOf(_groups, GroupKey.Of(line.Tax));
            _groupOfLine[i] = group;
            _bases[group] += line.Amount;
        }

        return Sum(_bases);
    }

    private LineTotals[] TaxLines(DiscountSpread? discounts)
    {
        var lines = new LineTotals[_groupOfLine.Length];

        // what part of a discount is tax is only shown, never charged: it always adds up to the group's
        var discountTaxes = Shares(eachByItself: false);
        for (var i = 0; i < lines.Length; i++)
        {
            var (amount, group) = (_input.Lines[i].Amount, _groupOfLine[i]);
            var discount = discounts?.OfLine(i) ?? _zero;
            var taxable = amount - discount;
            var tax = _shares[group].Next(taxable);
            if (IsInclusive)
            {
                taxable -= tax;
                discount -= discountTaxes[group].Next(discount);
            }

            lines[i] = new(taxable + discount, discount, tax);
            _taxable[group] += taxable;
            _tax[group] += tax;
        }

        return lines;
    }

    private void AddDiscounts(DiscountSpread? discounts)
    {
        if (discounts is null)
        {
            return;
        }

        var discountTaxes = Shares(eachByItself: false);
        for (var i = 0; i < _input.Discounts.Count; i++)
        {
            for (var group = 0; group < _groups.Length; group++)
            {
                var part = discounts.Part(i, group);
                if (!part.IsZero)
                {
                    var amount = IsInclusive ? part - discountTaxes[group].Next(part) : part;
                    Add(AdjustmentKind.Discount, i, group, amount, _zero, _input.Discounts[i].Percent, _input.Discounts[i].Reason);
                }
            }
        }
    }

    private void AddCharges(Money detail)
    {
        for (var i = 0; i < _input.Charges.Count; i++)
        {
            var charge = _input.Charges[i];
            var parts = charge.Tax is null ? SpreadCharge(charge, detail) : Zeros(_groups.Length);
            if (charge.Tax is not null)
            {
                parts[Array.IndexOf(_groups, GroupKey.Of(charge.Tax))] += charge.Amount;
            }

            for (var group = 0; group < parts.Length; group++)
            {
                if (parts[group].IsZero)
                {
                    continue;
                }

                var tax = _shares[group].Next(parts[group]);
                var amount = IsInclusive ? parts[group] - tax : parts[group];
                _taxable[group] += amount;
                _tax[group] += tax;
                Add(AdjustmentKind.Charge, i, group, amount, tax, null, charge.Reason);
            }
        }
    }

    /// <summary>Spreads a charge over the groups of the document's own sign, by what their lines come to before discounts.</summary>
    private Money[] SpreadCharge(DocumentCharge charge, Money detail)
    {
        var sign = detail.Sign == 0 ? charge.Amount.Sign : detail.Sign;
        var (weights, any) = (new long[_groups.Length], false);
        for (var group = 0; group < weights.Length; group++)
        {
            weights[group] = _bases[group].Sign == sign ? _bases[group].MinorUnits : 0;
            any |= weights[group] != 0;
        }

        // adding zero of the document's currency refuses another
        var amount = _zero + charge.Amount;
        if (any)
        {
            return amount.Allocate(weights);
        }

        return amount.IsZero
            ? Zeros(_groups.Length)
            : throw new RuleViolationException(
                DocumentErrors.ChargeNeedsTax, $"The charge '{charge.Reason}' can't follow the tax of the lines, because they come to nothing: give it a tax of its own.");
    }

    private void Add(AdjustmentKind kind, int index, int group, Money amount, Money tax, Percent? percent, string reason) =>
        _adjustments.Add(new(kind, index, _groups[group].Category, _groups[group].Rate, amount, tax, percent, reason));

    private ValueList<TaxGroup> TaxGroups()
    {
        var groups = new TaxGroup[_groups.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            var (reason, code) = _groups[i].Category.NeedsReason ? Reasons(_groups[i]) : (null, null);
            groups[i] = new(_groups[i].Category, _groups[i].Rate, _taxable[i], _tax[i], reason, code);
        }

        return ValueList.Create<TaxGroup>(groups);
    }

    /// <summary>EN 16931 knows one row a category: of several different reasons it names all, and a code only when all lines have the same.</summary>
    private (string? Reason, string? Code) Reasons(GroupKey group)
    {
        var (reasons, codes) = (new List<string>(), new List<string?>());
        foreach (var line in _input.Lines)
        {
            Note(line.Tax);
        }

        foreach (var charge in _input.Charges)
        {
            Note(charge.Tax);
        }

        return (reasons.Count == 0 ? null : string.Join("; ", reasons), codes.Count == 1 ? codes[0] : null);

        void Note(AppliedTax? tax)
        {
            if (tax is null || GroupKey.Of(tax) != group)
            {
                return;
            }

            if (tax.ExemptionReason is { } reason && !reasons.Contains(reason))
            {
                reasons.Add(reason);
            }

            if (!codes.Contains(tax.ExemptionCode))
            {
                codes.Add(tax.ExemptionCode);
            }
        }
    }

    private TaxShares[] Shares(bool eachByItself)
    {
        var shares = new TaxShares[_groups.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = new(_groups[i].Rate, _input, eachByItself);
        }

        return shares;
    }

    private Money Sum(Money[] amounts)
    {
        var sum = _zero;
        foreach (var amount in amounts)
        {
            sum += amount;
        }

        return sum;
    }

    private Money[] Zeros(int count)
    {
        var zeros = new Money[count];
        Array.Fill(zeros, _zero);
        return zeros;
    }
}
