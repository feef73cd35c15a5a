using Psa.Access;
using Psa.Lifecycles;
using static Psa.SalesItems.SalesItemStatus;

namespace Psa.SalesItems;

/// <summary>
/// How sales items change their status (spec 4). Only a cancellation is somebody's decision about the item itself and asks for a permission here;
/// the other steps follow from what happens to customer, invoice or run, which asks for its own.
/// </summary>
public static class SalesItemLifecycle
{
    /// <summary>Gets the table.</summary>
    public static Lifecycle<SalesItemStatus, SalesItemAction> Table { get; } = Lifecycle.Starting(Draft)
        .Allow(SalesItemAction.Complete, from: Draft, to: Pending)
        .Allow(SalesItemAction.Invoice, from: Pending, to: Invoiced)
        .Allow(SalesItemAction.Return, from: Invoiced, to: Pending)
        .Allow(SalesItemAction.Credit, from: Invoiced, to: Credited)
        .Allow(SalesItemAction.Cancel, from: Draft, to: Canceled, needs: Permission.ManageSalesItems)
        .Allow(SalesItemAction.Cancel, from: Pending, to: Canceled, needs: Permission.ManageSalesItems)
        .Allow(SalesItemAction.Withdraw, from: Draft, to: Canceled)
        .Allow(SalesItemAction.Withdraw, from: Pending, to: Canceled)
        .Allow(SalesItemAction.Withdraw, from: Invoiced, to: Canceled);
}
