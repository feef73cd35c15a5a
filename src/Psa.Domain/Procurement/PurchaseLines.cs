using Psa.Inventory;

namespace Psa.Procurement;

/// <summary>What is received of purchase orders and open (R-PO): net received + open + short-closed = ordered + over, of every line.</summary>
public static class PurchaseLines
{
    /// <summary>Gives what came and wasn't taken back, nor went back to be replaced.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The quantity, in the line's unit.</returns>
    [Pure]
    public static decimal NetReceived(this PurchaseOrderLine line)
    {
        var net = -line.Replacing;
        foreach (var receipt in line.Receipts)
        {
            net += receipt.Quantity - receipt.Canceled;
        }

        return net;
    }

    /// <summary>Gives what is still to come.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The quantity, in the line's unit.</returns>
    [Pure]
    public static decimal Open(this PurchaseOrderLine line) => Math.Max(0m, line.Quantity - line.NetReceived() - line.ShortClosed);

    /// <summary>Gives what is still to come as a purchase: what comes in place of goods that went back comes with their return.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The quantity, in the line's unit.</returns>
    [Pure]
    public static decimal ToReceive(this PurchaseOrderLine line) => Math.Max(0m, line.Open() - line.Replacing);

    /// <summary>Gives what came beyond what was ordered.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The quantity, in the line's unit.</returns>
    [Pure]
    public static decimal Over(this PurchaseOrderLine line) => Math.Max(0m, line.NetReceived() + line.ShortClosed - line.Quantity);

    /// <summary>Gives a submitted order with the status that follows from its quantities.</summary>
    internal static PurchaseOrder WithStatus(this PurchaseOrder order)
    {
        var (net, open) = (0m, 0m);
        foreach (var line in order.Lines)
        {
            (net, open) = (net + line.NetReceived(), open + line.Open());
        }

        var status = open == 0m ? PurchaseOrderStatus.Received : net > 0m ? PurchaseOrderStatus.PartlyReceived : PurchaseOrderStatus.Submitted;
        return order with { Status = status };
    }

    /// <summary>Gives what a receipt costs: the difference of running totals over all that ever came of the line, so that the receipts sum to what the line comes to.</summary>
    /// <param name="line">The line before it.</param>
    /// <param name="quantity">How much comes, in the line's unit.</param>
    internal static Money CostOf(this PurchaseOrderLine line, decimal quantity)
    {
        var before = 0m;
        foreach (var receipt in line.Receipts)
        {
            before += receipt.Quantity;
        }

        return line.Price.Extend(before + quantity, Rounding.HalfUp) - line.Price.Extend(before, Rounding.HalfUp);
    }

    /// <summary>Refuses more than is to be received and the tolerance allows: a quantity where one is said, else a percent of what was ordered.</summary>
    /// <param name="line">The line.</param>
    /// <param name="quantity">How much comes.</param>
    /// <param name="settings">What may come beyond what was ordered.</param>
    /// <exception cref="RuleViolationException"><c>receipt.exceeds_tolerance</c>.</exception>
    internal static void RequireWithinTolerance(this PurchaseOrderLine line, decimal quantity, StockSettings settings)
    {
        // what went back came, and what is to come in its place isn't received here
        var over = line.NetReceived() + line.Replacing + line.ShortClosed + quantity - line.Quantity;
        if (settings.OverReceiptQuantity is { } most ? over > most : over * 100m > line.Quantity * settings.OverReceipt.Value)
        {
            throw new RuleViolationException(
                ProcurementErrors.ExceedsTolerance,
                $"{Figures.Quantity(quantity)} come, and {Figures.Quantity(line.ToReceive())} are to be received: more than {(settings.OverReceiptQuantity is { } said ? Figures.Quantity(said) : settings.OverReceipt.ToString())} beyond what was ordered isn't taken."
                    + (line.Replacing > 0m ? $" {Figures.Quantity(line.Replacing)} come in place of what went back: take them back with that return." : string.Empty),
                line.Product.Value);
        }
    }
}
