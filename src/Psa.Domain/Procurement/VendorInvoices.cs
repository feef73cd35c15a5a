using Psa.Inventory;

namespace Psa.Procurement;

/// <summary>What an invoice of a vendor tells of the cost of receipts (R-VENDOR-INVOICE).</summary>
internal static class VendorInvoices
{
    /// <summary>Gives what a line comes to beyond the receipt's value of it: quantity × price, rounded once in the valuation currency, less what a running total over the receipt gives.</summary>
    /// <param name="line">The line.</param>
    /// <param name="rate">By what its price is multiplied to be in the valuation currency.</param>
    /// <param name="receipt">The receipt, before the line.</param>
    /// <param name="value">What was received was worth.</param>
    /// <exception cref="RuleViolationException"><c>stock.bad_value</c>.</exception>
    internal static Money DifferenceOf(VendorInvoiceLine line, decimal? rate, PurchaseReceipt receipt, Money value)
    {
        if (rate is <= 0m || (line.Price.Currency == value.Currency) != rate is null)
        {
            throw new RuleViolationException(InventoryErrors.BadValue, $"Say by which rate {line.Price.Currency} becomes {value.Currency}, and none where it is that.");
        }

        var exact = ExactAmount.Of(line.Price.Amount, value.Currency).Times(line.Quantity).Times(rate ?? 1m);
        var own = QuantityShare.Of(value, receipt.Invoiced + line.Quantity, receipt.Quantity, Rounding.HalfUp) - QuantityShare.Of(value, receipt.Invoiced, receipt.Quantity, Rounding.HalfUp);
        return exact.Round(Rounding.HalfUp) - own;
    }

    /// <summary>Writes on a receipt how much of it is invoiced.</summary>
    /// <param name="order">The order.</param>
    /// <param name="line">The line of the invoice.</param>
    /// <param name="quantity">How much more is; below zero how much less.</param>
    /// <returns>The order, and the receipt as it was.</returns>
    /// <exception cref="EntityNotFoundException">There is no such receipt.</exception>
    /// <exception cref="RuleViolationException"><c>vendor_invoice.exceeds_received</c>.</exception>
    internal static (PurchaseOrder Order, PurchaseReceipt Receipt) Write(PurchaseOrder order, VendorInvoiceLine line, decimal quantity)
    {
        var ordered = PurchaseOrders.LineOf(order, line.Line);
        for (var i = 0; i < ordered.Receipts.Count; i++)
        {
            if (ordered.Receipts[i] is var receipt && receipt.Sequence == line.Receipt)
            {
                return quantity <= receipt.Quantity - receipt.Canceled - receipt.Invoiced
                    ? (order with { Lines = order.Lines.SetItem(line.Line, ordered with { Receipts = ordered.Receipts.SetItem(i, receipt with { Invoiced = receipt.Invoiced + quantity }) }) }, receipt)
                    : throw new RuleViolationException(
                        ProcurementErrors.ExceedsReceived,
                        $"{Figures.Quantity(quantity)} are invoiced, and {Figures.Quantity(receipt.Quantity - receipt.Canceled - receipt.Invoiced)} of what was received aren't yet.",
                        order.Id.Value);
            }
        }

        throw new EntityNotFoundException(nameof(PurchaseReceipt), order.Id.Value);
    }
}
