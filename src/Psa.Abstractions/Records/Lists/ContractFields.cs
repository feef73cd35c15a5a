using Psa.Contracts;
using Psa.Customers;
using Psa.Lists;

namespace Psa.Records;

/// <summary>The fields of the list of contracts.</summary>
internal static class ContractFields
{
    internal static FieldList<Contract> All { get; } = new(
        "number",
        ["number", "name", "customerName"],
        Fields<Contract>.Text("number", static contract => contract.Number, ContractRecords.NumberFold, ContractRecords.Number, isSelective: true),
        Fields<Contract>.Text("name", static contract => contract.Name, ContractRecords.NameFold, ContractRecords.Name, isSelective: true),
        Fields<Contract>.Status("status", static contract => contract.Status, ContractStatus.All, ContractRecords.Status),
        Fields<Contract>.Id("customer", static contract => (Id<Customer>?)contract.Customer, ContractRecords.Customer, isSelective: true),
        DocumentFields.CustomerName<Contract>(static contract => contract.Customer),
        Fields<Contract>.Id("billingEntity", static contract => (Id<Sellers.BillingEntity>?)contract.BillingEntity, ContractRecords.Entity),
        Fields<Contract>.Currency("currency", static contract => contract.Currency),
        Fields<Contract>.Date("effectiveFrom", static contract => contract.EffectiveFrom),
        Fields<Contract>.Date("lastDay", static contract => contract.LastDay),
        Fields<Contract>.Text("purchaseOrderNumber", static contract => contract.PurchaseOrderNumber),
        Fields<Contract>.Truth("separateInvoice", static contract => contract.SeparateInvoice),
        Fields<Contract>.Truth("renews", static contract => contract.Renewal is not null),
        Fields<Contract>.Truth("terminated", static contract => contract.Termination is not null));
}
