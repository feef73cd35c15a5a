using System.Linq;
using Psa.Documents;

namespace Psa.Payments;

/// <summary>
/// Writes exports as CSV (RFC 4180): a first line with the names of the columns, comma, quotes where they are needed, lines ended by CRLF, numbers with a point, dates as 2026-03-31. Text that
/// a spreadsheet would run as a formula (it begins with =, +, -, @, a tab or the end of a line) gets an apostrophe before it. docs/accounts.md lists the columns. Nothing is kept in memory but a line.
/// </summary>
public static class AccountingCsv
{
    private static readonly string[] DocumentColumns =
        ["document", "kind", "number", "billing_entity", "customer_number", "customer_name", "vat_number", "issue_date", "due_date", "credits", "currency", "total_without_tax", "tax", "payable_rounding", "total"];

    private static readonly string[] LineColumns =
        ["document_number", "place", "text", "product_number", "revenue_account", "tax_code", "tax_category", "tax_rate", "quantity", "unit", "first_day", "last_day", "currency", "net", "discount", "tax"];

    private static readonly string[] TaxGroupColumns = ["document_number", "tax_category", "tax_rate", "component", "currency", "taxable", "tax"];

    private static readonly string[] EntryColumns =
        ["entry", "kind", "billing_entity", "customer_number", "document_number", "credit_note_number", "date", "value_date", "currency", "amount", "method", "reference", "reason"];

    private static readonly string[] DiscountColumns = ["entry", "document_number", "tax_category", "tax_rate", "currency", "gross", "tax"];

    /// <summary>Writes documents, their lines and their tax groups, each to a table of its own.</summary>
    /// <param name="exported">The documents.</param>
    /// <param name="documents">Takes the documents.</param>
    /// <param name="lines">Takes the lines, with the number of their document and their place on it from 1.</param>
    /// <param name="taxGroups">Takes the tax groups, with the number of their document.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many documents were written.</returns>
    public static async Task<int> WriteDocumentsAsync(
        IAsyncEnumerable<ExportedDocument> exported, TextWriter documents, TextWriter lines, TextWriter taxGroups, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exported);
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(taxGroups);
        var (documentTable, lineTable, groupTable, count) = (new CsvTable(documents), new CsvTable(lines), new CsvTable(taxGroups), 0);
        await BeginAsync(documentTable, DocumentColumns, cancellationToken).ConfigureAwait(false);
        await BeginAsync(lineTable, LineColumns, cancellationToken).ConfigureAwait(false);
        await BeginAsync(groupTable, TaxGroupColumns, cancellationToken).ConfigureAwait(false);
        await foreach (var document in exported.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            count++;
            await documentTable.Name(document.Document).Name(document.Kind).Text(document.Number).Name(document.BillingEntity).Text(document.CustomerNumber).Text(document.CustomerName)
                .Text(document.VatNumber).Day(document.IssueDate).Day(document.DueDate).Text(string.Join(' ', document.Credits)).Name(document.Total.Currency)
                .Amount(document.TotalWithoutTax).Amount(document.TaxTotal).Amount(document.PayableRounding).Amount(document.Total)
                .EndAsync(cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < document.Lines.Count; i++)
            {
                await WriteAsync(lineTable, document.Number, i + 1, document.Lines[i], cancellationToken).ConfigureAwait(false);
            }

            foreach (var group in document.TaxGroups)
            {
                await WriteAsync(groupTable, document.Number, group, cancellationToken).ConfigureAwait(false);
            }
        }

        return count;
    }

    /// <summary>Writes entries of accounts, and early-payment discounts by what is taxed alike, each to a table of its own.</summary>
    /// <param name="exported">The entries.</param>
    /// <param name="entries">Takes them.</param>
    /// <param name="discounts">Takes the parts of discounts, with the entry that they are of.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many entries were written.</returns>
    public static async Task<int> WriteEntriesAsync(IAsyncEnumerable<ExportedEntry> exported, TextWriter entries, TextWriter discounts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exported);
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(discounts);
        var (table, discountTable, count) = (new CsvTable(entries), new CsvTable(discounts), 0);
        await BeginAsync(table, EntryColumns, cancellationToken).ConfigureAwait(false);
        await BeginAsync(discountTable, DiscountColumns, cancellationToken).ConfigureAwait(false);
        await foreach (var entry in exported.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            count++;
            await table.Name(entry.Entry).Name(entry.Kind).Name(entry.BillingEntity).Text(entry.CustomerNumber).Text(entry.DocumentNumber).Text(entry.CreditNoteNumber)
                .Day(entry.Date).Day(entry.ValueDate).Name(entry.Amount.Currency).Amount(entry.Amount).Name(entry.Method).Text(entry.Reference).Text(entry.Reason)
                .EndAsync(cancellationToken).ConfigureAwait(false);
            foreach (var part in entry.Discounts)
            {
                await discountTable.Name(entry.Entry).Text(entry.DocumentNumber).Name(part.Parts[0].Category.Code).Number(part.Parts.AsEnumerable().Sum(static one => one.Rate.Value))
                    .Name(part.Gross.Currency).Amount(part.Gross).Amount(part.Tax).EndAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        return count;
    }

    private static Task BeginAsync(CsvTable table, string[] columns, CancellationToken cancellationToken)
    {
        foreach (var column in columns)
        {
            _ = table.Text(column);
        }

        return table.EndAsync(cancellationToken);
    }

    private static Task WriteAsync(CsvTable table, string number, int place, ExportedLine line, CancellationToken cancellationToken) =>
        table.Text(number).Number(place).Text(line.Text).Text(line.ProductNumber).Text(line.RevenueAccount).Text(line.TaxCode).Name(line.TaxCategory.Code).Number(line.TaxRate.Value)
            .Number(line.Quantity).Text(line.Unit).Day(line.Period?.Start).Day(line.Period?.EndExclusive.PlusDays(-1)).Name(line.Net.Currency).Amount(line.Net).Amount(line.Discount).Amount(line.Tax)
            .EndAsync(cancellationToken);

    private static Task WriteAsync(CsvTable table, string number, TaxGroup group, CancellationToken cancellationToken) =>
        table.Text(number).Name(group.Category.Code).Number(group.Rate.Value).Text(group.Component).Name(group.Tax.Currency).Amount(group.Taxable).Amount(group.Tax).EndAsync(cancellationToken);
}
