using System.Linq;
using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Languages;

namespace Psa.Invoices;

/// <summary>Writes credit notes of issued invoices.</summary>
internal static class CreditNotes
{
    /// <summary>Drafts a credit note.</summary>
    /// <param name="invoice">The invoice, issued.</param>
    /// <param name="balance">What became of it.</param>
    /// <param name="wanted">What is to be credited.</param>
    /// <param name="id">The id of the credit note.</param>
    /// <param name="date">Its date.</param>
    /// <param name="speaker">The language of the invoice.</param>
    /// <param name="items">The sales items that it billed, which say how much of a line the customer still bears.</param>
    /// <param name="givenBack">What credit notes of runs gave back of it, on which the series of its taxes goes on.</param>
    /// <param name="nets">What is credited of lines without tax, in place of what is wanted, or <see langword="null"/>.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>credit_note.reason_missing</c>, <c>credit_note.before_invoice</c>, <c>credit_note.bad_request</c>, <c>credit_note.exceeds_billed</c>.
    /// </exception>
    internal static Invoice Draft(Invoice invoice, InvoiceBalance balance, NewCreditNote wanted, Id<Invoice> id, LocalDate date, Speaker speaker, CreditedItems items, IReadOnlyList<CreditedPart> givenBack, IReadOnlyList<(int Line, Money Net)>? nets = null)
    {
        if (wanted.Reason.Length == 0)
        {
            throw (RuleViolationException)new RuleViolationException(CreditNoteErrors.ReasonMissing, "Say why the invoice is credited: it stands on the credit note.", invoice.Id.Value).At(nameof(wanted.Reason));
        }

        RequireDate(invoice, date);
        var parts = CreditedParts.Of(invoice, balance);
        IReadOnlyList<CreditSpread.Share> onDocument = [];
        List<CreditedPart> series = nets is null ? [.. parts, .. givenBack] : parts;
        var chosen = nets is null ? CreditChoice.Of(invoice, parts, series, wanted, items, out onDocument) : CreditNets.Of(invoice, parts, nets, items.Within());
        var taxes = CreditTaxes.Of(invoice, series, chosen, onDocument);
        var (lines, totals) = wanted.Amount is not null ? CreditNoteLines.OnDocument(invoice, chosen, taxes, wanted.Reason) : CreditNoteLines.Of(invoice, chosen, taxes);
        if (CreditLimits.Find(invoice, parts, chosen, CreditedParts.WithTax(invoice, parts), totals.TotalWithTax) is { } exceeded)
        {
            throw exceeded;
        }

        return Document(invoice, id, date, speaker) with
        {
            Metadata = wanted.Metadata,
            Lines = lines,
            Items = wanted.Amount is not null ? [] : Items(invoice, chosen),
            Totals = totals,
            Discounts = DiscountsOf(invoice, chosen),
            Charges = ChargesOf(invoice, chosen),
            Credit = new(invoice.Id, wanted.Reason, CreditedLines(chosen, taxes), CreditedCharges(chosen, taxes), wanted.Releases, wanted.Settlement, wanted.Amount is not null),
        };
    }

    /// <summary>Tells whether a document can credit lines, none of which goes beyond what is left of it: a credit note can't at all, and where lines of both signs stand it comes to less than one of them.</summary>
    /// <param name="document">The document, issued.</param>
    /// <param name="balance">What became of it.</param>
    /// <param name="items">Its items.</param>
    /// <param name="wanted">The lines.</param>
    internal static bool Allows(Invoice document, InvoiceBalance balance, CreditedItems items, NewCreditNote wanted)
    {
        if (document.Kind == InvoiceKind.CreditNote)
        {
            return false;
        }

        var parts = CreditedParts.Of(document, balance);
        var chosen = CreditChoice.Of(document, parts, parts, wanted, items, out _);
        var taxes = CreditTaxes.Of(document, parts, chosen, []);
        var total = CreditNoteLines.Of(document, chosen, taxes).Totals.TotalWithTax;
        return CreditLimits.Find(document, parts, chosen, CreditedParts.WithTax(document, parts), total) is null && items.Find(CreditedLines(chosen, taxes), isDrafted: false) is null;
    }

    /// <summary>Gives a draft the date with which it is issued, or leaves its own.</summary>
    /// <exception cref="RuleViolationException"><c>credit_note.before_invoice</c>.</exception>
    internal static Invoice On(Invoice note, Invoice invoice, LocalDate? date)
    {
        if (date is not { } other)
        {
            return note;
        }

        RequireDate(invoice, other);
        return note with { IssueDate = other, DueDate = other };
    }

    /// <summary>Lets the credit note that credits the rest of its invoice take the rounding of what is paid with it (R-PAYABLE): known when it is issued, whatever was drafted before it.</summary>
    /// <param name="note">The draft.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="alone">What became of the invoice, this draft counted and no other.</param>
    /// <returns>The draft as it is issued.</returns>
    internal static Invoice Closing(this Invoice note, Invoice invoice, InvoiceBalance alone)
    {
        var withTax = CreditedParts.WithTax(invoice, CreditedParts.Of(invoice, alone));
        var taken = alone.Credited - (withTax - note.Totals.TotalWithTax);
        var rounding = (withTax == invoice.Totals.TotalWithTax ? invoice.Totals.PayableRounding : Money.Zero(invoice.Currency)) - taken;
        return rounding.IsZero ? note : note with { Totals = note.Totals with { PayableRounding = rounding } };
    }

