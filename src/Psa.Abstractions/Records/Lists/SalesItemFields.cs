using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;
using Psa.Lists;
using Psa.Orders;
using Psa.SalesItems;
using Psa.Work;

namespace Psa.Records;

/// <summary>The fields of the list of sales items.</summary>
internal static class SalesItemFields
{
    internal static FieldList<SalesItem> All { get; } = new(
        "billingDate",
        ["number", "customerName", "lineText"],
        Fields<SalesItem>.Text("number", static item => item.Number, SalesItemRecords.NumberFold, isSelective: true),
        Fields<SalesItem>.Id("customer", static item => (Id<Customer>?)item.Customer, SalesItemRecords.Customer, isSelective: true),
        DocumentFields.CustomerName<SalesItem>(static item => item.Customer),
        Fields<SalesItem>.Beside<Customer>("payer", FieldKind.Id, static item => item.Payer is null ? item.Customer : null, static (item, customer) => (item.Payer ?? customer?.Payer)?.Value),
        Fields<SalesItem>.Id("billingEntity", static item => (Id<Sellers.BillingEntity>?)item.BillingEntity, SalesItemRecords.Entity),
        Fields<SalesItem>.Choice("source", static item => item.Source, SalesItemRecords.Source),
        Fields<SalesItem>.Id("contract", static item => item.Contract),
        Fields<SalesItem>.Beside<Deposit>("order", FieldKind.Id, static item => Of<Deposit>(item, SalesItemSource.Deposit), static (item, deposit) => item.Source == SalesItemSource.Order ? item.SourceId : deposit?.Order.Value),
        Fields<SalesItem>.Id("ticket", static item => Of<Ticket>(item, SalesItemSource.Ticket)),
        Fields<SalesItem>.Id("project", static item => Of<Project>(item, SalesItemSource.Project)),
        DocumentFields.Products<SalesItem>(static item => item.Lines),
        DocumentFields.Texts<SalesItem>(static item => item.Lines),
        Fields<SalesItem>.Date("billingDate", static item => item.BillingDate, SalesItemRecords.BillingDate),
        Fields<SalesItem>.Date("periodFirstDay", static item => item.Period?.Start),
        Fields<SalesItem>.Date("periodLastDay", static item => item.Period?.LastDay),
        Fields<SalesItem>.Amount("total", static item => item.TotalBeforeDiscount),
        Fields<SalesItem>.Amount("net", static item => item.Net),
        Fields<SalesItem>.Amount("computed", static item => item.Computed),
        Fields<SalesItem>.Amount("credited", static item => item.Credited),
        Fields<SalesItem>.Currency("currency", static item => item.Currency),
        Fields<SalesItem>.Status("status", static item => item.Status, SalesItemStatus.All, SalesItemRecords.Status),
        Fields<SalesItem>.Truth(
            "invoiced",
            static item => item.Status == SalesItemStatus.Invoiced,
            static yes => yes ? SalesItemRecords.Status.Is(SalesItemStatus.Invoiced) : SalesItemRecords.Status.IsNot(SalesItemStatus.Invoiced)),
        Fields<SalesItem>.Id("invoice", static item => item.Invoice, SalesItemRecords.Invoice, isSelective: true),
        Fields<SalesItem>.Beside<Invoice>("invoiceNumber", FieldKind.Text, static item => item.Invoice, static (_, invoice) => invoice?.Number),
        Fields<SalesItem>.Id("run", static item => item.Run, SalesItemRecords.Run, isSelective: true),
        Fields<SalesItem>.Age("age", static item => item.BillingDate, SalesItemRecords.BillingDate),
        Fields<SalesItem>.Beside<Contract>("purchaseOrderNumber", FieldKind.Text, static item => item.Contract, static (item, contract) => item.Terms?.PurchaseOrderNumber ?? contract?.PurchaseOrderNumber),
        Fields<SalesItem>.Truth("overridden", static item => item.Override is not null),
        Fields<SalesItem>.Truth("released", static item => item.Released));

    private static Id<T>? Of<T>(SalesItem item, SalesItemSource source) => item.Source == source ? new Id<T>(item.SourceId) : null;
}
