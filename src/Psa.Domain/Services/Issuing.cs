using NodaTime;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Records;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What runs and single documents share when they take numbers.</summary>
internal static class Issuing
{
    /// <summary>Reads the live number series of a billing entity.</summary>
    internal static Task<List<NumberSeries>> SeriesAsync(this IPsaSession session, Id<BillingEntity> entity, CancellationToken cancellationToken) =>
        session.Of<NumberSeries>().QueryAsync(NumberSeriesRecords.LiveOf(entity), cancellationToken).ListAsync(cancellationToken);

    /// <summary>Gives the series that numbers documents of a purpose.</summary>
    /// <param name="series">The live series of the entity.</param>
    /// <param name="purpose">The purpose.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="date">The date of the documents.</param>
    /// <param name="documents">How many documents there are.</param>
    /// <returns>The series; <see langword="null"/> when there are no documents.</returns>
    /// <exception cref="RuleViolationException"><c>numbering.no_series</c>, <c>numbering.not_confirmed</c>.</exception>
    internal static NumberSeries? Confirmed(this List<NumberSeries> series, NumberPurpose purpose, BillingEntity entity, LocalDate date, long documents)
    {
        if (documents == 0)
        {
            return null;
        }

        var found = series.Find(s => s.Purpose == purpose)
            ?? throw new RuleViolationException(NumberingErrors.NoSeries, $"The billing entity has no live number series for {purpose}: create and confirm one.", entity.Id.Value);
        return found.IsConfirmed
            ? found
            : throw new RuleViolationException(
                NumberingErrors.NotConfirmed,
                $"The number series '{found.Pattern}' is not confirmed: check that number {found.Position(date)} continues those in the accounting software, then confirm it.",
                found.Id.Value);
    }

    /// <summary>Gives drafts of one date their numbers, in their order, and makes them immutable: documents and counters in one commit, so there is never a gap.</summary>
    /// <param name="step">The step.</param>
    /// <param name="ids">Makes the ids of the entries by which credit pays them.</param>
    /// <param name="notes">Drafts credit notes, of what is left of deposits.</param>
    /// <param name="seller">Which of the tenant's companies bills.</param>
    /// <param name="date">The date of the documents.</param>
    /// <param name="drafts">The drafts.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="stored">A draft as it is stored, where it was changed since it was read.</param>
    /// <returns>The documents: invoices, then credit notes.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>numbering.no_series</c>, <c>numbering.not_confirmed</c>, <c>numbering.date_before_last</c>; <c>numbering.in_use</c>: a run gives out numbers of an earlier date; <c>lifecycle.not_allowed</c>.
    /// </exception>
    internal static async Task<List<Invoice>> NumberAsync(
        this Step step, IIdGenerator ids, CreditNoteDrafts notes, Id<BillingEntity> seller, LocalDate date, List<Invoice> drafts, CancellationToken cancellationToken, Invoice? stored = null)
    {
        await step.RequireNotOvertakingAsync(seller, date, cancellationToken).ConfigureAwait(false);
        var entity = await step.Of<BillingEntity>().RequireAsync(seller, cancellationToken).ConfigureAwait(false);
        var series = await step.SeriesAsync(seller, cancellationToken).ConfigureAwait(false);
        var payers = await step.PayersOfAsync(drafts, cancellationToken).ConfigureAwait(false);
        var prepaying = await Prepaying.OfAsync(step, entity, drafts, payers, ids, cancellationToken).ConfigureAwait(false);
        var (issued, party) = (new List<Invoice>(drafts.Count), entity.ToParty());
        foreach (var kind in new[] { InvoiceKind.Invoice, InvoiceKind.CreditNote })
        {
            var documents = drafts.FindAll(draft => draft.Kind == kind);
            if (documents.Count == 0)
            {
                continue;
            }

            var purpose = kind == InvoiceKind.Invoice ? NumberPurpose.Invoice : NumberPurpose.CreditNote;
            var allocation = series.Confirmed(purpose, entity, date, documents.Count)!.Allocate(entity, date, documents.Count);
            step.Of<NumberSeries>().Update(allocation.Series);
            for (var i = 0; i < documents.Count; i++)
            {
                var document = documents[i].Issue(allocation.Numbers[i], step.Now, entity, party, payers.GetValueOrDefault(documents[i].Customer));
                issued.Add(step.Of<Invoice>().UpdateOwned(prepaying.Pay(document), stored?.Id == document.Id ? stored : documents[i]));
            }
        }

        foreach (var document in issued)
        {
            await step.DecideDiscountsAsync(document, cancellationToken).ConfigureAwait(false);
        }

        prepaying.Stage();
        await step.FollowIssuedAsync(issued, prepaying.Orders, ids, notes, cancellationToken).ConfigureAwait(false);
        return issued;
    }

    /// <summary>Refuses a date by which the run that gives out numbers could not go on. A run that begins to issue writes its series, so one of the two sees the other.</summary>
    internal static async Task RequireNotOvertakingAsync(this Step step, Id<BillingEntity> entity, LocalDate date, CancellationToken cancellationToken)
    {
        if (await step.Of<BillingRun>().FirstAsync(BillingRunRecords.OpenOf(entity), cancellationToken).ConfigureAwait(false) is { } run
            && run.Status == BillingRunStatus.Issuing
            && run.InvoiceDate < date)
        {
            throw new RuleViolationException(NumberingErrors.InUse, $"A billing run is giving out numbers of {run.InvoiceDate:R}: finish its issue, then issue documents of later dates.", run.Id.Value);
        }
    }

    // what runs look at again is billed with its share of the document's discounts from now on
    private static async Task DecideDiscountsAsync(this Step step, Invoice issued, CancellationToken cancellationToken)
    {
        var items = new List<(SalesItem Item, int First)>();
        foreach (var (id, first) in DiscountedItems.Of(issued))
        {
            items.Add((await step.Of<SalesItem>().RequireAsync(id, cancellationToken).ConfigureAwait(false), first));
        }

        foreach (var (before, after) in DiscountedItems.Discounted(items, issued, step.Actor.DisplayName))
        {
            step.Keep(step.Of<SalesItem>().Update(after, before));
            step.Decided(before, hasOthers: true);
            step.Append(EventKinds.SalesItemOverridden, before.Id, before.Net.ToString(), after.Net.ToString(), after.Override!.Reason);
        }
    }
}