    /// <summary>Refuses what isn't an issued invoice.</summary>
    /// <exception cref="RuleViolationException"><c>credit_note.not_creditable</c>.</exception>
    internal static void RequireCreditable(Invoice invoice)
    {
        if (invoice.Kind == InvoiceKind.CreditNote)
        {
            throw new RuleViolationException(CreditNoteErrors.NotCreditable, "It is a credit note: what it took too much is charged by an invoice.", invoice.Id.Value);
        }

        if (invoice.Status != InvoiceStatus.Issued)
        {
            throw new RuleViolationException(CreditNoteErrors.NotCreditable, $"The invoice is {invoice.Status.Name}: only what is issued can be credited; a draft is changed or deleted.", invoice.Id.Value);
        }
    }

    /// <summary>Gives the discounts of a credit note: one, of all that goes with its lines.</summary>
    internal static ValueList<Discount> DiscountsOf(Invoice invoice, List<Chosen> chosen)
    {
        var sum = Money.Zero(invoice.Currency);
        foreach (var one in chosen)
        {
            sum += one.Discount;
        }

        return chosen.TrueForAll(static one => one.Discount.IsZero)
            ? []
            : [Discount.OfAmount(sum.Abs(), ReasonOf(invoice.Discounts))];
    }

    /// <summary>Gives why a document is discounted, each reason once.</summary>
    internal static string ReasonOf(ValueList<Discount> discounts) =>
        string.Join("; ", discounts.Select(static discount => discount.Reason).Where(static reason => reason.Length > 0).Distinct(StringComparer.Ordinal));

    /// <summary>Gives the charges of a credit note, each with its tax.</summary>
    internal static ValueList<DocumentCharge> ChargesOf(Invoice invoice, List<Chosen> chosen) =>
        [.. chosen.Where(static one => !one.Part.IsLine).Select(one => new DocumentCharge(one.Amount, invoice.Totals.Adjustments[one.Part.Place].Reason, one.Part.Tax))];

    private static void RequireDate(Invoice invoice, LocalDate date)
    {
        if (date < invoice.IssueDate)
        {
            throw (RuleViolationException)new RuleViolationException(
                CreditNoteErrors.BeforeInvoice, $"The invoice is of {invoice.IssueDate:R}: a credit note of {date:R} would be before it.", invoice.Id.Value).At(nameof(NewCreditNote.Date));
        }
    }

    private static Invoice Document(Invoice invoice, Id<Invoice> id, LocalDate date, Speaker speaker) => new()
    {
        Id = id,
        Tenant = invoice.Tenant,
        Kind = InvoiceKind.CreditNote,
        Status = InvoiceLifecycle.Table.Initial,
        Customer = invoice.Customer,
        CustomerNumber = invoice.CustomerNumber,
        BillingEntity = invoice.BillingEntity,
        Currency = invoice.Currency,
        GroupingKey = invoice.GroupingKey,
        IssueDate = date,
        DueDate = date,
        Seller = invoice.Seller,
        Buyer = invoice.Buyer,
        PaymentTerms = invoice.PaymentTerms,
        PaymentMethod = invoice.PaymentMethod,
        Delivery = invoice.Delivery,
        Language = invoice.Language,
        Title = speaker.Words.CreditNote,
        PurchaseOrderNumber = invoice.PurchaseOrderNumber,
        BuyerReference = invoice.BuyerReference,
        ShipTo = invoice.ShipTo,
        Recipients = invoice.Recipients,
        PriceMode = invoice.PriceMode,
        TaxRounding = invoice.TaxRounding,
        Rounding = invoice.Rounding,
        Lines = [],
        Items = [],
        Totals = invoice.Totals,
        Corrects = [invoice.Id],
    };

    private static ValueList<InvoicedItem> Items(Invoice invoice, List<Chosen> chosen)
    {
        var items = new List<InvoicedItem>();
        foreach (var one in chosen.Where(static one => one.Part.IsLine))
        {
            var item = invoice.ItemOf(one.Part.Place);
            if (items.Count > 0 && items[^1].Item == item.Item)
            {
                items[^1] = items[^1] with { Lines = items[^1].Lines + 1 };
            }
            else
            {
                items.Add(item with { Lines = 1 });
            }
        }

        return items.ToValueList();
    }

    private static ValueList<CreditedLine> CreditedLines(List<Chosen> chosen, Money[][] taxes) =>
        [.. chosen.Select((one, i) => (one, i)).Where(static of => of.one.Part.IsLine).Select(of => new CreditedLine(of.one.Part.Place, of.one.Quantity, of.one.Amount, of.one.Discount, Sum(taxes[of.i]), Several(taxes[of.i])))];

    private static ValueList<CreditedCharge> CreditedCharges(List<Chosen> chosen, Money[][] taxes) =>
        [.. chosen.Select((one, i) => (one, i)).Where(static of => !of.one.Part.IsLine).Select(of => new CreditedCharge(of.one.Part.Place, of.one.Amount, Sum(taxes[of.i]), Several(taxes[of.i])))];

    private static ValueList<Money> Several(Money[] taxes) => taxes.Length > 1 ? ValueList.Create<Money>(taxes) : [];

    private static Money Sum(Money[] taxes)
    {
        var sum = taxes[0];
        for (var i = 1; i < taxes.Length; i++)
        {
            sum += taxes[i];
        }

        return sum;
    }
}
