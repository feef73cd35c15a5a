using System.Linq;
using Psa.Adjustments;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>What adjustments took into account, in the steps that take it back.</summary>
internal static class AdjustmentSteps
{
    /// <summary>Offers the lines again that items of adjustments were made of: these were released, and nothing is billed anew by itself.</summary>
    /// <param name="step">The step.</param>
    /// <param name="changed">The items as the step leaves them, of any source.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task ReleaseAdjustmentsAsync(this Step step, IReadOnlyCollection<SalesItem> changed, CancellationToken cancellationToken)
    {
        foreach (var item in changed.Where(static item => item is { Source: SalesItemSource.Adjustment, Released: true }))
        {
            var adjustment = await step.Of<Adjustment>().RequireAsync(new(item.SourceId), cancellationToken).ConfigureAwait(false);
            foreach (var document in adjustment.Documents.AsEnumerable().Where(document => document.Item == item.Id))
            {
                if (document.Credited.IsEmpty)
                {
                    var (whole, rests) = AdjustmentRules.Cut(adjustment, document);
                    await step.TakeBackAsync(adjustment, AdjustmentRules.LinesOf(adjustment, whole), cancellationToken).ConfigureAwait(false);
                    await step.OfferAgainAsync(adjustment, rests, [], cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await step.OfferAgainAsync(adjustment, document, [], cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Takes back what an adjustment took of some lines: what later ones took of them stays.</summary>
    internal static async Task TakeBackAsync(this Step step, Adjustment adjustment, IEnumerable<ComparedLine> lines, CancellationToken cancellationToken)
    {
        foreach (var own in lines.Where(static line => !line.Taken.IsEmpty).GroupBy(line => BillingAdjustment.IdOf(adjustment.Tenant, line.Pane, line.Line)))
        {
            var known = await step.Of<ConsideredLine>().RequireAsync(own.Key, cancellationToken).ConfigureAwait(false);
            var isAll = own.Count() == adjustment.Lines.AsEnumerable().Count(line => !line.Taken.IsEmpty && BillingAdjustment.IdOf(adjustment.Tenant, line.Pane, line.Line) == own.Key);
            known = known.TakeBack(own.SelectMany(static line => line.Taken.AsEnumerable()));

            // who took nothing of it any more charged nothing for it
            step.Of<ConsideredLine>().Update(isAll ? known with { Adjustments = [.. known.Adjustments.Where(id => id != adjustment.Id)] } : known);
        }
    }

    /// <summary>Gives what a credit note of an adjustment credits of each line of its invoice, without tax.</summary>
    internal static List<(Id<Invoice> Invoice, int Line, Money Net)> CreditedNets(this Invoice note) =>
        [.. note.Credit!.Lines.AsEnumerable().Select(line => (note.Credit.Invoice, line.Line, line.Amount - line.Discount - (note.PriceMode == PriceMode.TaxInclusive ? line.Tax : Money.Zero(note.Currency))))];

    /// <summary>Offers again what the credit notes of an adjustment could not credit to the cent, or takes it again when all of it is taken back.</summary>
    internal static async Task OfferMissedAsync(this Step step, Adjustment adjustment, CancellationToken cancellationToken, bool isUndone = false)
    {
        foreach (var missed in ConsideredLines.Missed(adjustment).ToList())
        {
            await step.OfferAgainAsync(adjustment, isUndone ? missed with { Credited = [-missed.Net] } : missed, [], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Offers again what a document of an adjustment would have credited: it goes. What it credits in exchange is offered of the very line: it is another customer's perhaps, and what it was exchanged for may stay.</summary>
    internal static async Task OfferAgainAsync(this Step step, Adjustment adjustment, AdjustmentDocument document, List<(Id<Invoice> Invoice, int Line, Money Net)> nets, CancellationToken cancellationToken)
    {
        foreach (var line in document.Exchanged)
        {
            if (await step.OfferAgainAsync(adjustment, line, cancellationToken).ConfigureAwait(false))
            {
                (document, nets) = (document.Without(line), nets.ConvertAll(net => net.Invoice == line.Invoice && net.Line == line.Line ? net with { Net = net.Net - line.Net } : net));
            }
        }

        foreach (var own in ConsideredLines.OfferAgain(adjustment, document, nets).GroupBy(line => BillingAdjustment.IdOf(adjustment.Tenant, line.Line.Pane, line.Line.Line)).ToList())
        {
            var known = await step.Of<ConsideredLine>().RequireAsync(own.Key, cancellationToken).ConfigureAwait(false);
            step.Of<ConsideredLine>().Update(known with { Values = known.Values.Plus([.. own.Select(static line => line.Change)]) });
        }
    }

    // whether it is of those that are offered: what adjustments made themselves isn't
    private static async Task<bool> OfferAgainAsync(this Step step, Adjustment adjustment, ExchangedLine exchanged, CancellationToken cancellationToken)
    {
        var invoice = await step.Of<Invoice>().RequireAsync(exchanged.Invoice, cancellationToken).ConfigureAwait(false);
        if (invoice.ItemOf(exchanged.Line) is not { Source: SalesItemSource.ContractPart } item)
        {
            return false;
        }

        var line = AdjustmentPanes.LineOf(invoice, exchanged.Line, item.Customer, Money.Zero(invoice.Currency));
        var value = new ConsideredValue(line.TaxCode ?? string.Empty, ExactAmount.Of(-exchanged.Net), line.Period, line.Period);
        var id = BillingAdjustment.IdOf(adjustment.Tenant, AdjustmentPane.Billed, line);
        if (await step.Of<ConsideredLine>().FindAsync(id, cancellationToken).ConfigureAwait(false) is { } known)
        {
            step.Of<ConsideredLine>().Update(known with { Values = known.Values.Plus([value]) });
        }
        else
        {
            step.Of<ConsideredLine>().Add(new()
            {
                Id = id,
                Tenant = adjustment.Tenant,
                Pane = AdjustmentPane.Billed,
                Line = line,
                Customer = line.Customer,
                BillingEntity = adjustment.BillingEntity,
                Buyer = invoice.Customer,
                Values = [value],
                Adjustments = [adjustment.Id],
            });
        }

        return true;
    }

    private static AdjustmentDocument Without(this AdjustmentDocument document, ExchangedLine line)
    {
        var at = document.TaxCodes.AsEnumerable().ToList().IndexOf(line.TaxCode);
        return document with { Credited = [.. document.Credited.AsEnumerable().Select((credited, i) => i == at ? credited - line.Net : credited)] };
    }
}
