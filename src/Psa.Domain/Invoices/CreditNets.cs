using System.Linq;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>Credits lines of an invoice by what they come to without tax and after document discounts, as whoever compares nets wants it.</summary>
internal static class CreditNets
{
    // by so many minor units the taxes in prices with tax are tried, until the law of their series (R-CN-TAX) allows what is without tax
    private static readonly int[] Tries = [0, 1, -1, 2, -2];

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
        var members = nets.OrderBy(static net => net.Net.Sign).Select(net => Series.Member.Of(invoice, parts[net.Line], net.Net, within)).ToList();
        var left = invoice.Totals.TotalWithTax - CreditedParts.WithTax(invoice, parts);
        var groups = invoice.TaxRounding == TaxRounding.PerLine ? parts.Where(static part => part.Tax is not null).Select(static part => new List<CreditedPart> { part }) : CreditGroups.Of(parts);

        // and more of the document
        foreach (var own in groups.Select(group => (Group: group, Members: members.FindAll(member => group.Contains(member.Part)))).OrderBy(static own => own.Members.Sum(static member => member.Net.MinorUnits)))
        {
            left -= Series.Tax(invoice, own.Group, own.Members, left);
        }

        members.Sort(static (one, other) => one.Part.Place.CompareTo(other.Part.Place));
        return members.ConvertAll(member => Choose(invoice, member.Part, member.Net + member.Tax, member.IsMet ? member.Tax : null));
    }

    /// <summary>Gives what is left of a line without tax.</summary>
    internal static Money LeftOf(Invoice invoice, CreditedPart part) =>
        invoice.PriceMode == PriceMode.TaxInclusive ? part.TaxableLeft - (part.Billed.Tax - part.Credited.Tax) : part.TaxableLeft;

    // before its share of the discounts it is as much more as what is left of the line is
    private static Chosen Choose(Invoice invoice, CreditedPart part, Money taxable, Money? tax)
    {
        var amount = LineParts.UpTo(part.Left, taxable, part.TaxableLeft, invoice.Rounding);
        return new(part, 0m, amount, amount - taxable, tax);
    }

    /// <summary>Finds the taxes in the lines of one series, so that what is without tax is met.</summary>
    private static class Series
    {
        // gives what is credited with tax: at most what is left of the group, and of the document
        internal static Money Tax(Invoice invoice, List<CreditedPart> group, List<Member> members, Money left)
        {
            var (net, tax) = (Money.Zero(invoice.Currency), Money.Zero(invoice.Currency));
            if (members.Count == 0)
            {
                return net;
            }

            var ofGroup = net;
            foreach (var part in group)
            {
                ofGroup += part.TaxableLeft;
            }

            left = ofGroup < left ? ofGroup : left;
            foreach (var member in members)
            {
                (net, tax) = (net + member.Net, tax + member.Tax);
            }

            foreach (var more in Tries)
            {
                var wanted = tax + Money.FromMinorUnits(more, invoice.Currency);
                if (net + wanted <= left && CreditTaxes.InGross(invoice, group, net + wanted, wanted) == wanted && Move(members, wanted - tax))
                {
                    return net + wanted;
                }
            }

            // else what is without tax isn't met, and all the same no more is credited than is left
            var most = net + tax > left ? left : net + tax;
            _ = Move(members, most - net - tax);
            members.ForEach(static member => member.IsMet = false);
            return most;
        }

        // lines that are credited whole keep the rest of their tax where others can move
        private static bool Move(List<Member> members, Money by)
        {
            foreach (var member in members.OrderBy(static member => member.IsWhole))
            {
                var tax = member.Tax + by;
                tax = tax < member.Least ? member.Least : tax > member.Most ? member.Most : tax;
                by -= tax - member.Tax;
                member.Tax = tax;
            }

            foreach (var member in members)
            {
                member.IsMet = by.IsZero;
            }

            return by.IsZero;
        }

        internal sealed class Member
        {
            internal required CreditedPart Part { get; init; }

            internal required Money Net { get; init; }

            internal required Money Least { get; init; }

            internal required Money Most { get; init; }

            internal required bool IsWhole { get; init; }

            internal required Money Tax { get; set; }

            internal bool IsMet { get; set; }

            internal static Member Of(Invoice invoice, CreditedPart part, Money net, Func<int, Money, Money> within)
            {
                var (zero, left) = (Money.Zero(net.Currency), part.Billed.Tax - part.Credited.Tax);
                var (least, most) = left.Sign < 0 ? (left, zero) : (zero, left);
                var isWhole = net == LeftOf(invoice, part);
                var gross = isWhole || part.Tax is null ? part.TaxableLeft : net.Scale(100_000_000 + (long)(part.Tax.Rate.Value * 1_000_000m), 100_000_000, invoice.Rounding);
                if (part.Tax is null)
                {
                    return new() { Part = part, Net = net, Least = zero, Most = zero, IsWhole = isWhole, Tax = zero };
                }

                if (net.Sign > 0)
                {
                    var more = gross + Money.FromMinorUnits(2, net.Currency);
                    var asked = LineParts.UpTo(part.Left, more > part.TaxableLeft ? part.TaxableLeft : more, part.TaxableLeft, invoice.Rounding);
                    var allowed = LineParts.UpTo(part.TaxableLeft, within(part.Place, asked), part.Left, Rounding.Down) - net;
                    most = allowed < most ? allowed.Sign < 0 ? zero : allowed : most;
                }
                else
                {
                    _ = within(part.Place, part.Left);
                }

                var tax = gross - net;
                return new() { Part = part, Net = net, Least = least, Most = most, IsWhole = isWhole, Tax = tax < least ? least : tax > most ? most : tax };
            }
        }
    }
}
