using NodaTime;

namespace Psa.Invoices;

/// <summary>What may be done to invoices and credit notes.</summary>
internal static class InvoiceRules
{
    /// <summary>Gives a draft its number; from then on it never changes.</summary>
    /// <param name="invoice">The draft.</param>
    /// <param name="number">The next number of the series.</param>
    /// <param name="at">The moment.</param>
    /// <returns>The issued document.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: it isn't a draft.</exception>
    public static Invoice Issue(this Invoice invoice, string number, Instant at)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return invoice with
        {
            Status = InvoiceLifecycle.Table.Next(invoice.Status, InvoiceAction.Issue, invoice.Id.Value),
            Number = number,
            IssuedAt = at,
        };
    }
}
