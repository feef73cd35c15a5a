using System.Linq;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>Credits lines of an invoice by what they come to without tax and after document discounts, as whoever compares nets wants it.</summary>
internal static class CreditNets
{
    /// <summary>Gives what is credited of each line.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="parts">Its lines and charges, with what is credited so far.</param>
    /// <param name="nets">What is credited of lines; below zero of lines below zero, which are charged back.</param>
    /// <param name="within">Gives how much of an amount of a line can be credited, seen from what the customer bears of its period, one line after the other.</param>
    /// <exception cref="RuleViolationException"><c>credit_note.exceeds_billed</c>: somebody credited of a line since it was looked at.</exception>
    internal static List<Chosen> Of(Invoice invoice, List<CreditedPart> parts, IReadOnlyList<(int Line, Money Net)> nets, Func<int, Money, Money> within)
    {
        foreach (var (line, net) in nets)
        {
            if (LeftOf(invoice, parts[line]) is var own && (net.Sign * own.Sign < 0 || net.Abs() > own.Abs()))
            {
                throw new RuleViolationException(CreditNoteErrors.ExceedsBilled, $"Of line {line}, '{invoice.Lines[line].Text}', {own} is left to be credited without tax, not {net}.", invoice.Id.Value);
            }
        }

        if (invoice.PriceMode != PriceMode.TaxInclusive)
        {
            return [.. nets.Select(net => Choose(invoice, parts[net.Line], net.Net, tax: null))];
        }

        // what is charged back first: it leaves more of its period
        var members = nets.OrderBy(static net => net.Net.Sign).Select(net => NetSeries.Member.Of(invoice, parts[net.Line], net.Net, within)).ToList();
        var left = invoice.Totals.TotalWithTax - CreditedParts.WithTax(invoice, parts);
        var groups = CreditGroups.Of(parts);
        var ofGroups = groups.ConvertAll(static group => group.Aggregate(Money.Zero(group[0].Left.Currency), static (sum, part) => sum + part.TaxableLeft));
        var series = groups.SelectMany((group, place) => (invoice.TaxRounding == TaxRounding.PerLine ? group.ConvertAll(static part => new List<CreditedPart> { part }) : [group]).Select(parts => (Parts: parts, Group: place)));

        // and more of the document and of the tax group
        foreach (var own in series.Select(own => (own.Parts, own.Group, Members: members.FindAll(member => own.Parts.Contains(member.Part)))).OrderBy(static own => own.Members.Sum(static member => member.Net.MinorUnits)))
        {
            var credited = NetSeries.Tax(invoice, own.Parts, own.Members, Money.Min(left, ofGroups[own.Group]));
            (left, ofGroups[own.Group]) = (left - credited, ofGroups[own.Group] - credited);
        }

        members.Sort(static (one, other) => one.Part.Place.CompareTo(other.Part.Place));
        return members.ConvertAll(member => Choose(invoice, member.Part, member.Net + member.Tax, member.Tax));
    }

    /// <summary>Gives what is left of a line without tax.</summary>
    internal static Money LeftOf(Invoice invoice, CreditedPart part) =>
        invoice.PriceMode == PriceMode.TaxInclusive ? part.TaxableLeft - (part.Billed.Tax - part.Credited.Tax) : part.TaxableLeft;

    /// <summary>Gives what lines come to with tax, where the invoice's prices don't hold it: as their credit note will.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="parts">Its lines and charges, with what is credited so far.</param>
    /// <param name="nets">What is credited of lines.</param>
    internal static Money WithTax(Invoice invoice, List<CreditedPart> parts, IEnumerable<(int Line, Money Net)> nets) =>
        CreditTaxes.WithTax(invoice, parts, [.. nets.Select(net => Choose(invoice, parts[net.Line], net.Net, tax: null))], []);

    // before its share of the discounts it is as much more as what is left of the line is
    private static Chosen Choose(Invoice invoice, CreditedPart part, Money taxable, Money? tax)
    {
        var amount = LineParts.UpTo(part.Left, taxable, part.TaxableLeft, invoice.Rounding);
        return new(part, 0m, amount, amount - taxable, tax);
    }
}
