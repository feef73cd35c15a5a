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
            return Money.Min(balance.Owed, most);
        }

        var refundable = zero;
        foreach (var part in CreditedParts.Of(invoice, balance))
        {
            if (CreditedOf(invoice, note.Credit, part) is { Sign: > 0 } own && !invoice.Totals.TotalWithTax.IsZero)
            {
                var (total, credited) = (CreditedParts.WithTax(invoice, part.Billed), CreditedParts.WithTax(invoice, part.Credited));
                var paid = balance.Paid.Scale(total.MinorUnits, invoice.Totals.TotalWithTax.MinorUnits, Rounding.HalfUp);
                refundable += paid - (total - credited) is { Sign: > 0 } beyond ? Money.Min(beyond, own + note.Totals.PayableRounding) : zero;
            }
        }

        return Money.Min(refundable, most);
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

        // what was given back of the invoice already, by whatever call, is not given again
        var most = Money.Min(posting[invoice.Id].Returnable, left);
        refundable = Money.Min(refundable, most);
        var (rest, toCredit) = (left - refundable, most - refundable);
        switch (how)
        {
            case CreditSettlement.None:
                return Settled(own, rest);
            case CreditSettlement.Credit:
                posting.Add(PaymentKind.CreditOut, most, invoice.Id, creditNote: own.Invoice);
                break;
            case CreditSettlement.Refund:
                posting.Add(PaymentKind.Refund, refundable, invoice.Id, creditNote: own.Invoice);
                posting.Add(PaymentKind.CreditOut, toCredit, invoice.Id, creditNote: own.Invoice);
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
            var part = Money.Min(document.Open, own.Left);
            posting.Add(PaymentKind.Offset, part, document.Invoice.Id, creditNote: note.Id);
            own = Settled(own, part);
        }

        posting.SettleDiscounts();
        return own;
    }

    private static InvoiceBalance Settled(InvoiceBalance own, Money part) => (own with { Settled = own.Settled + part }).WithStatus();

    private static Money TotalOf(Invoice note) => note.Totals.TotalWithTax + note.Totals.PayableRounding;

    // what the credit note itself credits of a part, with tax
    private static Money CreditedOf(Invoice invoice, CreditedInvoice credit, CreditedPart part)
    {
        var zero = Money.Zero(invoice.Currency);
        foreach (var line in part.IsLine ? credit.Lines : [])
        {
            if (line.Line == part.Place)
            {
                return CreditedParts.WithTax(invoice, new CreditedPart.Amounts(0m, line.Amount, line.Discount, [line.Tax]));
            }
        }

        foreach (var charge in part.IsLine ? [] : credit.Charges)
        {
            if (charge.Adjustment == part.Place)
            {
                return CreditedParts.WithTax(invoice, new CreditedPart.Amounts(0m, charge.Amount, zero, [charge.Tax]));
            }
        }

        return zero;
    }
}
