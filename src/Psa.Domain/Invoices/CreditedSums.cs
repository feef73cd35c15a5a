using System.Linq;

namespace Psa.Invoices;

/// <summary>Keeps in the balance of an invoice what its credit notes credit, drafts counted.</summary>
internal static class CreditedSums
{
    /// <summary>Notes a draft.</summary>
    internal static InvoiceBalance WithDraft(this InvoiceBalance balance, Invoice note) => balance.Plus(note.Credit!, 1) with
    {
        CreditNotes = balance.CreditNotes.Add(note.Id),
        Drafted = balance.Drafted + TotalOf(note),
    };

    /// <summary>Notes that a draft was thrown away.</summary>
    internal static InvoiceBalance WithoutDraft(this InvoiceBalance balance, Invoice note) => balance.Plus(note.Credit!, -1) with
    {
        CreditNotes = [.. balance.CreditNotes.Where(id => id != note.Id)],
        Drafted = balance.Drafted - TotalOf(note),
    };

    /// <summary>Notes that a draft was issued.</summary>
    internal static InvoiceBalance WithIssued(this InvoiceBalance balance, Invoice note) => balance with
    {
        Drafted = balance.Drafted - note.Totals.TotalWithTax,
        Credited = balance.Credited + TotalOf(note),
    };

    private static Money TotalOf(Invoice note) => note.Totals.TotalWithTax + note.Totals.PayableRounding;

    private static InvoiceBalance Plus(this InvoiceBalance balance, CreditedInvoice credit, int sign)
    {
        var lines = new SortedDictionary<int, CreditedLine>();
        foreach (var line in balance.Lines)
        {
            lines.Add(line.Line, line);
        }

        foreach (var line in credit.Lines)
        {
            var sum = lines.GetValueOrDefault(line.Line) is { } before ? Sum(before, line, sign) : line;
            lines[line.Line] = sum;
            if (sum is { Quantity: 0m, Amount.IsZero: true, Discount.IsZero: true, Tax.IsZero: true } && sum.Taxes.All(static tax => tax.IsZero))
            {
                lines.Remove(line.Line);
            }
        }

        var charges = new SortedDictionary<int, CreditedCharge>();
        foreach (var charge in balance.Charges)
        {
            charges.Add(charge.Adjustment, charge);
        }

        foreach (var charge in credit.Charges)
        {
            var sum = charges.GetValueOrDefault(charge.Adjustment) is { } before ? Sum(before, charge, sign) : charge;
            charges[charge.Adjustment] = sum;
            if (sum is { Amount.IsZero: true, Tax.IsZero: true } && sum.Taxes.All(static tax => tax.IsZero))
            {
                charges.Remove(charge.Adjustment);
            }
        }

        return balance with { Lines = [.. lines.Values], Charges = [.. charges.Values] };
    }

    private static CreditedLine Sum(CreditedLine left, CreditedLine right, int sign) => left with
    {
        Quantity = left.Quantity + (sign * right.Quantity),
        Amount = Sum(left.Amount, right.Amount, sign),
        Discount = Sum(left.Discount, right.Discount, sign),
        Tax = Sum(left.Tax, right.Tax, sign),
        Taxes = Sum(left.Taxes, right.Taxes, sign),
    };

    private static CreditedCharge Sum(CreditedCharge left, CreditedCharge right, int sign) => left with
    {
        Amount = Sum(left.Amount, right.Amount, sign),
        Tax = Sum(left.Tax, right.Tax, sign),
        Taxes = Sum(left.Taxes, right.Taxes, sign),
    };

    private static Money Sum(Money left, Money right, int sign) => sign < 0 ? left - right : left + right;

    private static ValueList<Money> Sum(ValueList<Money> left, ValueList<Money> right, int sign) => [.. left.Zip(right, (one, other) => Sum(one, other, sign))];
}
