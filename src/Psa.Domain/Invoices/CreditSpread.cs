using System.Linq;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>
/// An amount on the document (R-CN-AMOUNT): with tax, spread over the tax groups by what is left of each with tax, and in a group over its lines by what is left of them,
/// so that their sales items know that it is credited. The tax is taken out of each group's share, or taxed by line out of each line's: so what is credited comes to the amount.
/// </summary>
internal static class CreditSpread
{
    /// <summary>Spreads an amount.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="series">Its lines and charges, with what is credited so far, and what runs gave back, on which the series of its taxes goes on.</param>
    /// <param name="amount">The amount, with tax: above zero, and no more than is left.</param>
    /// <param name="within">Gives how much of what is left of a line can be credited, seen from what the customer bears of its period, one line after the other.</param>
    /// <param name="isRest">Whether less may be credited: never more than is borne, where the amount is all that is left.</param>
    /// <param name="chosen">What the amount credits of each part, in their order.</param>
    /// <returns>What each series of taxes has of it.</returns>
    /// <exception cref="RuleViolationException"><c>credit_note.bad_request</c>: nothing comes to it.</exception>
    internal static List<Share> Of(Invoice invoice, List<CreditedPart> series, Money amount, Func<int, Money, Money> within, bool isRest, out List<Chosen> chosen)
    {
        var (groups, zero) = (CreditGroups.Of(series), Money.Zero(invoice.Currency));
        var allowed = series.Where(static part => part is { IsLine: true, TaxableLeft.Sign: > 0 }).ToDictionary(static part => part.Place, part => Money.Max(within(part.Place, part.Left), zero));
        var left = groups.ConvertAll(group => Money.Max(Sum(group, part => WithTax(invoice, part)), zero));
        var borne = groups.ConvertAll(group => Sum(group, part => part.IsLine ? allowed.TryGetValue(part.Place, out var most) ? LineParts.UpTo(WithTax(invoice, part), most, part.Left, Rounding.Down) : zero : Money.Max(WithTax(invoice, part), zero)));

        // what the taxes of one series can't come to goes to another
        var (shares, missing) = (Shares(amount, left, [.. left.Zip(borne, Money.Min)]), zero);
        for (var (more, count) = (-1, 0); more < count; more++)
        {
            var spread = new Spread(invoice, series, allowed, isRest, more, missing);
            for (var i = 0; i < shares.Length; i++)
            {
                if (!shares[i].IsZero)
                {
                    spread.Add(groups[i], shares[i]);
                }
            }

            var credited = CreditTaxes.WithTax(invoice, series, spread.Chosen, spread.Shares);
            if (credited == amount || (isRest && credited < amount))
            {
                chosen = spread.Chosen;
                chosen.Sort(static (one, other) => one.Part.IsLine != other.Part.IsLine ? other.Part.IsLine.CompareTo(one.Part.IsLine) : one.Part.Place.CompareTo(other.Part.Place));
                return spread.Shares;
            }

            (missing, count) = more < 0 ? (amount - credited, spread.Shares.Count) : (missing, count);
        }

        throw CreditChoice.Bad(invoice, $"No amounts without tax and their taxes come to {amount}: {amount - missing} is the nearest.", nameof(NewCreditNote.Amount));
    }

    // by what is borne of each; what is more goes to what else is left, and is refused with the items
    private static Money[] Shares(Money amount, List<Money> left, List<Money> borne)
    {
        var more = amount - borne.Aggregate(amount - amount, static (sum, one) => sum + one);
        return more.Sign <= 0
            ? amount.Allocate([.. borne.Select(static one => one.MinorUnits)])
            : [.. more.Allocate([.. left.Zip(borne, static (all, own) => (all - own).MinorUnits)]).Zip(borne, static (beyond, own) => own + beyond)];
    }

    private static Money WithTax(Invoice invoice, CreditedPart part) => invoice.PriceMode == PriceMode.TaxInclusive ? part.TaxableLeft : part.TaxableLeft + (part.Billed.Tax - part.Credited.Tax);

    private static Money Sum(List<CreditedPart> parts, Func<CreditedPart, Money> of)
    {
        var sum = Money.Zero(parts[0].Left.Currency);
        foreach (var part in parts)
        {
            sum += of(part);
        }

        return sum;
    }

