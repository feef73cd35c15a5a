using Psa.Catalog;
using Psa.Charges;
using Psa.Customers;
using Psa.Documents;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>Writes the draft of an invoice, or of a credit note when corrections outweigh what is billed.</summary>
internal static class InvoiceAssembly
{
    internal static Invoice Assemble(Customer customer, BillingInformation information, InvoiceGroup group, LineTax[] taxes, BillingContext context)
    {
        var entity = context.Entity;
        var (lines, amounts) = Lines(group, taxes, isCredit: false);
        var totals = Compute(group, amounts, entity);
        var isCredit = totals.TotalWithTax.Sign < 0;
        if (isCredit)
        {
            (lines, amounts) = Lines(group, taxes, isCredit: true);
            totals = Compute(group, amounts, entity);
        }

        return new Invoice
        {
            Id = DerivedId.Create<Invoice>(context.InvoiceDate, context.Tenant, customer.Id.Value, group.Items[0].Id.Value, 0, context.Calculation),
            Tenant = context.Tenant,
            Kind = isCredit ? InvoiceKind.CreditNote : InvoiceKind.Invoice,
            Status = InvoiceStatus.Draft,
            Customer = customer.Id,
            CustomerNumber = customer.Number,
            BillingEntity = entity.Id,
            Currency = group.Currency,
            Run = context.Run,
            GroupingKey = group.Key,
            IssueDate = context.InvoiceDate,
            DueDate = group.PaymentTerms.DueDate(context.InvoiceDate),
            Seller = entity.ToParty(),
            Buyer = customer.ToParty(information),
            PaymentTerms = group.PaymentTerms,
            PaymentMethod = group.PaymentMethod,
            Delivery = group.Delivery,
            Language = information.Language,
            PurchaseOrderNumber = group.PurchaseOrderNumber,
            Recipients = information.InvoiceRecipients,
            Note = information.InvoiceNote,
            Lines = lines,
            Totals = totals,
            Corrects = isCredit ? Corrected(group) : [],
        }.Showing(entity, customer);
    }

    private static DocumentTotals Compute(InvoiceGroup group, ValueList<DocumentLine> lines, BillingEntity entity) => Totals.Compute(new()
    {
        Currency = group.Currency,
        Lines = lines,
        PriceMode = group.PriceMode,
        TaxRounding = entity.TaxRounding,
        Rounding = entity.Rounding,
    });

    private static (ValueList<InvoiceLine> Lines, ValueList<DocumentLine> Amounts) Lines(InvoiceGroup group, LineTax[] taxes, bool isCredit)
    {
        var lines = new InvoiceLine[taxes.Length];
        var amounts = new DocumentLine[taxes.Length];
        var place = 0;
        foreach (var item in group.Items)
        {
            foreach (var line in item.Lines)
            {
                var net = isCredit ? -line.Net : line.Net;
                amounts[place] = new(net, taxes[place].Applied);
                lines[place] = Line(item, line, net, taxes[place].Applied, isCredit);
                place++;
            }
        }

        return (ValueList.Create<InvoiceLine>(lines), ValueList.Create<DocumentLine>(amounts));
    }

    private static InvoiceLine Line(SalesItem item, SalesItemLine line, Money net, AppliedTax tax, bool isCredit) => new()
    {
        SalesItem = item.Id,
        Customer = item.Customer,
        Source = item.Source,
        Text = line.Text,
        Product = line.Product,
        Period = line.Period,
        Quantity = isCredit ? -line.Quantity : line.Quantity,
        Unit = line.Unit,
        UnitPrice = line.UnitPrice,
        Discount = line.Discount,
        TaxCode = tax.Code,
        TaxCategory = tax.Category,
        TaxRate = tax.Rate,
        TaxExemptionReason = tax.ExemptionReason,
        Net = net,
        IsNote = line.IsNote,
    };

    private static ValueList<Id<Invoice>> Corrected(InvoiceGroup group)
    {
        var seen = new SortedSet<Id<Invoice>>();
        foreach (var item in group.Items)
        {
            seen.UnionWith(item.Corrects);
        }

        return seen.ToValueList();
    }
}
