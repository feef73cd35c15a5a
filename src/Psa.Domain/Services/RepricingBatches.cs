using System.Linq;
using Microsoft.Extensions.Logging;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Charges;
using Psa.Documents;
using Psa.Invoices;
using Psa.Languages;
using Psa.Orders;
using Psa.Quotes;
using Psa.Runs;
using Psa.Storage;

namespace Psa.Services;

/// <summary>The batches of a repricing run: each is one commit with how far it got, so whoever goes on, here or elsewhere, goes on from there.</summary>
internal sealed class RepricingBatches(IPsaStore store, IClock clock, ITaxCalculator taxes, LanguageSet languages, ILogger logger)
{
    private const int BatchSize = 500;

    private readonly DraftRepricing _invoices = new(taxes, languages);
    private readonly QuoteRepricing _quotes = new(new(taxes, languages));

    /// <summary>Goes on to the last document.</summary>
    internal async Task<RepricingRun> ContinueAsync(Actor actor, Id<RepricingRun> id, CancellationToken cancellationToken)
    {
        for (var (size, alone) = (BatchSize, 0); ;)
        {
            RepricingRun run;
            try
            {
                run = await BatchAsync(actor, id, size, isSkipped: false, cancellationToken).ConfigureAwait(false);
            }
            catch (ConcurrencyConflictException) when (size > 1)
            {
                // somebody keeps changing one of them: each by itself, so that only that one is left out
                (size, alone) = (1, BatchSize);
                continue;
            }
            catch (ConcurrencyConflictException)
            {
                run = await BatchAsync(actor, id, size, isSkipped: true, cancellationToken).ConfigureAwait(false);
            }

            if (run.FinishedAt is not null)
            {
                return run;
            }

            alone = Math.Max(0, alone - 1);
            size = alone > 0 ? 1 : BatchSize;
        }
    }

    private Task<RepricingRun> BatchAsync(Actor actor, Id<RepricingRun> id, int size, bool isSkipped, CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        async step =>
        {
            var stored = await step.Of<RepricingRun>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
            if (stored.FinishedAt is not null)
            {
                return stored; // somebody else came to the end
            }

            var (run, open) = (stored, await NextAsync(step, stored, size, cancellationToken).ConfigureAwait(false));
            var products = open.SelectMany(static one => one.Draft.Lines.AsEnumerable()).Select(static line => line.Product).OfType<Id<Product>>().Distinct().ToList();
            var catalog = await step.CatalogAsync(products, cancellationToken).ConfigureAwait(false);
            var day = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
            foreach (var (id, draft) in open)
            {
                run = isSkipped ? run.NotReached(id, PsaErrors.Conflict) : await LookAsync(step, run, id, draft, catalog, day, cancellationToken).ConfigureAwait(false);
            }

            return step.Of<RepricingRun>().Update(run.Through(open.Count < size ? null : open[^1].Id, step.Now), stored);
        },
        cancellationToken);

    private static Task<List<(Guid Id, Document Draft)>> NextAsync(Step step, RepricingRun run, int size, CancellationToken cancellationToken) => run.Stage switch
    {
        RepricedKind.Quote => OpenAsync(step, QuoteRecords.FollowingAfter(After<Quote>(run)), size, cancellationToken),
        RepricedKind.Order => OpenAsync(step, OrderRecords.FollowingAfter(After<Order>(run)), size, cancellationToken),
        _ => run.Payers.IsEmpty ? OpenAsync(step, InvoiceRecords.FollowingAfter(After<Invoice>(run)), size, cancellationToken) : OfPayersAsync(step, run, size, cancellationToken),
    };

    private static Id<T>? After<T>(RepricingRun run) => run.Checkpoint is { } last ? new(last) : null;

    private static async Task<List<(Guid Id, Document Draft)>> OpenAsync<T>(Step step, Query<T> query, int size, CancellationToken cancellationToken)
        where T : Document, IEntity<T>
    {
        var found = await step.Of<T>().QueryAsync(query.Take(size), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        return found.ConvertAll(static draft => (draft.Id.Value, (Document)draft));
    }

    private static async Task<List<(Guid Id, Document Draft)>> OfPayersAsync(Step step, RepricingRun run, int size, CancellationToken cancellationToken)
    {
        var found = new List<Invoice>();
        foreach (var payer in run.Payers)
        {
            var drafts = await step.Of<Invoice>().QueryAsync(InvoiceRecords.DraftsOfCustomer(payer), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
            found.AddRange(drafts.Where(draft => draft.Prices() == PriceMovement.Follows && (After<Invoice>(run) is not { } last || draft.Id.CompareTo(last) > 0)));
        }

        return [.. found.OrderBy(static draft => draft.Id).Take(size).Select(static draft => (draft.Id.Value, (Document)draft))];
    }

    // one document that can't be priced never stops the others
    private async Task<RepricingRun> LookAsync(Step step, RepricingRun run, Guid id, Document draft, CatalogFacts catalog, LocalDate day, CancellationToken cancellationToken)
    {
        try
        {
            if (!run.IsAbout(draft) || !run.IsAbout(draft, await FollowingAsync(step, draft, catalog, day, cancellationToken).ConfigureAwait(false)))
            {
                return run.Passed();
            }

            var (after, differences) = await RepriceAsync(step, run, draft, catalog, cancellationToken).ConfigureAwait(false);
            return run.Repriced(id, draft, after, differences.Count);
        }
        catch (PsaException refusal) when (refusal is not (ConcurrencyConflictException or StoreException))
        {
            return run.NotReached(id, refusal.Code);
        }
#pragma warning disable CA1031 // a host's tax service may throw anything
        catch (Exception thrown) when (thrown is not (OperationCanceledException or PsaException))
#pragma warning restore CA1031
        {
            LogMessages.RepricingUnexpected(logger, thrown, run.Tenant, run.Id.Value, id);
            return run.NotReached(id, ChargeErrors.Unexpected);
        }
    }

    private static async Task<ValueList<PriceDifference>> FollowingAsync(Step step, Document draft, CatalogFacts catalog, LocalDate day, CancellationToken cancellationToken) => draft switch
    {
        Quote quote => (await QuoteRepricing.CompareAsync(step, quote, await QuoteWriter.WhoseAsync((IPsaSession)step, quote, cancellationToken).ConfigureAwait(false), day, catalog, cancellationToken).ConfigureAwait(false)).Following,
        Order order => (await OrderRepricing.CompareAsync(step, order, day, catalog, cancellationToken).ConfigureAwait(false)).Following,
        _ => (await DraftRepricing.CompareAsync(step, (Invoice)draft, day, catalog, cancellationToken).ConfigureAwait(false)).Following,
    };

    private async Task<(Document After, ValueList<PriceDifference> Differences)> RepriceAsync(Step step, RepricingRun run, Document draft, CatalogFacts catalog, CancellationToken cancellationToken)
    {
        if (draft is Quote quote)
        {
            return await _quotes.RepriceDraftAsync(step, quote, catalog, run, cancellationToken).ConfigureAwait(false);
        }

        if (draft is Order order)
        {
            return await new OrderWriter(step, taxes, languages).RepriceOrderAsync(step, order, catalog, run, cancellationToken).ConfigureAwait(false);
        }

        var repriced = await _invoices.RepriceDraftAsync(step, (Invoice)draft, catalog, run, cancellationToken).ConfigureAwait(false);
        return (repriced.Draft, repriced.Differences);
    }
}