    /// <summary>What of the amount goes to parts whose tax is one series.</summary>
    /// <param name="Parts">The parts: those that are taxed alike, or taxed by line one of them.</param>
    /// <param name="Taxes">The taxes that were taken out of it, by component; none where prices hold tax.</param>
    internal readonly record struct Share(List<CreditedPart> Parts, Money[] Taxes);

    private sealed class Spread(Invoice invoice, IEnumerable<CreditedPart> parts, Dictionary<int, Money> allowed, bool isRest, int more, Money missing)
    {
        private readonly bool _isByLine = invoice is { TaxRounding: TaxRounding.PerLine, PriceMode: PriceMode.TaxExclusive };

        // and what is taken of them, since a component may be of several groups
        private readonly List<CreditedPart> _series = [.. parts];

        internal List<Share> Shares { get; } = [];

        internal List<Chosen> Chosen { get; } = [];

        /// <summary>Spreads what a group has of the amount: over its lines of that sign, and over charges only beyond what is borne of them.</summary>
        internal void Add(List<CreditedPart> group, Money gross)
        {
            var amount = _isByLine ? gross : TakeTax(group, gross, _series);
            var (lines, charges) = (group.FindAll(static part => part is { IsLine: true, TaxableLeft.Sign: > 0 }), group.FindAll(static part => part is { IsLine: false, TaxableLeft.Sign: > 0 }));
            var zero = amount - amount;
            var beyond = Money.Max(amount - lines.Aggregate(zero, (sum, line) => sum + Borne(line, Left(line))), zero);
            var ofCharges = Money.Min(beyond, charges.Aggregate(zero, (sum, charge) => sum + Left(charge)));
            Over(lines, amount - ofCharges);
            Over(charges, ofCharges);
        }

        private void Over(List<CreditedPart> members, Money amount)
        {
            var borne = members.ConvertAll(member => Borne(member, Left(member)));
            var left = isRest ? borne : members.ConvertAll(Left);
            amount = Money.Min(amount, left.Aggregate(amount - amount, static (sum, one) => sum + one));
            if (amount.IsZero || left.TrueForAll(static one => one.IsZero))
            {
                return;
            }

            var shares = Shares(amount, left, borne);
            for (var i = 0; i < shares.Length; i++)
            {
                if (!shares[i].IsZero)
                {
                    // before its share of the discounts it is as much more as what is left of the line is
                    var taxable = _isByLine ? TakeTax([members[i]], shares[i], [members[i]]) : shares[i];
                    taxable = isRest ? Money.Min(taxable, Borne(members[i], members[i].TaxableLeft)) : taxable;
                    if (taxable.IsZero)
                    {
                        continue;
                    }

                    var whole = LineParts.UpTo(members[i].Left, taxable, members[i].TaxableLeft, invoice.Rounding);
                    Chosen.Add(new(members[i], 0m, whole, whole - taxable));
                }
            }
        }

        // all that is left takes the rest of the tax
        private Money TakeTax(List<CreditedPart> taxedAlike, Money gross, List<CreditedPart> series)
        {
            var (all, left, zero) = (Sum(taxedAlike, part => WithTax(invoice, part)), Sum(taxedAlike, static part => part.TaxableLeft), gross - gross);
            gross = Shares.Count == more ? Money.Max(Money.Min(gross + missing, all), zero) : gross;
            var taxes = invoice.PriceMode == PriceMode.TaxInclusive ? [] : CreditTaxes.OutOf(invoice, series, taxedAlike[0].Tax!, gross);
            var net = gross == all ? left : Money.Min(taxes.Aggregate(gross, static (net, tax) => net - tax), left);
            Shares.Add(new(taxedAlike, taxes));
            series.Add(new(taxedAlike[0].Place, false, taxedAlike[0].Tax, new(0m, zero, zero, [.. taxes.Select(_ => zero)]), new(0m, net, zero, [.. taxes])));
            return net;
        }

        private Money Borne(CreditedPart part, Money left) => part.IsLine ? LineParts.UpTo(left, allowed[part.Place], part.Left, Rounding.Down) : left;

        private Money Left(CreditedPart part) => _isByLine ? WithTax(invoice, part) : part.TaxableLeft;
    }
}
