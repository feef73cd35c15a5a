using NodaTime;

namespace Psa.Procurement;

/// <summary>Says which purchase orders are late.</summary>
internal static class LateOrders
{
    /// <summary>Gives the first due date that passed of what is to be received of an order; <see langword="null"/> while nothing of it is late.</summary>
    [Pure]
    internal static LocalDate? LateSince(this PurchaseOrder order, LocalDate today)
    {
        LocalDate? first = null;
        if (order.Status != PurchaseOrderStatus.Submitted && order.Status != PurchaseOrderStatus.PartlyReceived)
        {
            return first;
        }

        foreach (var line in order.Lines)
        {
            if (line.DueOn is { } due && due < today && line.ToReceive() > 0m && (first is null || due < first))
            {
                first = due;
            }
        }

        return first;
    }
}
