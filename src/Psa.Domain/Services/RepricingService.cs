using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Documents;
using Psa.Events;
using Psa.Languages;
using Psa.Records;
using Psa.Runs;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// Prices open documents anew that follow the catalog (R-STALE). A change of the catalog does it by itself, unless <see cref="Sellers.TenantSettings.Repricing"/> says otherwise; what was
/// stopped goes on with <see cref="ResumeAsync"/>, and the runs say what came of it.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Says which day it is, and gives the time of events.</param>
/// <param name="ids">Makes ids of runs.</param>
/// <param name="taxes">Finds taxes.</param>
/// <param name="logger">Hears of runs.</param>
/// <param name="languages">The host's own languages, which go before those of the library.</param>
public sealed class RepricingService(
    IPsaStore store, IClock clock, IIdGenerator ids, ITaxCalculator taxes, ILogger<RepricingService>? logger = null, IEnumerable<ILanguage>? languages = null)
{
    private readonly ILogger _logger = logger ?? NullLogger<RepricingService>.Instance;
    private readonly LanguageSet _languages = new(languages ?? []);

    /// <summary>Prices open documents anew, of all customers.</summary>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="documents">Which ones.</param>
    /// <param name="cancellationToken">Stops it behind a batch; <see cref="ResumeAsync"/> goes on.</param>
    /// <returns>The finished run, which says what came of it.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such product or list.</exception>
    /// <exception cref="ConcurrencyConflictException">The id is that of another run.</exception>
    /// <exception cref="StoreException"><c>store.host_transaction</c>: it commits in batches.</exception>
    [RequiresPermission(Permission.ManageCatalog)]
    public async Task<RepricingRun> RepriceOpenAsync(Actor actor, OpenDocuments documents, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(documents);
        store.RequireOwnTransactions();
        var run = await store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (documents.Id is { } given && await step.Of<RepricingRun>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } known)
                {
                    return known.Products == documents.Products && known.PriceList == documents.PriceList && known.Record is null
                        ? known
                        : throw new ConcurrencyConflictException(nameof(RepricingRun), given.Value, 0, known.Version);
                }

                await RequireAsync(step, documents, cancellationToken).ConfigureAwait(false);
                var made = RepricingStarts.NewRepricing(documents.Id.OrNext(ids), actor, step.Now, EventKinds.DocumentRepriced, record: null);
                return step.Of<RepricingRun>().Add(made with { Products = documents.Products, PriceList = documents.PriceList });
            },
            cancellationToken).ConfigureAwait(false);
        return await ContinueAsync(actor, run.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes on with all runs that were stopped before their last document: a process that ended, or a change in a transaction of the host.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Stops it behind a batch.</param>
    /// <returns>The runs that are finished now, the oldest first; none when nothing was left.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="StoreException"><c>store.host_transaction</c>: it commits in batches.</exception>
    [RequiresPermission(Permission.ManageCatalog)]
    public async Task<ValueList<RepricingRun>> ResumeAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        Require(actor);
        store.RequireOwnTransactions();
        return await ContinueAllAsync(actor, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds a run.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The run, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ManageCatalog)]
    public Task<RepricingRun?> FindAsync(Actor actor, Id<RepricingRun> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return store.ReadAsync(actor.Tenant, session => session.Of<RepricingRun>().FindAsync(id, cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Lists runs, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ManageCatalog)]
    public Task<Page<RepricingRun>> ListAsync(Actor actor, RepricingRunFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        Require(actor);
        return store.PageAsync(actor.Tenant, filter, page, RepricingRunRecords.Matching, cancellationToken);
    }

    /// <summary>
    /// Goes on with what a change started, once the change is committed. Whatever stops it, the change stands: the run stays open and is resumed, with the next change at the latest. In a
    /// transaction of the host, which isn't committed yet, it only stays open.
    /// </summary>
    private async Task FollowAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (store.IsInHostTransaction)
        {
            return;
        }

        try
        {
            await ContinueAllAsync(actor, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // what was changed is committed, and whoever changed it must hear so
        catch (Exception)
#pragma warning restore CA1031
        {
            // logged where it happened
        }
    }

    /// <summary>
    /// Goes on with what a change of the catalog starts. One that is refused goes on as well with what is open: whoever makes a call again whose answer was lost is told that it was made, and
    /// has all of it.
    /// </summary>
    internal async Task<T> AfterAsync<T>(Task<T> change, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            return await change.ConfigureAwait(false);
        }
        finally
        {
            await FollowAsync(actor, cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Require(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageCatalog, records);
    }

    private static async Task RequireAsync(Step step, OpenDocuments documents, CancellationToken cancellationToken)
    {
        if (documents.PriceList is { } list)
        {
            await step.Of<PriceList>().RequireAsync(list, cancellationToken).AsTask().AtAsync(nameof(documents.PriceList)).ConfigureAwait(false);
        }

        for (var i = 0; i < documents.Products.Count; i++)
        {
            await step.Of<Product>().RequireAsync(documents.Products[i], cancellationToken).AsTask().AtAsync(FormattableString.Invariant($"Products[{i}]")).ConfigureAwait(false);
        }
    }

    private async Task<ValueList<RepricingRun>> ContinueAllAsync(Actor actor, CancellationToken cancellationToken)
    {
        var open = await store.ReadAsync(
            actor.Tenant, session => session.Of<RepricingRun>().QueryAsync(RepricingRunRecords.Open, cancellationToken).ListAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        var done = new List<RepricingRun>(open.Count);
        foreach (var run in open)
        {
            done.Add(await ContinueAsync(actor, run.Id, cancellationToken).ConfigureAwait(false));
        }

        return done.ToValueList();
    }

    private Task<RepricingRun> ContinueAsync(Actor actor, Id<RepricingRun> id, CancellationToken cancellationToken) => _logger.ObserveAsync(
        ActivityNames.Reprice,
        actor,
        id.Value,
        () => new RepricingBatches(store, clock, taxes, _languages, _logger).ContinueAsync(actor, id, cancellationToken),
        static run => run.FaultCount > 0 ? "faults" : "done");
}
