using Psa.Documents;
using Psa.Domain.Tests.Runs;
using Psa.Invoices;
using Psa.Orders;
using Psa.SalesItems;

namespace Psa.Domain.Tests.Payments;

/// <summary>A submitted order as a stored record, and the item by which an invoice bills it.</summary>
internal static class AnOrder
{
    public static Order Of(string customer = "C1") => new()
    {
        Id = DerivedId.Create<Order>(AWorld.Tenant, "order", customer),
        Tenant = AWorld.Tenant,
        Status = OrderStatus.Submitted,
        Number = $"O-{customer}",
        ServedCustomer = AWorld.ACustomer(customer).Id,
        Customer = AWorld.ACustomer(customer).Id,
        CustomerNumber = customer,
        BillingEntity = AWorld.Seller.Id,
        Currency = Currency.EUR,
        IssueDate = AnInvoice.Date,
        SubmittedOn = AnInvoice.Date,
        Seller = new() { Name = "Acme" },
        Buyer = new() { Name = "Contoso" },
        PaymentTerms = PaymentTerms.DueIn(30),
        Lines = [],
        Totals = Totals.Compute(new() { Currency = Currency.EUR, Lines = [], Rounding = Rounding.HalfUp }),
    };

    public static (Invoice Invoice, SalesItem Item) BilledBy(Order order, Invoice invoice)
    {
        var item = new SalesItem
        {
            Id = DerivedId.Create<SalesItem>(AWorld.Tenant, "item", invoice.Id.ToString()),
            Tenant = AWorld.Tenant,
            Customer = order.ServedCustomer,
            BillingEntity = order.BillingEntity,
            Currency = order.Currency,
            Source = SalesItemSource.Order,
            SourceId = order.Id.Value,
            BillingDate = AnInvoice.Date,
            Status = SalesItemStatus.Invoiced,
            Invoice = invoice.Id,
            Payer = invoice.Customer,
            Lines = [],
            TotalBeforeDiscount = AWorld.Eur(0m),
            Computed = AWorld.Eur(0m),
            Net = AWorld.Eur(0m),
        };
        return (invoice with { Items = [new(item.Id, item.Customer, item.Source, invoice.Lines.Count)] }, item);
    }
}
