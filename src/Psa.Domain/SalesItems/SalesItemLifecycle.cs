using Psa.Access;
using Psa.Lifecycles;
using static Psa.SalesItems.SalesItemStatus;

namespace Psa.SalesItems;

/// <summary>How sales items change their status.</summary>
public static class SalesItemLifecycle
{
    /// <summary>Gets the one table of the steps.</summary>
    public static Lifecycle<SalesItemStatus, SalesItemAction> Table { get; } = Lifecycle.Starting(Draft)
        .Allow(SalesItemAction.Complete, from: Draft, to: Pending)
        .Allow(SalesItemAction.Settle, from: Draft, to: Settled)
        .Allow(SalesItemAction.Invoice, from: Pending, to: Invoiced, needs: Permission.PrepareBillingRuns)
        .Allow(SalesItemAction.Return, from: Invoiced, to: Pending, needs: Permission.IssueInvoices)
        .Allow(SalesItemAction.Cancel, from: Draft, to: Canceled, needs: Permission.ManageSalesItems)
        .Allow(SalesItemAction.Cancel, from: Pending, to: Canceled, needs: Permission.ManageSalesItems)
        .Allow(SalesItemAction.Withdraw, from: Draft, to: Canceled, needs: Permission.IssueInvoices)
        .Allow(SalesItemAction.Withdraw, from: Pending, to: Canceled, needs: Permission.IssueInvoices)
        .Allow(SalesItemAction.Withdraw, from: Settled, to: Canceled, needs: Permission.IssueInvoices)
        .Allow(SalesItemAction.Withdraw, from: Invoiced, to: Canceled, needs: Permission.IssueInvoices);
}
