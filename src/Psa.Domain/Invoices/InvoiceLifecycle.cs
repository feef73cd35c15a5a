using Psa.Access;
using Psa.Lifecycles;
using static Psa.Invoices.InvoiceStatus;

namespace Psa.Invoices;

/// <summary>How invoices and credit notes change their status.</summary>
internal static class InvoiceLifecycle
{
    /// <summary>Gets the one table of the steps.</summary>
    public static Lifecycle<InvoiceStatus, InvoiceAction> Table { get; } = Lifecycle.Starting(Draft)
        .Allow(InvoiceAction.Issue, from: Draft, to: Issued, needs: Permission.IssueInvoices)
        .Allow(InvoiceAction.Delete, from: Draft, to: Deleted, needs: Permission.IssueInvoices);
}
