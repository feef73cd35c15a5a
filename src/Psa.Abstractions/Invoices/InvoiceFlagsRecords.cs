using Psa.Storage;

namespace Psa.Invoices;

/// <summary>Flags of documents in a store: found by their id.</summary>
internal static class InvoiceFlagsRecords
{
    internal static RecordType<InvoiceFlags> Type { get; } = new("invoice_flags", static (r, v) => r with { Version = v });
}
