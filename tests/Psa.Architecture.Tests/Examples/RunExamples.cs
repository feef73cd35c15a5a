using Psa.Languages;
using Psa.SalesItems;

namespace Psa.Architecture.Tests.Examples;

/// <summary>Explanations, languages and the comparison of runs, of docs/billing-runs.md.</summary>
internal sealed class RunExamples(Desk desk) : Example(desk)
{
    internal async Task Explained()
    {
        var part = await TenWorkplacesAsync();
        await contracts.ChangeQuantityAsync(actor, part.Id, 12, new(2026, 3, 16));
        var run = await BillWithoutPaperAsync(new(2026, 3, 31));

        // begin
        var documents = await runs.InvoicesAsync(actor, run.Id).ToListAsync();
        await foreach (var item in items.OnInvoicesAsync(actor, [.. documents.Select(document => document.Id)]))
        {
            Write(item.Explain());
            Write(item.Explain(DocumentLanguages.German));
        }

        // end
    }

    internal async Task Spoken()
    {
        var part = await TenWorkplacesAsync();

        // begin
        await customers.SaveBillingInformationAsync(actor, bart.Id, billing with { Language = "de-AT" });
        await contracts.ChangeQuantityAsync(actor, part.Id, 12, new(2026, 3, 16));
        await BillAsync(new(2026, 4, 1));

        // end
    }

    internal async Task Compared()
    {
        var part = await TenWorkplacesAsync();

        // begin
        await contracts.ChangeTermsAsync(actor, part.Id, new(new(2026, 4, 1), Quantity: 12, UnitPrice: Euro(52m)));
        await items.CreateAsync(actor, new() { Customer = bart.Id, BillingDate = new(2026, 4, 1), Lines = [new() { Text = "Cabling", UnitPrice = Euro(80m), Quantity = 1 }] });
        var run = await BillAsync(new(2026, 4, 1));
        await foreach (var variance in runs.VarianceAsync(actor, run.Id))
        {
            Write($"{variance.PayerNumber} {variance.Text}: {variance.Kind}, {variance.Before} -> {variance.After}");
            foreach (var (cause, amount) in variance.Causes)
            {
                Write($"  {cause}: {amount}");
            }
        }

        // end
    }
}
