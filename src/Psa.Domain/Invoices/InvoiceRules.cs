using NodaTime;
using Psa.Customers;
using Psa.Documents;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>What may be done to invoices and credit notes.</summary>
internal static class InvoiceRules
{
    /// <summary>Gives a draft its number, and its parties and footer as they are now; from then on it never changes.</summary>
    /// <param name="invoice">The draft.</param>
    /// <param name="number">The next number of the series.</param>
    /// <param name="at">The moment.</param>
    /// <param name="entity">The seller as it is stored.</param>
    /// <param name="seller">What documents show of it.</param>
    /// <param name="payer">Who is billed, as it is stored; <see langword="null"/> when it can't be read.</param>
    /// <returns>The issued document.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: it isn't a draft.</exception>
    public static Invoice Issue(this Invoice invoice, string number, Instant at, BillingEntity entity, Party seller, Customer? payer)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        var buyer = invoice.BuyerNow(payer);
        return invoice with
        {
            Status = InvoiceLifecycle.Table.Next(invoice.Status, InvoiceAction.Issue, invoice.Id.Value),
            Number = number,
            Hold = null,
            IssuedAt = at,
            Seller = seller,
            Buyer = buyer,
            Footer = entity.FooterOf(invoice.Kind, number, invoice.IssueDate, invoice.DueDate, buyer),
        };
    }

    /// <summary>Gives the place of an item's first line, or <see langword="null"/> where it isn't on the document.</summary>
    internal static int? PlaceOf(this Invoice invoice, Id<SalesItem> item)
    {
        var place = 0;
        foreach (var own in invoice.Items)
        {
            if (own.Item == item)
            {
                return place;
            }

            place += own.Lines;
        }

        return null;
    }

    /// <summary>Tells whether somebody wrote the invoice: no run drafted it, and it credits nothing.</summary>
    internal static bool IsByHand(this Invoice invoice) => invoice is { Run: null, Credit: null };

    /// <summary>Refuses what isn't a draft by hand.</summary>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    internal static Invoice RequireHandDraft(this Invoice invoice)
    {
        if (invoice.IsByHand() && invoice.Status == InvoiceStatus.Draft)
        {
            return invoice;
        }

        throw new RuleViolationException(
            PsaErrors.ActionNotAllowed,
            invoice.Status != InvoiceStatus.Draft ? $"The document is {invoice.Status.Name}: what is issued never changes, credit it instead."
            : invoice.Run is null ? "The document is a credit note: change it as that."
            : "A billing run drafted the document: change its items and calculate the run again.",
            invoice.Id.Value);
    }

    /// <summary>Gives charges as somebody would write them.</summary>
    internal static ValueList<NewDocumentCharge> AsWritten(this ValueList<DocumentCharge> charges)
    {
        var written = new List<NewDocumentCharge>(charges.Count);
        foreach (var charge in charges)
        {
            written.Add(new(charge.Amount, charge.Reason, charge.Tax?.Code));
        }

        return written.ToValueList();
    }
}
