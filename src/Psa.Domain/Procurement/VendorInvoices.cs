using Psa.Inventory;

namespace Psa.Procurement;

/// <summary>What an invoice of a vendor tells of the cost of receipts (R-VENDOR-INVOICE).</summary>
internal static class VendorInvoices
{
    /// <summary>
    /// Adds to an invoice what one of its lines says of a receipt: quantity × price, rounded once in the valuation currency, less what a running total over the receipt gives. Parts of a line that come one by one sum to
    /// what the line comes to.
    /// </summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="number">Which of its lines, from 0.</param>
    /// <param name="quantity">How much of the receipt.</param>
    /// <param name="receipt">The receipt as it was before.</param>
    /// <param name="value">What the receipt is worth.</param>
    /// <returns>The invoice, the last of whose receipts tells it.</returns>
    /// <exception cref="RuleViolationException"><c>stock.bad_value</c>.</exception>
    internal static VendorInvoice Tell(VendorInvoice invoice, int number, decimal quantity, PurchaseReceipt receipt, Money value)
    {
        var (line, told) = (invoice.Lines[number], 0m);
        RequireRate(invoice, value.Currency);
        foreach (var one in invoice.Receipts)
        {
            told += one.Line == number ? one.Quantity : 0m;
        }

        var own = Own(receipt.Invoiced + quantity) - Own(receipt.Invoiced);
        return invoice with { Receipts = invoice.Receipts.Add(new(number, receipt.Sequence, quantity, Price(told + quantity) - Price(told) - own)) };

        Money Own(decimal upTo) => QuantityShare.Of(value, upTo, receipt.Quantity, Rounding.HalfUp);
        Money Price(decimal upTo) => ExactAmount.Of(line.Price.Amount, value.Currency).Times(upTo).Times(invoice.Rate ?? 1m).Round(Rounding.HalfUp);
    }

    /// <summary>Refuses an invoice whose prices don't become the valuation currency.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="currency">The valuation currency.</param>
    /// <exception cref="RuleViolationException"><c>stock.bad_value</c>.</exception>
    internal static void RequireRate(VendorInvoice invoice, Currency currency)
    {
        if (invoice.Rate is <= 0m || (invoice.Currency == currency) != invoice.Rate is null)
        {
            throw new RuleViolationException(InventoryErrors.BadValue, $"Say by which rate {invoice.Currency} becomes {currency}, and none where it is that.");
        }
    }

    /// <summary>Writes on a receipt how much of it is invoiced.</summary>
    /// <param name="order">The order.</param>
    /// <param name="number">Which of its lines, from 0.</param>
    /// <param name="sequence">The sequence of the receipt's move.</param>
    /// <param name="quantity">How much more; below zero for less.</param>
    /// <returns>The order, and the receipt as it was.</returns>
    /// <exception cref="EntityNotFoundException">There is no such receipt.</exception>
    /// <exception cref="RuleViolationException"><c>vendor_invoice.exceeds_received</c>.</exception>
    internal static (PurchaseOrder Order, PurchaseReceipt Receipt) Write(PurchaseOrder order, int number, long sequence, decimal quantity)
    {
        var ordered = PurchaseOrders.LineOf(order, number);
        for (var i = 0; i < ordered.Receipts.Count; i++)
        {
            if (ordered.Receipts[i] is var receipt && receipt.Sequence == sequence)
            {
                return quantity <= receipt.Quantity - receipt.Canceled - receipt.Invoiced
                    ? (With(order, number, ordered with { Receipts = ordered.Receipts.SetItem(i, receipt with { Invoiced = receipt.Invoiced + quantity }) }), receipt)
                    : throw new RuleViolationException(
                        ProcurementErrors.ExceedsReceived,
                        $"{Figures.Quantity(quantity)} are invoiced, and {Figures.Quantity(receipt.Quantity - receipt.Canceled - receipt.Invoiced)} of what was received aren't yet.",
                        order.Id.Value);
            }
        }

        throw new EntityNotFoundException(nameof(PurchaseReceipt), order.Id.Value);
    }

    /// <summary>Lets a line of an invoice wait for what comes.</summary>
    /// <exception cref="RuleViolationException"><c>purchase_order.not_open</c>: the vendor doesn't have the order.</exception>
    internal static PurchaseOrder Await(PurchaseOrder order, int number, AwaitedReceipt awaited)
    {
        var line = PurchaseOrders.LineOf(order, number);
        PurchaseOrders.RequireWithVendor(order);
        return With(order, number, line with { Awaited = line.Awaited.Add(awaited) });
    }

    /// <summary>Takes so much off what waits first.</summary>
    internal static PurchaseOrder Take(PurchaseOrder order, int number, decimal quantity)
    {
        var line = order.Lines[number];
        var left = new List<AwaitedReceipt>(line.Awaited);
        left[0] = left[0] with { Quantity = left[0].Quantity - quantity };
        left.RemoveAll(static one => one.Quantity == 0m);
        return With(order, number, line with { Awaited = left.ToValueList() });
    }

    /// <summary>Lets nothing of an invoice wait any more.</summary>
    internal static PurchaseOrder Forget(PurchaseOrder order, int number, Id<VendorInvoice> invoice)
    {
        var line = order.Lines[number];
        var left = new List<AwaitedReceipt>(line.Awaited);
        left.RemoveAll(one => one.Invoice == invoice);
        return With(order, number, line with { Awaited = left.ToValueList() });
    }

    private static PurchaseOrder With(PurchaseOrder order, int number, PurchaseOrderLine line) => order with { Lines = order.Lines.SetItem(number, line) };
}
