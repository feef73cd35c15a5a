using System.Linq;
using Psa.Catalog;
using Psa.Documents;
using Psa.Invoices;

namespace Psa.Payments;

/// <summary>Gives documents and entries the shape in which bookkeeping takes them.</summary>
internal static class Exports
{
    private const string Piece = "C62";

    /// <summary>Gives an issued document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="products">The products of its lines, as they are now.</param>
    /// <param name="numbers">The numbers of the invoices that it credits or corrects.</param>
    public static ExportedDocument Of(Invoice document, IReadOnlyDictionary<Id<Product>, Product> products, IReadOnlyDictionary<Id<Invoice>, string> numbers)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new()
        {
            Document = document.Id,
            Kind = document.Kind,
            Number = document.Number ?? string.Empty,
            BillingEntity = document.BillingEntity,
            CustomerNumber = document.CustomerNumber,
            CustomerName = document.Buyer.Name,
            VatNumber = document.Buyer.VatNumber,
            IssueDate = document.IssueDate,
            DueDate = document.DueDate,
            Credits = CreditedBy(document).Select(numbers.GetValueOrDefault).OfType<string>().ToValueList(),
            TotalWithoutTax = document.Totals.TotalWithoutTax,
            TaxTotal = document.Totals.TaxTotal,
            PayableRounding = document.Totals.PayableRounding,
            Total = Balances.Of(document).Total,
            Lines = LinesOf(document, products).Concat(ChargesOf(document)).ToValueList(),
            TaxGroups = document.Totals.TaxGroups,
        };
    }

    /// <summary>Gives the invoices that a document credits or corrects.</summary>
    public static IEnumerable<Id<Invoice>> CreditedBy(Invoice document) => document.Credit is { } credit ? [credit.Invoice] : document.Corrects.AsEnumerable();

    /// <summary>Gives an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="customerNumber">The number of its payer.</param>
    /// <param name="numbers">The numbers of the documents that it names.</param>
    /// <param name="discounts">What of an early-payment discount belongs to what is taxed alike.</param>
    public static ExportedEntry Of(PaymentEntry entry, string customerNumber, IReadOnlyDictionary<Id<Invoice>, string> numbers, ValueList<DiscountedTax> discounts = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new()
        {
            Entry = entry.Id,
            Kind = entry.Kind,
            BillingEntity = entry.BillingEntity,
            CustomerNumber = customerNumber,
            DocumentNumber = entry.Invoice is { } document ? numbers.GetValueOrDefault(document) : null,
            CreditNoteNumber = entry.CreditNote is { } note ? numbers.GetValueOrDefault(note) : null,
            Date = entry.Date,
            ValueDate = entry.ValueDate,
            Amount = entry.Amount,
            Method = entry.Method,
            Reference = entry.Reference,
            Reason = entry.Reason,
            Discounts = discounts,
        };
    }

    /// <summary>Gives what of an early-payment discount belongs to what is taxed alike, by what was left of its document then.</summary>
    /// <param name="entry">The discount.</param>
    /// <param name="document">Its document.</param>
    /// <param name="notes">The credit notes of the document; those that were issued later don't count.</param>
    public static ValueList<DiscountedTax> DiscountsOf(PaymentEntry entry, Invoice document, IEnumerable<Invoice> notes)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var before = notes.Where(note => note.IssuedAt <= entry.At).Select(static note => note.Credit).OfType<CreditedInvoice>().ToList();
        var balance = Balances.Of(document) with
        {
            Lines = before.SelectMany(static credit => credit.Lines.AsEnumerable()).ToValueList(),
            Charges = before.SelectMany(static credit => credit.Charges.AsEnumerable()).ToValueList(),
        };
        return EarlyPayment.ByTax(document, balance, entry.Amount);
    }

    private static IEnumerable<ExportedLine> LinesOf(Invoice document, IReadOnlyDictionary<Id<Product>, Product> products)
    {
        for (var i = 0; i < document.Lines.Count; i++)
        {
            var (line, totals) = (document.Lines[i], document.Totals.Lines[i]);
            if (!line.IsNote && line.Tax is { Applied: var tax })
            {
                var product = line.Product is { } id ? products.GetValueOrDefault(id) : null;
                yield return new()
                {
                    Text = line.Text,
                    ProductNumber = product?.Number,
                    RevenueAccount = product?.RevenueAccount,
                    TaxCode = tax.Code,
                    TaxCategory = tax.Category,
                    TaxRate = tax.Rate,
                    Quantity = line.Quantity,
                    Unit = line.Unit,
                    Period = line.Period,
                    Net = totals.Net,
                    Discount = totals.Discount,
                    Tax = totals.Tax,
                };
            }
        }
    }

    private static IEnumerable<ExportedLine> ChargesOf(Invoice document) =>
        document.Totals.Adjustments.AsEnumerable().Where(static adjustment => adjustment.Kind == AdjustmentKind.Charge).Select(adjustment => new ExportedLine
        {
            Text = adjustment.Reason,
            TaxCode = adjustment.Index < document.Charges.Count ? document.Charges[adjustment.Index].Tax?.Code : null,
            TaxCategory = adjustment.Taxes[0].Category,
            TaxRate = Percent.Of(adjustment.Taxes.AsEnumerable().Sum(static part => part.Rate.Value)),
            Quantity = 1m,
            Unit = Piece,
            Net = adjustment.Amount,
            Discount = Money.Zero(adjustment.Amount.Currency),
            Tax = adjustment.Tax,
        });
}
