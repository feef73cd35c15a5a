using Psa.Customers;
using Psa.Lists;
using Psa.Orders;

namespace Psa.Records;

/// <summary>The fields of the list of orders.</summary>
internal static class OrderFields
{
    internal static FieldList<Order> All { get; } = new(
        "issueDate",
        ["number", "customerName", "lineText"],
        Fields<Order>.Text("number", static order => order.Number, OrderRecords.NumberFold, OrderRecords.Number, isSelective: true),
        Fields<Order>.Status("status", static order => order.Status, OrderStatus.All, OrderRecords.Status),
        Fields<Order>.Choice("fulfilment", static order => order.FulfilmentProgress, OrderRecords.Fulfilled),
        Fields<Order>.Choice("invoicing", static order => order.InvoicingProgress, OrderRecords.Invoiced),
        Fields<Order>.Id("customer", static order => (Id<Customer>?)order.ServedCustomer, OrderRecords.ServedCustomer, isSelective: true),
        DocumentFields.CustomerName<Order>(static order => order.ServedCustomer),
        Fields<Order>.Id("payer", static order => (Id<Customer>?)order.Customer, OrderRecords.Customer, isSelective: true),
        Fields<Order>.Id("billingEntity", static order => (Id<Sellers.BillingEntity>?)order.BillingEntity, OrderRecords.Entity),
        Fields<Order>.Id("quote", static order => order.Quote, OrderRecords.Quote, isSelective: true),
        Fields<Order>.Id("opportunity", static order => order.Opportunity),
        Fields<Order>.Date("issueDate", static order => order.IssueDate, OrderRecords.IssueDate),
        Fields<Order>.Date("submittedOn", static order => order.SubmittedOn, OrderRecords.SubmittedOn),
        Fields<Order>.Age("age", static order => order.IssueDate, OrderRecords.IssueDate),
        Fields<Order>.Currency("currency", static order => order.Currency),
        Fields<Order>.Amount("net", static order => order.Totals.TotalWithoutTax),
        Fields<Order>.Amount("total", static order => order.Totals.TotalWithTax),
        Fields<Order>.Text("title", static order => order.Title),
        Fields<Order>.Text("purchaseOrderNumber", static order => order.PurchaseOrderNumber),
        DocumentFields.Products<Order>(static order => order.Lines),
        DocumentFields.Texts<Order>(static order => order.Lines));
}
