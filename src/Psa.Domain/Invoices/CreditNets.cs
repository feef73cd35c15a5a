using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>Credits lines of an invoice by what they come to without tax and after document discounts, as whoever compares nets wants it.</summary>
internal static class CreditNets
{
    // by so many minor units prices with tax are tried, until what is without tax is met
    private static readonly int[] Tries = [0, 1, -1, 2, -2];

    /// <summary>Gives what is credited of each line.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="parts">Its lines and charges, with what is credited so far.</param>
    /// <param name="nets">What is credited of lines.</param>
    /// <exception cref="RuleViolationException"><c>credit_note.exceeds_billed</c>: somebody credited of a line since it was looked at.</exception>
    internal static List<Chosen> Of(Invoice invoice, List<CreditedPart> parts, IReadOnlyList<(int Line, Money Net)> nets)
    {
        foreach (var (line, net) in nets)
        {
            if (LeftOf(invoice, parts[line]) is var left && net > left)
            {
                throw new RuleViolationException(CreditNoteErrors.ExceedsBilled, $"Of line {line}, '{invoice.Lines[line].Text}', {left} is left to be credited without tax, not {net}.", invoice.Id.Value);
            }
        }

        if (invoice.PriceMode != PriceMode.TaxInclusive)
        {
            return Choose(invoice, parts, nets, 0);
        }

        var wanted = Money.Zero(invoice.Currency);
        foreach (var (_, net) in nets)
        {
            wanted += net;
        }

        foreach (var more in Tries)
        {
            if (Choose(invoice, parts, nets, more) is var chosen && NetOf(invoice, parts, chosen) == wanted)
            {
                return chosen;
            }
        }

        return Choose(invoice, parts, nets, 0);
    }

    /// <summary>Gives what is left of a line without tax.</summary>
    internal static Money LeftOf(Invoice invoice, CreditedPart part) =>
        invoice.PriceMode == PriceMode.TaxInclusive ? part.TaxableLeft - (part.Billed.Tax - part.Credited.Tax) : part.TaxableLeft;

    private static List<Chosen> Choose(Invoice invoice, List<CreditedPart> parts, IReadOnlyList<(int Line, Money Net)> nets, int more)
    {
        var chosen = new List<Chosen>(nets.Count);
        for (var i = 0; i < nets.Count; i++)
        {
            var part = parts[nets[i].Line];
            var taxable = Taxable(invoice, part, nets[i].Net);
            taxable += Money.FromMinorUnits(i == nets.Count - 1 ? more : 0, invoice.Currency);
            taxable = taxable > part.TaxableLeft ? part.TaxableLeft : taxable; // what is tried beyond the net

            // before its share of the discounts it is as much more as what is left of the line is
            var amount = Documents.LineParts.UpTo(part.Left, taxable, part.TaxableLeft, invoice.Rounding);
            chosen.Add(new(part, 0m, amount, amount - taxable));
        }

        return chosen;
    }

    private static Money Taxable(Invoice invoice, CreditedPart part, Money net) =>
        invoice.PriceMode != PriceMode.TaxInclusive || part.Tax is null ? net
        : net == LeftOf(invoice, part) ? part.TaxableLeft
        : net.Scale(100_000_000 + (long)(part.Tax.Rate.Value * 1_000_000m), 100_000_000, invoice.Rounding);

    private static Money NetOf(Invoice invoice, List<CreditedPart> parts, List<Chosen> chosen)
    {
        var (net, taxes) = (Money.Zero(invoice.Currency), CreditTaxes.Of(invoice, parts, chosen, []));
        for (var i = 0; i < chosen.Count; i++)
        {
            net += chosen[i].Taxable;
            foreach (var tax in taxes[i])
            {
                net -= tax;
            }
        }

        return net;
    }
}
