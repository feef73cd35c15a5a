using Psa.Invoices;

namespace Psa.Architecture.Tests.Examples;

/// <summary>Lists, of docs/reading.md.</summary>
internal sealed class ReadingExamples(Desk desk) : Example(desk)
{
    internal async Task Listed()
    {
        await TenWorkplacesAsync();
        await BillWithoutPaperAsync(new(2026, 4, 1));
        await BillWithoutPaperAsync(new(2026, 5, 1));

        // begin
        // by part of the name, however it is written; by number
        var found = await customers.ListAsync(actor, new() { NameContains = "BAKERY" }, PageRequest.First);
        Write($"{found.Items[0].Number} {found.Items[0].Name}");

        // the invoices of a customer, newest first, two a page
        var filter = new InvoiceFilter { Customer = bart.Id, Descending = true };
        var page = await invoices.ListAsync(actor, filter, new() { Size = 2, WithCount = true });
        Write($"{page.Count} documents: {string.Join(", ", page.Items.Select(invoice => invoice.Number))}");

        // all of them, page by page
        await foreach (var invoice in PageRequest.AllAsync(request => invoices.ListAsync(actor, filter, request)))
        {
            Write($"{invoice.IssueDate:R} {invoice.Number} {invoice.Totals.TotalWithTax}");
        }

        // end
    }
}
