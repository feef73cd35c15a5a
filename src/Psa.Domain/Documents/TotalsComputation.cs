using Psa.Catalog;
using Psa.Sellers;

namespace Psa.Documents;

/// <summary>One run of <see cref="Totals.Compute"/>.</summary>
internal sealed class TotalsComputation
{
    private readonly DocumentInput _input;
    private readonly Money _zero;
    private readonly GroupKey[] _groups;
    private readonly TaxTreatment[] _treatments;
    private readonly int[] _treatmentOfLine;
    private readonly Money[] _bases;
    private readonly Money[] _taxable;
    private readonly Money[] _tax;
    private readonly TreatmentTaxes _taxes;
    private readonly List<DocumentAdjustment> _adjustments = [];

    internal TotalsComputation(DocumentInput input)
    {
        _input = input;
        _zero = Money.Zero(input.Currency);
        var taxes = FindTaxes(input);
        _groups = FindGroups(taxes);
        _treatments = new TaxTreatment[taxes.Count];
        for (var i = 0; i < _treatments.Length; i++)
        {
            _treatments[i] = Treatment(taxes[i]);
        }

        _treatmentOfLine = new int[input.Lines.Count];
        _bases = Zeros(_treatments.Length);
        _taxable = Zeros(_groups.Length);
        _tax = Zeros(_groups.Length);
        _taxes = Taxes(input.TaxRounding == TaxRounding.PerLine);
    }

    private bool IsInclusive => _input.PriceMode == PriceMode.TaxInclusive;

