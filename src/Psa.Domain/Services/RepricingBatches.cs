using System.Linq;
using Microsoft.Extensions.Logging;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Charges;
using Psa.Documents;
using Psa.Invoices;
using Psa.Languages;
using Psa.Runs;
using Psa.Storage;

namespace Psa.Services;

/// <summary>The batches of a repricing run: each is one commit with how far it got, so whoever goes on, here or elsewhere, goes on from there.</summary>
internal sealed class RepricingBatches(IPsaStore store, IClock clock, ITaxCalculator taxes, LanguageSet languages, ILogger logger)
{
    private const int BatchSize = 500;

    private readonly DraftRepricing _pricing = new(taxes, languages);

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

            var (run, drafts) = (stored, await NextAsync(step, stored, size, cancellationToken).ConfigureAwait(false));
            var products = drafts.SelectMany(static draft => draft.Lines.AsEnumerable()).Select(static line => line.Product).OfType<Id<Product>>().Distinct().ToList();
            var catalog = await step.CatalogAsync(products, cancellationToken).ConfigureAwait(false);
            var day = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
            foreach (var draft in drafts)
            {
                run = isSkipped ? run.NotReached(draft.Id, PsaErrors.Conflict) : await LookAsync(step, run, draft, catalog, day, cancellationToken).ConfigureAwait(false);
            }

            return step.Of<RepricingRun>().Update(run.Through(drafts.Count < size ? null : drafts[^1].Id, step.Now), stored);
        },
        cancellationToken);

    private static async Task<List<Invoice>> NextAsync(Step step, RepricingRun run, int size, CancellationToken cancellationToken)
    {
        if (run.Payers.IsEmpty)
        {
            return await step.Of<Invoice>().QueryAsync(InvoiceRecords.FollowingAfter(run.Checkpoint).Take(size), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        }

        var found = new List<Invoice>();
        foreach (var payer in run.Payers)
        {
            var drafts = await step.Of<Invoice>().QueryAsync(InvoiceRecords.DraftsOfCustomer(payer), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
            found.AddRange(drafts.Where(draft => draft.Prices() == PriceMovement.Follows && (run.Checkpoint is not { } last || draft.Id.CompareTo(last) > 0)));
        }

        return [.. found.OrderBy(static draft => draft.Id).Take(size)];
    }

    // one document that can't be priced never stops the others
    private async Task<RepricingRun> LookAsync(Step step, RepricingRun run, Invoice draft, CatalogFacts catalog, LocalDate day, CancellationToken cancellationToken)
    {
        try
        {
            if (!run.IsAbout(draft))
            {
                return run.Passed();
            }

            var comparison = await DraftRepricing.CompareAsync(step, draft, day, catalog, cancellationToken).ConfigureAwait(false);
            if (!run.IsAbout(draft, comparison.Following))
            {
                return run.Passed();
            }

            var repriced = await _pricing.RepriceDraftAsync(step, draft, catalog, run, cancellationToken).ConfigureAwait(false);
            return run.Repriced(draft, repriced.Draft, repriced.Differences.Count);
        }
        catch (PsaException refusal) when (refusal is not (ConcurrencyConflictException or StoreException))
        {
            return run.NotReached(draft.Id, refusal.Code);
        }
#pragma warning disable CA1031 // a host's tax service may throw anything
        catch (Exception thrown) when (thrown is not (OperationCanceledException or PsaException))
#pragma warning restore CA1031
        {
            LogMessages.RepricingUnexpected(logger, thrown, run.Tenant, run.Id.Value, draft.Id.Value);
            return run.NotReached(draft.Id, ChargeErrors.Unexpected);
        }
    }
}
