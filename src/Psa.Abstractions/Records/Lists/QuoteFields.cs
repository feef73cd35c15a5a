using Psa.Customers;
using Psa.Lists;
using Psa.Quotes;

namespace Psa.Records;

/// <summary>The fields of the list of quotes.</summary>
internal static class QuoteFields
{
    internal static FieldList<Quote> All { get; } = new(
        "issueDate",
        ["number", "customerName", "lineText"],
        Fields<Quote>.Text("number", static quote => quote.Number, QuoteRecords.NumberFold, QuoteRecords.Number, isSelective: true),
        Fields<Quote>.Number("revision", static quote => quote.Revision),
        Fields<Quote>.Status("status", static quote => quote.Status, QuoteStatus.All, QuoteRecords.Status),
        Fields<Quote>.Id("customer", static quote => (Id<Customer>?)quote.ServedCustomer, QuoteRecords.ServedCustomer, isSelective: true),
        DocumentFields.CustomerName<Quote>(static quote => quote.ServedCustomer),
        Fields<Quote>.Id("payer", static quote => (Id<Customer>?)quote.Customer),
        Fields<Quote>.Id("billingEntity", static quote => (Id<Sellers.BillingEntity>?)quote.BillingEntity, QuoteRecords.Entity),
        Fields<Quote>.Id("opportunity", static quote => quote.Opportunity, QuoteRecords.Opportunity, isSelective: true),
        Fields<Quote>.Date("issueDate", static quote => quote.IssueDate, QuoteRecords.IssueDate),
        Fields<Quote>.Date("lastDay", static quote => quote.LastDay, QuoteRecords.LastDay),
        Fields<Quote>.Date("closedOn", static quote => quote.ClosedOn),
        Fields<Quote>.Age("age", static quote => quote.IssueDate, QuoteRecords.IssueDate),
        Fields<Quote>.Currency("currency", static quote => quote.Currency),
        Fields<Quote>.Amount("net", static quote => quote.Totals.TotalWithoutTax),
        Fields<Quote>.Amount("total", static quote => quote.Totals.TotalWithTax),
        Fields<Quote>.Text("title", static quote => quote.Title),
        Fields<Quote>.Text("author", static quote => quote.AuthorName),
        Fields<Quote>.Text("purchaseOrderNumber", static quote => quote.PurchaseOrderNumber),
        DocumentFields.Products<Quote>(static quote => quote.Lines),
        DocumentFields.Texts<Quote>(static quote => quote.Lines));
}
