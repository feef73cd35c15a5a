using Psa.Access;
using Psa.Lifecycles;
using static Psa.Procurement.PurchaseOrderStatus;

namespace Psa.Procurement;

/// <summary>How purchase orders change their status by hand; what is received follows from quantities.</summary>
internal static class PurchaseOrderLifecycle
{
    /// <summary>Gets the one table of the steps.</summary>
    public static Lifecycle<PurchaseOrderStatus, PurchaseOrderAction> Table { get; } = Lifecycle.Starting(New)
        .Allow(PurchaseOrderAction.Submit, from: New, to: Submitted, needs: Permission.ManagePurchaseOrders)
        .Allow(PurchaseOrderAction.Cancel, from: New, to: Canceled, needs: Permission.ManagePurchaseOrders)
        .Allow(PurchaseOrderAction.Cancel, from: Submitted, to: Canceled, needs: Permission.ManagePurchaseOrders);
}