    internal DocumentTotals Run()
    {
        var detail = AddLines();
        var discounts = _input.Discounts.IsEmpty ? null : DiscountSpread.Compute(_input, _treatmentOfLine, _bases, detail);
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
            Lines = ValueList.Owning(lines),
            Adjustments = _adjustments.ToValueList(),
            TaxGroups = TaxGroups(),
            LineTotal = lineTotal,
            DiscountTotal = discountTotal,
            ChargeTotal = chargeTotal,
            TotalWithoutTax = net,
            TaxTotal = tax,
            TotalWithTax = net + tax,
            PayableRounding = Payables.RoundingOf(net + tax, _input.PayableStep),
        };
    }

    /// <summary>Finds the different taxes of lines and charges, in the order of their groups.</summary>
    private static List<AppliedTax> FindTaxes(DocumentInput input)
    {
        var taxes = new List<AppliedTax>();
        foreach (var line in input.Lines)
        {
            Add(line.Tax);
        }

        foreach (var charge in input.Charges)
        {
            Add(charge.Tax);
        }

        taxes.Sort(TaxTreatment.Compare);
        return taxes;

        void Add(AppliedTax? tax)
        {
            if (tax is null)
            {
                return;
            }

            foreach (var other in taxes)
            {
                if (TaxTreatment.Compare(other, tax) == 0)
                {
                    return;
                }
            }

            taxes.Add(tax);
        }
    }

    private static GroupKey[] FindGroups(List<AppliedTax> taxes)
    {
        var groups = new List<GroupKey>(taxes.Count);
        foreach (var tax in taxes)
        {
            foreach (var component in tax.Components)
            {
                if (GroupKey.Of(component) is var key && !groups.Contains(key))
                {
                    groups.Add(key);
                }
            }
        }

        groups.Sort(GroupKey.Compare);
        return [.. groups];
    }

    private TaxTreatment Treatment(AppliedTax tax)
    {
        var groups = new int[tax.Components.Count];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = Array.IndexOf(_groups, GroupKey.Of(tax.Components[i]));
        }

        return new(tax, groups);
    }

    // a note has no tax and no part in anything
    private int TreatmentOf(AppliedTax? tax)
    {
        var treatment = tax is null ? -1 : 0;
        while (treatment >= 0 && !_treatments[treatment].Is(tax!))
        {
            treatment++;
        }

        return treatment;
    }

    private Money AddLines()
    {
        for (var i = 0; i < _treatmentOfLine.Length; i++)
        {
            var line = _input.Lines[i];
            _treatmentOfLine[i] = TreatmentOf(line.Tax);
            if (_treatmentOfLine[i] is >= 0 and var treatment)
            {
                _bases[treatment] += line.Amount;
            }
        }

        return Sum(_bases);
    }

    private LineTotals[] TaxLines(DiscountSpread? discounts)
    {
        var lines = new LineTotals[_treatmentOfLine.Length];

        // what part of a discount is tax is only shown, never charged: it always adds up to the treatment's
        var discountTaxes = discounts is null || !IsInclusive ? null : Taxes(eachByItself: false);
        for (var i = 0; i < lines.Length; i++)
        {
            var treatment = _treatmentOfLine[i];
            if (treatment < 0)
            {
                lines[i] = new(_zero, _zero, _zero);
                continue;
            }

            var amount = _input.Lines[i].Amount;
            var discount = discounts?.OfLine(i) ?? _zero;
            var taxes = Charge(treatment, amount - discount, _input.Given?.LineTaxes?[i], out var taxable, out var tax);
            discount -= Inside(discountTaxes, treatment, discount);
            lines[i] = new(taxable + discount, discount, tax, IsInclusive ? amount : null, taxes.Length > 1 ? ValueList.Create(taxes) : default);
        }

        return lines;
    }

    /// <summary>Taxes an amount and adds it to its groups.</summary>
    private ReadOnlySpan<Money> Charge(int treatment, Money amount, ValueList<Money>? given, out Money taxable, out Money tax)
    {
        ReadOnlySpan<Money> taxes;
        if (given is { } known)
        {
            taxes = known.AsSpan();
            tax = Sum(taxes);
        }
        else
        {
            taxes = _taxes.Next(treatment, amount, out tax);
        }

        taxable = IsInclusive ? amount - tax : amount;
        var groups = _treatments[treatment].Groups;
        for (var i = 0; i < groups.Length; i++)
        {
            _taxable[groups[i]] += taxable;
            _tax[groups[i]] += taxes[i];
        }

        return taxes;
    }

    private void AddDiscounts(DiscountSpread? discounts)
    {
        if (discounts is null)
        {
            return;
        }

        var discountTaxes = IsInclusive ? Taxes(eachByItself: false) : null;
        for (var i = 0; i < _input.Discounts.Count; i++)
        {
            for (var treatment = 0; treatment < _treatments.Length; treatment++)
            {
                var part = discounts.Part(i, treatment);
                if (!part.IsZero)
                {
                    Add(AdjustmentKind.Discount, i, treatment, part - Inside(discountTaxes, treatment, part), [], _input.Discounts[i].Percent, _input.Discounts[i].Reason);
                }
            }
        }
    }

    private void AddCharges(Money detail)
    {
        for (var i = 0; i < _input.Charges.Count; i++)
        {
            var charge = _input.Charges[i];
            var parts = charge.Tax is null ? SpreadCharge(charge, detail) : Zeros(_treatments.Length);
            if (charge.Tax is not null)
            {
                parts[TreatmentOf(charge.Tax)] += charge.Amount;
            }

            for (var treatment = 0; treatment < parts.Length; treatment++)
            {
                if (!parts[treatment].IsZero)
                {
                    var taxes = Charge(treatment, parts[treatment], _input.Given?.ChargeTaxes?[i], out var amount, out _);
                    Add(AdjustmentKind.Charge, i, treatment, amount, taxes, null, charge.Reason);
                }
            }
        }
    }

    /// <summary>Spreads a charge over the treatments of the document's own sign, by what their lines come to before discounts.</summary>
    private Money[] SpreadCharge(DocumentCharge charge, Money detail)
    {
        var sign = detail.Sign == 0 ? charge.Amount.Sign : detail.Sign;
        var (weights, any) = (new long[_treatments.Length], false);
        for (var treatment = 0; treatment < weights.Length; treatment++)
        {
            weights[treatment] = _bases[treatment].Sign == sign ? _bases[treatment].MinorUnits : 0;
            any |= weights[treatment] != 0;
        }

        // adding zero of the document's currency refuses another
        var amount = _zero + charge.Amount;
        if (any)
        {
            return amount.Allocate(weights);
        }

        return amount.IsZero
            ? Zeros(_treatments.Length)
            : throw new RuleViolationException(
                DocumentErrors.ChargeNeedsTax, $"The charge '{charge.Reason}' can't follow the tax of the lines, because they come to nothing: give it a tax of its own.");
    }

    private void Add(AdjustmentKind kind, int index, int treatment, Money amount, ReadOnlySpan<Money> taxes, Percent? percent, string reason)
    {
        var parts = new TaxPart[_treatments[treatment].Groups.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var group = _groups[_treatments[treatment].Groups[i]];
            parts[i] = new(group.Category, group.Rate, taxes.IsEmpty ? _zero : taxes[i], group.Component);
        }

        _adjustments.Add(new(kind, index, amount, ValueList.Owning(parts), percent, reason));
    }

    private ValueList<TaxGroup> TaxGroups()
    {
        var groups = new TaxGroup[_groups.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            var (reason, code) = _groups[i].Category.NeedsReason ? ExemptionReasons.Of(_input, _groups[i]) : (null, null);
            groups[i] = new(_groups[i].Category, _groups[i].Rate, _taxable[i], _tax[i], reason, code, _groups[i].Component);
        }

        return ValueList.Owning(groups);
    }

    private TreatmentTaxes Taxes(bool eachByItself) => new(_treatments, _groups, _input, eachByItself);

    // the tax in an amount of prices with tax
    private Money Inside(TreatmentTaxes? taxes, int treatment, Money amount)
    {
        var tax = _zero;
        taxes?.Next(treatment, amount, out tax);
        return tax;
    }

    private Money Sum(ReadOnlySpan<Money> amounts)
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
