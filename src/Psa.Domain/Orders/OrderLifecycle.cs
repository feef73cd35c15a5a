using Psa.Access;
using Psa.Lifecycles;
using static Psa.Orders.OrderStatus;

namespace Psa.Orders;

/// <summary>How orders change their status.</summary>
internal static class OrderLifecycle
{
    /// <summary>Gets the one table of the steps.</summary>
    public static Lifecycle<OrderStatus, OrderAction> Table { get; } = Lifecycle.Starting(Active)
        .Allow(OrderAction.Submit, from: Active, to: Submitted, needs: Permission.ManageOrders)
        .Allow(OrderAction.Cancel, from: Active, to: Canceled, needs: Permission.ManageOrders)
        .Allow(OrderAction.Fulfil, from: Submitted, to: Submitted, needs: Permission.ManageOrders)
        .Allow(OrderAction.Invoice, from: Submitted, to: Submitted, needs: Permission.ManageOrders)
        .Allow(OrderAction.CancelRest, from: Submitted, to: Submitted, needs: Permission.ManageOrders)
        .Allow(OrderAction.Cancel, from: Submitted, to: Canceled, needs: Permission.ManageOrders)
        .Allow(OrderAction.Close, from: Submitted, to: Closed)
        .Allow(OrderAction.Reopen, from: Closed, to: Submitted);
}
