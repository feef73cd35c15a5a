using Psa.Access;
using Psa.Inventory;

namespace Psa.Procurement;

/// <summary>What must hold of purchase orders, and what changes of them when.</summary>
internal static class PurchaseOrders
{
    /// <summary>Refuses an order that orders nothing.</summary>
    /// <exception cref="RuleViolationException"><c>purchase_order.bad_value</c>, <c>money.too_many_decimals</c>.</exception>
    internal static void RequireSound(PurchaseOrder order)
    {
        var problem = order.Lines.Count == 0 ? "A purchase order orders something." : null;
        foreach (var line in order.Lines)
        {
            problem ??= Decimals.Quantity(line.Quantity) <= 0m ? "A line orders a quantity above zero."
                : line.Price.Amount < 0m || line.Price.Currency != order.Currency ? $"A price is zero or above, in {order.Currency}."
                : line.IsDropShip && line.Location is not null ? "What goes straight to the customer comes to no location."
                : null;
        }

        if (problem is not null)
        {
            throw new RuleViolationException(ProcurementErrors.BadOrder, problem, order.Id.Value);
        }
    }

    /// <summary>Writes lines anew: all of them while the order is new, afterwards their due dates and raised quantities.</summary>
    /// <exception cref="RuleViolationException"><c>purchase_order.not_new</c>.</exception>
    internal static PurchaseOrder Change(PurchaseOrder order, ValueList<PurchaseOrderLine> lines)
    {
        var after = new PurchaseOrderLine[lines.Count];
        for (var i = 0; i < after.Length; i++)
        {
            after[i] = i < order.Lines.Count && order.Status != PurchaseOrderStatus.New
                ? lines[i] with { ShortClosed = order.Lines[i].ShortClosed, Receipts = order.Lines[i].Receipts, Awaited = order.Lines[i].Awaited, Replacing = order.Lines[i].Replacing, For = lines[i].For.IsEmpty ? order.Lines[i].For : lines[i].For }
                : Unreceived(lines[i]);
        }

        var changed = order with { Lines = ValueList.Owning(after) };
        if (order.Status == PurchaseOrderStatus.New)
        {
            return changed;
        }

        var isFine = order.Status != PurchaseOrderStatus.Canceled && after.Length == order.Lines.Count;
        for (var i = 0; i < after.Length && isFine; i++)
        {
            isFine = after[i].Quantity >= order.Lines[i].Quantity && after[i] with { Quantity = order.Lines[i].Quantity, DueOn = order.Lines[i].DueOn } == order.Lines[i];
        }

        return isFine ? changed.WithStatus() : throw new RuleViolationException(ProcurementErrors.NotNew, "The vendor has the order: only due dates and raised quantities change.", order.Id.Value);
    }

    /// <summary>Takes an order back of which nothing was received.</summary>
    /// <exception cref="RuleViolationException"><c>purchase_order.received</c>, <c>lifecycle.not_allowed</c>.</exception>
    internal static PurchaseOrder Cancel(PurchaseOrder order, Actor actor)
    {
        foreach (var line in order.Lines)
        {
            if (line.NetReceived() > 0m || line.Replacing > 0m)
            {
                throw new RuleViolationException(ProcurementErrors.Received, "Something of the order was received: close the rest of its lines instead.", order.Id.Value);
            }
        }

        return order with { Status = PurchaseOrderLifecycle.Table.Next(order.Status, PurchaseOrderAction.Cancel, actor, order.Id.Value) };
    }

    /// <summary>Closes what is to be received of a line.</summary>
    /// <exception cref="RuleViolationException"><c>purchase_order.not_open</c>.</exception>
    internal static PurchaseOrder CloseLine(PurchaseOrder order, int number)
    {
        var line = LineOf(order, number);
        return line.ToReceive() > 0m && IsWithVendor(order)
            ? (order with { Lines = order.Lines.SetItem(number, line with { ShortClosed = line.ShortClosed + line.ToReceive() }) }).WithStatus()
            : throw (line.Replacing > 0m ? new(ProcurementErrors.NotOpen, "What is open of the line comes in place of what went back: take it back with that return.", order.Id.Value) : NotOpen(order));
    }

