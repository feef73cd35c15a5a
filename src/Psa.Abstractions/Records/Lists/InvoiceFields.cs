using Psa.Customers;
using Psa.Invoices;
using Psa.Lists;

namespace Psa.Records;

/// <summary>The fields of the list of invoices and credit notes.</summary>
internal static class InvoiceFields
{
    internal static FieldList<Invoice> All { get; } = new(
        "issueDate",
        ["number", "customerName", "lineText"],
        Fields<Invoice>.Text("number", static document => document.Number, InvoiceRecords.NumberFold, InvoiceRecords.Number, isSelective: true),
        Fields<Invoice>.Choice("documentKind", static document => document.Kind, InvoiceRecords.Kind),
        Fields<Invoice>.Status("status", static document => document.Status, [InvoiceStatus.Draft, InvoiceStatus.Issued, InvoiceStatus.Deleted], InvoiceRecords.Status),
        Fields<Invoice>.Id("customer", static document => (Id<Customer>?)document.Customer, InvoiceRecords.Customer, isSelective: true),
        DocumentFields.CustomerName<Invoice>(static document => document.Customer),
        Fields<Invoice>.Id("billingEntity", static document => (Id<Sellers.BillingEntity>?)document.BillingEntity, InvoiceRecords.Entity),
        Fields<Invoice>.Id("run", static document => document.Run, InvoiceRecords.Run, isSelective: true),
        Fields<Invoice>.Date("issueDate", static document => document.IssueDate, InvoiceRecords.IssueDate),
        Fields<Invoice>.Date("dueDate", static document => document.DueDate),
        Fields<Invoice>.Age("age", static document => document.IssueDate, InvoiceRecords.IssueDate),
        Fields<Invoice>.Currency("currency", static document => document.Currency),
        Fields<Invoice>.Amount("net", static document => document.Totals.TotalWithoutTax),
        Fields<Invoice>.Amount("total", static document => document.Totals.TotalWithTax),
        Fields<Invoice>.Text("title", static document => document.Title),
        Fields<Invoice>.Text("purchaseOrderNumber", static document => document.PurchaseOrderNumber),
        DocumentFields.Products<Invoice>(static document => document.Lines),
        DocumentFields.Texts<Invoice>(static document => document.Lines),
        Fields<Invoice>.Truth("held", static document => document.Hold is not null));
}
