using Psa.Invoices;

namespace Psa.Runs;

/// <summary>A document in a batch of a billing run.</summary>
/// <param name="Kind">Whether it is an invoice or a credit note.</param>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number; <see langword="null"/> for a draft.</param>
public sealed record RunDocument(InvoiceKind Kind, Id<Invoice> Id, string? Number = null)
{
    internal static RunDocument Of(Invoice invoice) => new(invoice.Kind, invoice.Id, invoice.Number);
}
