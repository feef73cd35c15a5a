using System.Linq;
using Psa.Catalog;
using Psa.Documents;
using Psa.Invoices;
using Psa.Orders;
using Psa.Quotes;

namespace Psa.Records;

/// <summary>What somebody wrote of a whole document that a device brings: its content, and nothing of what its lifecycle, its numbers or the catalog say.</summary>
internal static class DeviceDrafts
{
    /// <summary>Gives a quote as somebody would write it. A price is written where somebody said it; the catalog's are found anew.</summary>
    internal static NewQuote Written(Quote quote) => new()
    {
        Id = quote.Id,
        Customer = quote.ServedCustomer,
        BillingEntity = quote.BillingEntity,
        Currency = quote.Currency,
        Opportunity = quote.Opportunity,
        Contract = quote.Contract,
        PriceBehaviour = quote.PriceBehaviour,
        Metadata = quote.Metadata,
        Content = new()
        {
            Date = quote.IssueDate,
            EffectiveFrom = quote.EffectiveFrom,
            LastDay = quote.LastDay,
            Lines = Written(quote.Lines).Select(static line => Written(line.Known, line.Line)).ToValueList(),
            PriceList = quote.PriceList,
            Discounts = quote.Discounts,
            Charges = quote.Charges.AsWritten(),
            PaymentTerms = quote.PaymentTerms,
            Delivery = quote.Delivery,
            PurchaseOrderNumber = quote.PurchaseOrderNumber,
            BuyerReference = quote.BuyerReference,
            ShipTo = quote.ShipTo,
            Title = quote.Title,
            Introduction = quote.Introduction,
            Note = quote.Note,
        },
    };

    /// <summary>Gives an order as somebody would write it.</summary>
    internal static NewOrder Written(Order order) => new()
    {
        Id = order.Id,
        Customer = order.ServedCustomer,
        BillingEntity = order.BillingEntity,
        Currency = order.Currency,
        Opportunity = order.Opportunity,
        Contract = order.Contract,
        PriceBehaviour = order.PriceBehaviour,
        Invoicing = order.Invoicing,
        Freight = order.Freight,
        Metadata = order.Metadata,
        Content = new()
        {
            Date = order.IssueDate,
            Lines = Written(order.Lines).Select(static line => line.Line).ToValueList(),
            PriceList = order.PriceList,
            Discounts = order.Discounts,
            Charges = order.Charges.AsWritten(),
            PaymentTerms = order.PaymentTerms,
            Delivery = order.Delivery,
            PurchaseOrderNumber = order.PurchaseOrderNumber,
            BuyerReference = order.BuyerReference,
            ShipTo = order.ShipTo,
            Title = order.Title,
            Introduction = order.Introduction,
            Note = order.Note,
        },
    };

    private static IEnumerable<(DocumentLine Known, NewDocumentLine Line)> Written(ValueList<DocumentLine> lines) =>
        lines.AsEnumerable().Where(static line => line.Bundle != BundleRole.Component).Select(static line => (line, new NewDocumentLine(line.Quantity, line.Unit)
        {
            Text = line.Text,
            Product = line.Product,
            UnitPrice = line.IsNote || (line.Product is not null && line.Source is not { Kind: PriceSourceKind.Override }) ? null : line.UnitPrice,
            Discount = line.Discount,
            TaxCode = line.TaxCode,
            IsNote = line.IsNote,
        }));

    private static NewQuoteLine Written(DocumentLine known, NewDocumentLine line) => new()
    {
        Line = line,
        Choice = known.Offer?.Choice ?? LineChoice.Included,
        IsChosen = known.Offer?.IsChosen ?? false,
        Group = known.Offer?.Group,
        Recurring = known.Offer?.Recurring,
    };
}
