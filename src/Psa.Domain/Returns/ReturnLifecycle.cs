using Psa.Access;
using Psa.Lifecycles;
using static Psa.Returns.ReturnStatus;

namespace Psa.Returns;

/// <summary>How returns change their status (R-RMA).</summary>
internal static class ReturnLifecycle
{
    /// <summary>Gets the one table of the steps.</summary>
    public static Lifecycle<ReturnStatus, ReturnAction> Table { get; } = Lifecycle.Starting(Requested)
        .Allow(ReturnAction.Authorize, from: Requested, to: Authorized, needs: Permission.AuthorizeReturns)
        .Allow(ReturnAction.Deny, from: Requested, to: Denied, needs: Permission.AuthorizeReturns)
        .Allow(ReturnAction.Await, from: Authorized, to: AwaitingReturn, needs: Permission.RequestReturns)
        .Allow(ReturnAction.Cancel, from: Authorized, to: Canceled, needs: Permission.AuthorizeReturns)
        .Allow(ReturnAction.Cancel, from: AwaitingReturn, to: Canceled, needs: Permission.AuthorizeReturns)
        .Allow(ReturnAction.Receive, from: AwaitingReturn, to: Received, needs: Permission.ReceiveGoods)
        .Allow(ReturnAction.Restock, from: Received, to: Restocked, needs: Permission.MoveStock)
        .Allow(ReturnAction.Dispose, from: Received, to: Disposed, needs: Permission.AdjustStock)
        .Allow(ReturnAction.Deliver, from: Received, to: Repaired, needs: Permission.MoveStock)
        .Allow(ReturnAction.Send, from: Received, to: SentToVendor, needs: Permission.ReceiveGoods)
        .Allow(ReturnAction.Credit, from: SentToVendor, to: Credited, needs: Permission.ManageCosts)
        .Allow(ReturnAction.Replace, from: SentToVendor, to: Replaced, needs: Permission.ReceiveGoods)
        .Allow(ReturnAction.Repair, from: SentToVendor, to: Repaired, needs: Permission.ReceiveGoods)
        .Allow(ReturnAction.Decline, from: SentToVendor, to: Declined, needs: Permission.ReceiveGoods)
        .Allow(ReturnAction.TakeBack, from: Replaced, to: Replaced, needs: Permission.ReceiveGoods)
        .Allow(ReturnAction.TakeBack, from: Repaired, to: Repaired, needs: Permission.ReceiveGoods)
        .Allow(ReturnAction.TakeBack, from: Declined, to: Declined, needs: Permission.ReceiveGoods)
        .Allow(ReturnAction.Restock, from: Replaced, to: Replaced, needs: Permission.MoveStock)
        .Allow(ReturnAction.Restock, from: Repaired, to: Repaired, needs: Permission.MoveStock)
        .Allow(ReturnAction.Restock, from: Declined, to: Declined, needs: Permission.MoveStock)
        .Allow(ReturnAction.Dispose, from: Replaced, to: Replaced, needs: Permission.AdjustStock)
        .Allow(ReturnAction.Dispose, from: Repaired, to: Repaired, needs: Permission.AdjustStock)
        .Allow(ReturnAction.Dispose, from: Declined, to: Declined, needs: Permission.AdjustStock)
        .Allow(ReturnAction.Deliver, from: Replaced, to: Replaced, needs: Permission.MoveStock)
        .Allow(ReturnAction.Deliver, from: Repaired, to: Repaired, needs: Permission.MoveStock)
        .Allow(ReturnAction.Deliver, from: Declined, to: Declined, needs: Permission.MoveStock)
        .Allow(ReturnAction.Close, from: Restocked, to: Closed, needs: Permission.RequestReturns)
        .Allow(ReturnAction.Close, from: Disposed, to: Closed, needs: Permission.RequestReturns)
        .Allow(ReturnAction.Close, from: Credited, to: Closed, needs: Permission.RequestReturns)
        .Allow(ReturnAction.Close, from: Replaced, to: Closed, needs: Permission.RequestReturns)
        .Allow(ReturnAction.Close, from: Repaired, to: Closed, needs: Permission.RequestReturns)
        .Allow(ReturnAction.Close, from: Declined, to: Closed, needs: Permission.RequestReturns);
}
