using Psa.Invoices;

namespace Psa.Payments;

/// <summary>An entry in an <see cref="AccountChange"/>.</summary>
/// <param name="Entry">Its id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Amount">How much.</param>
/// <param name="Invoice">The document that it settles, or <see langword="null"/> for the payer's credit.</param>
public sealed record ChangedEntry(Id<PaymentEntry> Entry, PaymentKind Kind, Money Amount, Id<Invoice>? Invoice = null)
{
    internal static ChangedEntry Of(PaymentEntry entry) => new(entry.Id, entry.Kind, entry.Amount, entry.Invoice);
}
