using Psa.Invoices;

namespace Psa.Payments;

/// <summary>A document in an <see cref="AccountChange"/>.</summary>
/// <param name="Invoice">Its id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Open">What is left to be paid.</param>
/// <param name="Owed">What is owed to the customer.</param>
public sealed record ChangedDocument(Id<Invoice> Invoice, InvoiceStatus Status, Money Open, Money Owed)
{
    internal static ChangedDocument Of(InvoiceBalance balance) => new(balance.Invoice, balance.Status, balance.Open, balance.Owed);
}
