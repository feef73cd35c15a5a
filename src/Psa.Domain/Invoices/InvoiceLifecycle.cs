using Psa.Access;
using Psa.Lifecycles;
using static Psa.Invoices.InvoiceStatus;

namespace Psa.Invoices;

/// <summary>How invoices and credit notes change their status.</summary>
public static class InvoiceLifecycle
{
    /// <summary>Gets the one table of the steps.</summary>
    public static Lifecycle<InvoiceStatus, InvoiceAction> Table { get; } = Lifecycle.Starting(Draft)
        .Allow(InvoiceAction.Issue, from: Draft, to: Issued, needs: Permission.IssueInvoices)
        .Allow(InvoiceAction.Delete, from: Draft, to: Deleted, needs: Permission.IssueInvoices)
        .Allow(InvoiceAction.PayInPart, from: Issued, to: PartiallyPaid, needs: Permission.RecordPayments)
        .Allow(InvoiceAction.PayInPart, from: PartiallyPaid, to: PartiallyPaid, needs: Permission.RecordPayments)
        .Allow(InvoiceAction.Pay, from: Issued, to: Paid, needs: Permission.RecordPayments)
        .Allow(InvoiceAction.Pay, from: PartiallyPaid, to: Paid, needs: Permission.RecordPayments)
        .Allow(InvoiceAction.Credit, from: Issued, to: Credited, needs: Permission.CorrectInvoices)
        .Allow(InvoiceAction.Credit, from: PartiallyPaid, to: Credited, needs: Permission.CorrectInvoices)
        .Allow(InvoiceAction.Credit, from: Paid, to: Credited, needs: Permission.CorrectInvoices);
}
