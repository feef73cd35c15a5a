using System.Linq;
using Psa.Documents;

namespace Psa.Invoices;

/// <summary>Finds the taxes in the lines of one series of prices with tax, so that what is without tax is met (R-CN-TAX).</summary>
internal static class NetSeries
{
    // by so many minor units the taxes in prices with tax are tried, until the law of their series (R-CN-TAX) allows what is without tax
    private static readonly int[] Tries = [0, 1, -1, 2, -2];

    /// <summary>Finds the taxes of lines that are credited.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="group">The parts of the series.</param>
    /// <param name="members">Its lines that are credited.</param>
    /// <param name="left">What is left of the document, and of the tax group, with tax.</param>
    /// <returns>What is credited with tax: at most what is left of the series, and of these.</returns>
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

        // what is charged back isn't bounded by either
        left = Money.Max(Money.Min(ofGroup, left), Money.Zero(invoice.Currency));
        foreach (var member in members)
        {
            (net, tax) = (net + member.Net, tax + member.Tax);
        }

        foreach (var more in Tries)
        {
            var by = Money.FromMinorUnits(more, invoice.Currency);
            if (net + tax + by <= left && CreditTaxes.InGross(invoice, group, net + tax + by, tax + by) == tax + by && Move(members, by, isAll: true))
            {
                return net + tax + by;
            }
        }

        // else no more is credited than is left, and what is without tax is met as nearly as the law lets
        var most = Money.Min(net + tax, left);
        _ = Move(members, most - net - tax, isAll: false);
        return most;
    }

    // lines that are credited whole keep the rest of their tax where others can move
    private static bool Move(List<Member> members, Money by, bool isAll)
    {
        var moved = new List<(Member Member, Money Tax)>(members.Count);
        foreach (var member in members.OrderBy(static member => member.IsWhole))
        {
            var tax = Money.Max(Money.Min(member.Tax + by, member.Most), member.Least);
            by -= tax - member.Tax;
            moved.Add((member, tax));
        }

        if (isAll && !by.IsZero)
        {
            return false;
        }

        moved.ForEach(static one => one.Member.Tax = one.Tax);
        return true;
    }

    /// <summary>A line of the series that is credited.</summary>
    internal sealed class Member
    {
        /// <summary>Gets the line, with what is credited of it so far.</summary>
        internal required CreditedPart Part { get; init; }

        /// <summary>Gets what is credited of it without tax.</summary>
        internal required Money Net { get; init; }

        /// <summary>Gets the least tax that it can have.</summary>
        internal required Money Least { get; init; }

        /// <summary>Gets the most tax that it can have.</summary>
        internal required Money Most { get; init; }

        /// <summary>Gets whether all that is left of it is credited.</summary>
        internal required bool IsWhole { get; init; }

        /// <summary>Gets or sets its tax.</summary>
        internal required Money Tax { get; set; }

        /// <summary>Looks at a line.</summary>
        /// <param name="invoice">The invoice.</param>
        /// <param name="part">The line.</param>
        /// <param name="net">What is credited of it without tax.</param>
        /// <param name="within">Gives how much of an amount of a line can be credited, seen from what the customer bears, one line after the other.</param>
        internal static Member Of(Invoice invoice, CreditedPart part, Money net, Func<int, Money, Money> within)
        {
            var (zero, left) = (Money.Zero(net.Currency), part.Billed.Tax - part.Credited.Tax);
            var (least, most) = left.Sign < 0 ? (left, zero) : (zero, left);
            var isWhole = net == CreditNets.LeftOf(invoice, part);
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
                most = Money.Max(Money.Min(allowed, most), least);
            }
            else
            {
                _ = within(part.Place, LineParts.UpTo(part.Left, gross, part.TaxableLeft, invoice.Rounding));
            }

            var tax = gross - net;
            return new() { Part = part, Net = net, Least = least, Most = most, IsWhole = isWhole, Tax = tax < least ? least : tax > most ? most : tax };
        }
    }
}
