using NodaTime;
using Psa.Documents;
using Psa.Customers;
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
            IssuedAt = at,
            Seller = seller,
            Buyer = buyer,
            Footer = entity.FooterOf(invoice.Kind, number, invoice.IssueDate, invoice.DueDate, buyer),
        };
    }
}
