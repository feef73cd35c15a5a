using System.Linq;
using Psa.Documents;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>The taxes of credit notes that runs make: each gives back of an invoice's tax what the series of all its credit notes leaves (R-CN-TAX).</summary>
internal static class CorrectionTaxes
{
    /// <summary>Gives the totals of a credit note of a run.</summary>
    /// <param name="input">What it was computed of.</param>
    /// <param name="totals">What it comes to by itself.</param>
    /// <param name="lines">Its lines, item by item.</param>
    /// <param name="items">Its items.</param>
    /// <param name="corrected">The invoices that it corrects.</param>
    /// <returns>The same totals where no series moves a tax. Taxes by line are those of the lines, and a discount or charge that somebody put on the note is of no invoice.</returns>
    internal static DocumentTotals Of(DocumentInput input, DocumentTotals totals, ValueList<DocumentLine> lines, IReadOnlyList<SalesItem> items, IReadOnlyDictionary<Id<Invoice>, CorrectedInvoice> corrected)
    {
        if (corrected.Count == 0 || input is not { TaxRounding: TaxRounding.PerGroup, Discounts.IsEmpty: true, Charges.IsEmpty: true })
        {
            return totals;
        }

        var (taxes, byInvoice, place) = (totals.Lines.Select(static line => line.ByComponent).ToArray(), new Dictionary<CorrectedInvoice, List<(int, DocumentLine)>>(), 0);
        foreach (var item in items)
        {
            for (var end = place + item.Lines.Count; place < end; place++)
            {
                if (lines[place].Tax is { IsKept: true } && item.Corrects is [var only] && corrected.TryGetValue(only, out var invoice))
                {
                    (byInvoice.TryGetValue(invoice, out var own) ? own : byInvoice[invoice] = []).Add((place, lines[place]));
                }
            }
        }

        foreach (var (invoice, own) in byInvoice)
        {
            invoice.Move(own, taxes);
        }

        return Totals.Compute(input with { Given = new([.. taxes.Select(_ => Money.Zero(input.Currency))], [.. taxes]) });
    }
}