    /// <summary>Opens a line for others in place of what came and went back, or closes it when they came.</summary>
    /// <exception cref="EntityNotFoundException">There is no such line.</exception>
    /// <exception cref="RuleViolationException"><c>purchase_order.not_open</c>; <c>receipt.exceeds_received</c>.</exception>
    internal static PurchaseOrder Replace(PurchaseOrder order, int number, decimal quantity)
    {
        var line = LineOf(order, number);
        RequireWithVendor(order);
        return quantity <= line.NetReceived()
            ? (order with { Lines = order.Lines.SetItem(number, line with { Replacing = line.Replacing + quantity }) }).WithStatus()
            : throw new RuleViolationException(InventoryErrors.ExceedsReceived, $"{Figures.Quantity(line.NetReceived())} of the line came and are left.", order.Id.Value);
    }

    /// <summary>Takes a part of a receipt off its line.</summary>
    /// <exception cref="EntityNotFoundException">The line has no such receipt.</exception>
    /// <exception cref="RuleViolationException"><c>receipt.exceeds_received</c>.</exception>
    internal static PurchaseOrder CancelReceipt(PurchaseOrder order, CanceledReceipt canceled)
    {
        var line = LineOf(order, canceled.Line);
        for (var i = 0; i < line.Receipts.Count; i++)
        {
            if (line.Receipts[i] is var receipt && receipt.Sequence == canceled.Sequence)
            {
                // what went back to be replaced came
                var left = Math.Min(receipt.Quantity - receipt.Canceled, Math.Max(0m, line.NetReceived()));
                return canceled.Quantity <= left
                    ? order with { Lines = order.Lines.SetItem(canceled.Line, line with { Receipts = line.Receipts.SetItem(i, receipt with { Canceled = receipt.Canceled + canceled.Quantity }) }) }
                    : throw new RuleViolationException(InventoryErrors.ExceedsReceived, $"{Figures.Quantity(left)} are left of the receipt.", order.Id.Value);
            }
        }

        throw new EntityNotFoundException(nameof(PurchaseReceipt), order.Id.Value);
    }

    /// <summary>Refuses a receipt that the order doesn't take.</summary>
    /// <exception cref="RuleViolationException"><c>purchase_order.not_open</c>, <c>receipt.invoice_number_missing</c>.</exception>
    internal static void RequireTakes(PurchaseOrder order, StockSettings settings, string? invoiceNumber)
    {
        RequireWithVendor(order);
        if (settings.NeedsInvoiceNumber && string.IsNullOrEmpty(invoiceNumber))
        {
            throw new RuleViolationException(ProcurementErrors.InvoiceNumberMissing, "Say the number of the vendor's invoice.", order.Id.Value);
        }
    }

    /// <summary>Refuses an order that the vendor doesn't have.</summary>
    /// <param name="order">The order.</param>
    /// <exception cref="RuleViolationException"><c>purchase_order.not_open</c>.</exception>
    internal static void RequireWithVendor(PurchaseOrder order)
    {
        if (!IsWithVendor(order))
        {
            throw NotOpen(order);
        }
    }

    /// <summary>Gives a line.</summary>
    /// <exception cref="EntityNotFoundException">There is none.</exception>
    internal static PurchaseOrderLine LineOf(PurchaseOrder order, int number) =>
        number >= 0 && number < order.Lines.Count ? order.Lines[number] : throw new EntityNotFoundException(nameof(PurchaseOrderLine), order.Id.Value);

    /// <summary>Gives lines of which nothing came and all may come, whatever they say.</summary>
    internal static ValueList<PurchaseOrderLine> Unreceived(ValueList<PurchaseOrderLine> lines)
    {
        var unreceived = new PurchaseOrderLine[lines.Count];
        for (var i = 0; i < unreceived.Length; i++)
        {
            unreceived[i] = Unreceived(lines[i]);
        }

        return ValueList.Owning(unreceived);
    }

    private static PurchaseOrderLine Unreceived(PurchaseOrderLine line) => line with { ShortClosed = 0m, Receipts = [], Awaited = [], Replacing = 0m };

    private static bool IsWithVendor(PurchaseOrder order) => order.Status != PurchaseOrderStatus.New && order.Status != PurchaseOrderStatus.Canceled;

    private static RuleViolationException NotOpen(PurchaseOrder order) => new(ProcurementErrors.NotOpen, $"Nothing of the order is open: it is {order.Status.Name}, or all of it came.", order.Id.Value);
}
