using System.Linq;
using Psa.Documents;

namespace Psa.Invoices;

/// <summary>How much of an invoice can be credited (R-CN-LIMIT): of each line and charge, of each tax group, and of the document, drafts counted. What the customer bears of a period is looked at with its items.</summary>
internal static class CreditLimits
{
    /// <summary>Finds what goes beyond what was billed and is left.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="parts">Its lines and charges, with what is credited so far.</param>
    /// <param name="chosen">What is credited now.</param>
    /// <param name="before">What credit notes come to so far, with tax.</param>
    /// <param name="total">What this one comes to with tax.</param>
    /// <returns><c>credit_note.exceeds_billed</c>, with what is left; <see langword="null"/> where nothing does.</returns>
    internal static RuleViolationException? Find(Invoice invoice, List<CreditedPart> parts, List<Chosen> chosen, Money before, Money total)
    {
        foreach (var one in chosen)
        {
            if (one.Amount.Sign * one.Part.Left.Sign < 0 || one.Amount.Abs() > one.Part.Left.Abs())
            {
                return Exceeds(invoice, $"Of {NameOf(invoice, one.Part)} {one.Part.Left} is left to be credited, not {one.Amount}.");
            }
        }

        foreach (var group in parts.Where(static part => part.Tax is not null).SelectMany(static part => part.Tax!.Components.Select(GroupKey.Of)).Distinct())
        {
            if (FindOf(invoice, group, parts, chosen) is { } exceeded)
            {
                return exceeded;
            }
        }

        var left = invoice.Totals.TotalWithTax - before;
        return total.Sign > 0 && total > left ? Exceeds(invoice, $"Of the invoice {left} is left to be credited, not {total}: credit that much, by an amount on the document or by other lines.") : null;
    }

    /// <summary>Refuses what would leave more credited than the document comes to. A draft that charges back makes room for others only as long as it stays, and what is issued may not count on it.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="balance">What is credited of it then.</param>
    /// <param name="instead">What to do.</param>
    /// <exception cref="RuleViolationException"><c>credit_note.exceeds_billed</c>.</exception>
    internal static void RequireDocument(Invoice invoice, InvoiceBalance balance, string instead)
    {
        var credited = CreditedParts.WithTax(invoice, CreditedParts.Of(invoice, balance));
        if (credited > invoice.Totals.TotalWithTax)
        {
            throw Exceeds(invoice, $"Of the invoice's {invoice.Totals.TotalWithTax} there would be {credited} credited: {instead}");
        }
    }

    /// <summary>
    /// Refuses lines and charges that would leave more credited than was billed once what runs gave back is counted: its period may be borne again, of what another document billed. Cents of tax by line don't count.
    /// </summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="balance">What is credited of it then.</param>
    /// <param name="givenBack">What credit notes of runs gave back of it.</param>
    /// <param name="note">The credit note.</param>
    /// <exception cref="RuleViolationException"><c>credit_note.exceeds_billed</c>.</exception>
    internal static void RequireLeft(Invoice invoice, InvoiceBalance balance, IReadOnlyList<CreditedPart> givenBack, Invoice note)
    {
        var left = CreditedParts.Of(invoice, balance).Concat(givenBack).Aggregate(Money.Zero(invoice.Currency), static (sum, part) => sum + part.TaxableLeft);
        if (givenBack.Count > 0 && note.Totals.TotalWithTax.Sign > 0 && left.Sign < 0)
        {
            throw Exceeds(invoice, $"With what runs gave back of the invoice, {left.Abs()} more would be credited than was billed: credit that much less, or the document that billed it again.");
        }
    }

    private static RuleViolationException? FindOf(Invoice invoice, GroupKey group, List<CreditedPart> parts, List<Chosen> chosen)
    {
        var zero = Money.Zero(invoice.Currency);
        var (billed, credited, now) = (zero, zero, zero);
        foreach (var part in parts.Where(part => IsIn(part, group)))
        {
            (billed, credited) = (billed + part.Billed.Taxable, credited + part.Credited.Taxable);
        }

        foreach (var one in chosen.Where(one => IsIn(one.Part, group)))
        {
            now += one.Taxable;
        }

        // of a group below zero nothing is given back: its negative lines are charged back, line by line
        return now.Sign > 0 && billed.Sign > 0 && credited + now > billed ? Exceeds(invoice, $"Of what is taxed at {group.Rate} {billed - credited} is left to be credited, not {now}.") : null;
    }

    private static bool IsIn(CreditedPart part, GroupKey group) => part.Tax?.Components.Any(component => GroupKey.Of(component) == group) == true;

    private static string NameOf(Invoice invoice, CreditedPart part) =>
        part.IsLine ? FormattableString.Invariant($"line {part.Place}, '{invoice.Lines[part.Place].Text}',") : $"the charge '{invoice.Totals.Adjustments[part.Place].Reason}'";

    private static RuleViolationException Exceeds(Invoice invoice, string message) => new(CreditNoteErrors.ExceedsBilled, message, invoice.Id.Value);
}
