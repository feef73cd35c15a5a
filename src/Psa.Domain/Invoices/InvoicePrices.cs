using Psa.Documents;

namespace Psa.Invoices;

/// <summary>When the prices of invoices move: of drafts that somebody wrote. Those of runs, and all that is issued, are frozen.</summary>
internal static class InvoicePrices
{
    internal static PriceMovements<InvoiceStatus> Table { get; } = new(new PriceMovements<InvoiceStatus>.Row(InvoiceStatus.Draft, PriceMovement.Follows, PriceMovement.Keeps));

    /// <summary>Gives what becomes of the prices of an invoice.</summary>
    internal static PriceMovement Prices(this Invoice invoice) => Table.Of(invoice.Status, invoice.IsByHand(), invoice.PriceBehaviour);
}
