using Psa.Invoices;

namespace Psa.Payments;

/// <summary>What becomes of the money of credit notes (R-CN-SETTLE).</summary>
internal static class CreditNoteSettling
{
    /// <summary>
    /// Gives what of a credit note may be refunded at most: what was paid for its lines (paid × line total ÷ invoice total) less what the customer keeps of them (line total − all their credits);
    /// of an amount on the document what is owed.
    /// </summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="balance">What became of it, the credit note and those before it counted, drafts not.</param>
    /// <param name="note">The credit note.</param>
    /// <returns>Zero or more, and not above the note.</returns>
    [Pure]
    internal static Money Refundable(Invoice invoice, InvoiceBalance balance, Invoice note)
    {
        var (zero, most) = (Money.Zero(invoice.Currency), TotalOf(note));
        if (most.Sign <= 0)
        {
            return zero;
        }

        if (note.Credit!.IsOnDocument)
        {
            return Least(balance.Owed, most);
        }

        var refundable = zero;
        foreach (var part in CreditedParts.Of(invoice, balance))
        {
            var isCredited = part.IsLine
                ? note.Credit.Lines.AsSpan().ContainsAny(line => line.Line == part.Place)
                : note.Credit.Charges.AsSpan().ContainsAny(charge => charge.Adjustment == part.Place);
            if (isCredited && !invoice.Totals.TotalWithTax.IsZero)
            {
                var (total, credited) = (WithTax(invoice, part.Billed), WithTax(invoice, part.Credited));
                var paid = balance.Paid.Scale(total.MinorUnits, invoice.Totals.TotalWithTax.MinorUnits, Rounding.HalfUp);
                refundable += paid - (total - credited) is { Sign: > 0 } beyond ? beyond : zero;
            }
        }

        return Least(refundable, most);
    }

    /// <summary>Settles what is left of a credit note that somebody wrote.</summary>
    /// <param name="posting">The account, the invoice taken.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="own">What became of the credit note.</param>
    /// <param name="refundable">What may be refunded.</param>
    /// <param name="how">How.</param>
    /// <returns>What became of the credit note then.</returns>
    internal static InvoiceBalance Settle(Posting posting, Invoice invoice, InvoiceBalance own, Money refundable, CreditSettlement how)
    {
        var left = own.Left;
        if (left.Sign <= 0)
        {
            return Settled(own, left);
        }

        refundable = Least(refundable, left);
        var rest = left - refundable;
        switch (how)
        {
            case CreditSettlement.None:
                return Settled(own, rest);
            case CreditSettlement.Credit:
                posting.Add(PaymentKind.CreditOut, left, invoice.Id, creditNote: own.Invoice);
                break;
            case CreditSettlement.Refund:
                posting.Add(PaymentKind.Refund, refundable, invoice.Id, creditNote: own.Invoice);
                posting.Add(PaymentKind.CreditOut, rest, invoice.Id, creditNote: own.Invoice);
                break;
            default:
                posting.Add(PaymentKind.Refund, refundable, invoice.Id, creditNote: own.Invoice);
                break;
        }

        return Settled(own, left);
    }

    /// <summary>Settles what is left of a credit note that a run made: against open invoices of its payer, those it names first, then the oldest; or it is refunded, or becomes customer credit.</summary>
    /// <param name="posting">The account, with the open invoices taken where it is set off.</param>
    /// <param name="note">The credit note.</param>
    /// <param name="own">What became of it.</param>
    /// <param name="how">How; <see cref="CreditSettlement.Offset"/> leaves what no invoice takes.</param>
    /// <returns>What became of the credit note then.</returns>
    internal static InvoiceBalance SettleOfRun(Posting posting, Invoice note, InvoiceBalance own, CreditSettlement how)
    {
        var left = own.Left;
        if (how != CreditSettlement.Offset)
        {
            posting.Add(how == CreditSettlement.Refund ? PaymentKind.Refund : PaymentKind.CreditOut, left, creditNote: note.Id);
            return Settled(own, left);
        }

        var documents = new List<PostedDocument>(PaymentRules.OldestFirst(posting.Documents));
        var named = documents.FindAll(document => note.Corrects.AsSpan().Contains(document.Invoice.Id));
        foreach (var document in (List<PostedDocument>)[.. named, .. documents.FindAll(document => !named.Contains(document))])
        {
            var part = Least(document.Open, own.Left);
            posting.Add(PaymentKind.Offset, part, document.Invoice.Id, creditNote: note.Id);
            own = Settled(own, part);
        }

        posting.SettleDiscounts();
        return own;
    }

    private static InvoiceBalance Settled(InvoiceBalance own, Money part) => (own with { Settled = own.Settled + part }).WithStatus();

    private static Money TotalOf(Invoice note) => note.Totals.TotalWithTax + note.Totals.PayableRounding;

    private static Money WithTax(Invoice invoice, in CreditedPart.Amounts amounts) => invoice.PriceMode == Sellers.PriceMode.TaxInclusive ? amounts.Taxable : amounts.Taxable + amounts.Tax;

    private static Money Least(Money one, Money other) => one < other ? one : other;

    private static bool ContainsAny<T>(this ReadOnlySpan<T> list, Predicate<T> which)
    {
        foreach (var one in list)
        {
            if (which(one))
            {
                return true;
            }
        }

        return false;
    }
}
