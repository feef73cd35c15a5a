using System.Linq;
using Psa.Adjustments;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>Says what helps where an adjustment would credit more than is left.</summary>
internal static class CreditRefusals
{
    /// <summary>Refuses a credit.</summary>
    /// <param name="step">The step.</param>
    /// <param name="adjustment">The adjustment.</param>
    /// <param name="credit">The difference that is to be credited.</param>
    /// <param name="rest">How much of it isn't left.</param>
    /// <param name="earlier">The adjustments that took anything of its customers before.</param>
    /// <param name="sources">The invoices that billed it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<RuleViolationException> ExceedsAsync(
        Step step, Adjustment adjustment, AdjustmentDifference credit, Money rest, IEnumerable<Adjustment> earlier, IEnumerable<ICreditSource> sources, CancellationToken cancellationToken)
    {
        var below = sources.OfType<OpenInvoice>().Distinct().SelectMany(static source => Enumerable.Range(0, source.Invoice.Lines.Count).Where(line => source.StandingOf(line).Sign < 0).Select(line => (source.Invoice, Line: line))).ToList();
        var lessened = below.Select(static own => own.Invoice.Number).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var areSelected = below.TrueForAll(own => adjustment.Lines.AsEnumerable().Any(line => line.Pane == AdjustmentPane.Billed && line.Line.Invoice == own.Invoice.Id && line.Line.Place == own.Line));
        var waiting = await WaitingAsync(step, credit, earlier, isOfAnyCode: lessened.Count > 0, cancellationToken).ConfigureAwait(false);
        return AdjustmentSpread.Exceeds(
            -credit.Amount,
            rest,
            waiting ?? (lessened.Count == 0 ? null
                : $"Lines below zero leave less of {string.Join(", ", lessened)}: {(areSelected ? "adjust its lines by themselves, and what else is of their tax codes afterwards" : "select them too")}, or credit it whole by hand, and adjust what is offered then."));
    }

    // what earlier adjustments charge and no issued invoice bills yet: only that can be credited, and what was charged of lines below zero under whatever code leaves room once it is
    private static async Task<string?> WaitingAsync(Step step, AdjustmentDifference credit, IEnumerable<Adjustment> earlier, bool isOfAnyCode, CancellationToken cancellationToken)
    {
        var waiting = new SortedSet<string>(StringComparer.Ordinal);
        var documents = earlier.SelectMany(static made => made.Documents.AsEnumerable().Select(document => (Adjustment: made, Document: document))).Where(own => own.Document.Buyer == credit.Buyer && own.Document.Credited.IsEmpty);
        foreach (var (adjustment, document) in documents.Where(own => isOfAnyCode || own.Document.TaxCodes.AsEnumerable().Contains(credit.TaxCode, StringComparer.Ordinal)))
        {
            if (await step.Of<SalesItem>().FindAsync(document.Item!.Value, cancellationToken).ConfigureAwait(false) is { Released: false } item && item.Currency == credit.Amount.Currency && item.Status != SalesItemStatus.Canceled)
            {
                var invoice = item.Invoice is { } on ? await step.Of<Invoice>().FindAsync(on, cancellationToken).ConfigureAwait(false) : null;
                if (invoice?.Status != InvoiceStatus.Issued)
                {
                    waiting.Add(
                        invoice is null ? $"cancel adjustment {adjustment.Number}, or let a run bill its item."
                        : invoice.Run is null ? $"cancel adjustment {adjustment.Number}, or issue the draft that bills its item."
                        : $"issue the run that bills the item of adjustment {adjustment.Number}, or roll it back and cancel that adjustment.");
                }
            }
        }

        return waiting.Count == 0 ? null : $"What was charged of it before isn't issued yet: {string.Join(" Also ", waiting)}";
    }
}
