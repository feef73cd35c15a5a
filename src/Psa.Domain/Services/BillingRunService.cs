using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Charges;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Languages;
using Psa.Records;
using Psa.Runs;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// Plans, calculates, issues and rolls back billing runs. Every batch is one commit; kill a run anywhere, call the same method again, and it goes on where it was,
/// with the same result, once. Stateless and safe for parallel use, on one machine or many.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">The clock.</param>
/// <param name="ids">Makes ids of runs and partitions; everything a run bills derives its own.</param>
/// <param name="taxes">Finds taxes.</param>
/// <param name="logger">Hears what happens, or <see langword="null"/>.</param>
/// <param name="languages">The host's own languages, which go before those of the library.</param>
/// <param name="options">How runs are calculated where a call doesn't say, or <see langword="null"/> for the defaults.</param>
public sealed partial class BillingRunService(IPsaStore store, IClock clock, IIdGenerator ids, ITaxCalculator taxes, ILogger<BillingRunService>? logger = null, IEnumerable<ILanguage>? languages = null, IOptions<PsaOptions>? options = null)
{
    private const int CustomersPerPartition = 1000;
    private const int UsualPartitions = 16;

    private readonly LanguageSet _languages = new(languages ?? []);
    private readonly BillingRunOptions _options = options?.Value.Runs ?? BillingRunOptions.Default;
    private readonly ILogger _logger = logger ?? NullLogger<BillingRunService>.Instance;

    /// <summary>Stores a run and cuts the customers into partitions.</summary>
    /// <param name="actor">Who plans it.</param>
    /// <param name="plan">What it is to bill.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The planned run.</returns>
    /// <exception cref="RuleViolationException"><c>billing_run.open</c>: the entity has an open run; <c>billing_run.bad_plan</c>; <c>billing_entity.inactive</c>.</exception>
    /// <exception cref="PermissionDeniedException">The actor may not prepare billing runs.</exception>
    /// <exception cref="EntityNotFoundException">There is no such billing entity.</exception>
    [RequiresPermission(Permission.PrepareBillingRuns)]
    public async Task<BillingRun> PlanAsync(Actor actor, BillingRunPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return await _logger.ObserveAsync(
            ActivityNames.PlanRun,
            actor,
            plan?.Id?.Value,
            () =>
            {
                actor.Require(Permission.PrepareBillingRuns);
                Border.Check(plan);
                return store.StepAsync(clock, actor, step => PlanAsync(step, plan, cancellationToken), cancellationToken);
            },
            static planned => planned.Status.Name,
            static planned => planned.Id.Value).ConfigureAwait(false);
    }

    /// <summary>
    /// Calculates a run, goes on with an interrupted one, or calculates a calculated one again after blocked customers were mended. Returns when all partitions are done;
    /// those that another worker holds are waited for, and taken over when their lease expires.
    /// </summary>
    /// <param name="actor">Who calculates it.</param>
    /// <param name="run">The run.</param>
    /// <param name="options">Batch size, lease and the like, or <see langword="null"/> for those of <see cref="PsaOptions"/>.</param>
    /// <param name="progress">Hears how far the run is, after each commit.</param>
    /// <param name="cancellationToken">Stops between commits; the run can be resumed.</param>
    /// <returns>The calculated run.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: the run is issued, rolled back or canceled; <c>tax.no_table</c>; <c>billing_run.bad_options</c>; <c>billing_entity.inactive</c>: the drafts it has can be issued, or the run rolled back.</exception>
    /// <exception cref="PermissionDeniedException">The actor may not prepare billing runs.</exception>
    /// <exception cref="EntityNotFoundException">There is no such run.</exception>
    [RequiresPermission(Permission.PrepareBillingRuns)]
    public async Task<BillingRun> CalculateAsync(
        Actor actor,
        Id<BillingRun> run,
        BillingRunOptions? options = null,
        IProgress<BillingRunProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return await _logger.ObserveAsync(
            ActivityNames.CalculateRun,
            actor,
            run.Value,
            () =>
            {
                actor.Require(Permission.PrepareBillingRuns, run.Value);
                Border.CheckOptional(options?.Worker, nameof(BillingRunOptions.Worker));
                var chosen = options ?? _options;
                chosen.Require();
                store.RequireOwnTransactions();
                return new RunCalculation(store, clock, taxes, _languages, _logger, actor, chosen, ids).RunAsync(run, progress, cancellationToken);
            },
            static calculated => calculated.Status.Name).ConfigureAwait(false);
    }

    /// <summary>Assigns numbers, gap-free, in the order of customer number, grouping key and id, and makes the documents immutable. Resumes an interrupted issue.</summary>
    /// <param name="actor">Who issues.</param>
    /// <param name="run">The run.</param>
    /// <param name="progress">Hears how far it is, after each commit.</param>
    /// <param name="cancellationToken">Stops between commits; issuing can be resumed.</param>
    /// <returns>The issued run.</returns>
    /// <exception cref="RuleViolationException"><c>numbering.not_confirmed</c>: confirm the series first; <c>numbering.no_series</c>; <c>numbering.date_before_last</c>; <c>lifecycle.not_allowed</c>.</exception>
    /// <exception cref="PermissionDeniedException">The actor may not issue invoices.</exception>
    /// <exception cref="EntityNotFoundException">There is no such run.</exception>
    [RequiresPermission(Permission.IssueInvoices)]
    public async Task<BillingRun> IssueAsync(Actor actor, Id<BillingRun> run, IProgress<BillingRunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return await _logger.ObserveAsync(
            ActivityNames.IssueRun,
            actor,
            run.Value,
            () =>
            {
                actor.Require(Permission.IssueInvoices, run.Value);
                store.RequireOwnTransactions();
                return new RunIssue(store, clock, ids, new(ids, _languages), actor).RunAsync(run, progress, cancellationToken);
            },
            static issued => issued.Status.Name).ConfigureAwait(false);
    }

    /// <summary>Takes a run back that calculates, is calculated, or issues and has numbered nothing: its drafts vanish, its items are withdrawn, items of before are pending again, and the next run bills all of it anew. Resumes an interrupted one.</summary>
    /// <param name="actor">Who rolls it back.</param>
    /// <param name="run">The run; issued documents can't be rolled back, only credited.</param>
    /// <param name="progress">Hears how far it is, after each commit.</param>
    /// <param name="cancellationToken">Stops between commits; rolling back can be resumed.</param>
    /// <returns>The run, rolled back.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: the run is planned, canceled or issued, or a document of it has its number.</exception>
    /// <exception cref="PermissionDeniedException">The actor may not issue invoices.</exception>
    /// <exception cref="EntityNotFoundException">There is no such run.</exception>
    [RequiresPermission(Permission.IssueInvoices)]
    public async Task<BillingRun> RollBackAsync(Actor actor, Id<BillingRun> run, IProgress<BillingRunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return await _logger.ObserveAsync(
            ActivityNames.RollBackRun,
            actor,
            run.Value,
            () =>
            {
                actor.Require(Permission.IssueInvoices, run.Value);
                store.RequireOwnTransactions();
                return new RunRollBack(store, clock, actor).RunAsync(run, progress, cancellationToken);
            },
            static takenBack => takenBack.Status.Name).ConfigureAwait(false);
    }

    /// <summary>Gives a planned run up.</summary>
    /// <param name="actor">Who cancels it.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The canceled run.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: it has calculated something; roll it back.</exception>
    /// <exception cref="PermissionDeniedException">The actor may not prepare billing runs.</exception>
    /// <exception cref="EntityNotFoundException">There is no such run.</exception>
    [RequiresPermission(Permission.PrepareBillingRuns)]
    public async Task<BillingRun> CancelAsync(Actor actor, Id<BillingRun> run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return await _logger.ObserveAsync(
            ActivityNames.CancelRun,
            actor,
            run.Value,
            () =>
            {
                actor.Require(Permission.PrepareBillingRuns, run.Value);
                return store.StepAsync(clock, actor, step => CancelAsync(step, run, cancellationToken), cancellationToken);
            },
            static canceled => canceled.Status.Name).ConfigureAwait(false);
    }

    /// <summary>Shows what a run would do, merged with what is pending, and commits nothing: the same calculation as the run itself.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="plan">What the run would bill.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>One result a payer that has anything, in the order of their ids; streamed.</returns>
    /// <exception cref="RuleViolationException"><c>billing_entity.inactive</c>; <c>tax.no_table</c>.</exception>
    /// <exception cref="PermissionDeniedException">The actor may not prepare billing runs.</exception>
    /// <exception cref="EntityNotFoundException">There is no such billing entity.</exception>
    [RequiresPermission(Permission.PrepareBillingRuns)]
    public IAsyncEnumerable<PayerBilling> PreviewAsync(Actor actor, BillingRunPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.PrepareBillingRuns);
        Border.Check(plan);
        return store.StreamAsync(actor.Tenant, session => PreviewAsync(session, actor, plan, cancellationToken), cancellationToken);
    }

    /// <summary>Puts a calculated run beside the entity's last issued one, to be looked at before issuing.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The two runs and their difference in money.</returns>
    /// <exception cref="PermissionDeniedException">The actor may not prepare billing runs.</exception>
    /// <exception cref="EntityNotFoundException">There is no such run.</exception>
    [RequiresPermission(Permission.PrepareBillingRuns)]
    public async Task<RunReview> ReviewAsync(Actor actor, Id<BillingRun> run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.PrepareBillingRuns, run.Value);
        return await store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var current = await session.Of<BillingRun>().RequireAsync(run, cancellationToken).ConfigureAwait(false);
                var previous = await PreviousAsync(session, current, cancellationToken).ConfigureAwait(false);
                return new RunReview(current, previous, current.Counts.Money.Less(previous?.Counts.Money ?? []));
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds a run.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The run as it stands, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException">The actor may not prepare billing runs.</exception>
    [RequiresPermission(Permission.PrepareBillingRuns)]
    public async Task<BillingRun?> FindAsync(Actor actor, Id<BillingRun> run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.PrepareBillingRuns, run.Value);
        return await store.ReadAsync(actor.Tenant, session => session.Of<BillingRun>().FindAsync(run, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the open run of a billing entity.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="entity">Which of the tenant's companies.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The run that is neither issued, rolled back nor canceled, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException">The actor may not prepare billing runs.</exception>
    [RequiresPermission(Permission.PrepareBillingRuns)]
    public async Task<BillingRun?> FindOpenAsync(Actor actor, Id<BillingEntity> entity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.PrepareBillingRuns);
        return await store.ReadAsync(actor.Tenant, session => session.Of<BillingRun>().FirstAsync(BillingRunRecords.OpenOf(entity), cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists what a run could not bill or invoice, with the money that waits.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The obstacles by customer number; streamed.</returns>
    /// <exception cref="PermissionDeniedException">The actor may not prepare billing runs.</exception>
    [RequiresPermission(Permission.PrepareBillingRuns)]
    public IAsyncEnumerable<RunObstacle> ObstaclesAsync(Actor actor, Id<BillingRun> run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.PrepareBillingRuns, run.Value);
        return store.StreamAsync(actor.Tenant, session => session.Of<RunObstacle>().QueryAsync(RunObstacleRecords.OfRun(run), cancellationToken), cancellationToken);
    }

    /// <summary>Lists the partitions of a run: which worker holds each, and how far it is.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The partitions in their order; streamed.</returns>
    /// <exception cref="PermissionDeniedException">The actor may not prepare billing runs.</exception>
    [RequiresPermission(Permission.PrepareBillingRuns)]
    public IAsyncEnumerable<RunPartition> PartitionsAsync(Actor actor, Id<BillingRun> run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.PrepareBillingRuns, run.Value);
        return store.StreamAsync(actor.Tenant, session => session.Of<RunPartition>().QueryAsync(RunPartitionRecords.OfRun(run), cancellationToken), cancellationToken);
    }

    /// <summary>Lists the documents of a run in the order of their numbers.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The documents; streamed.</returns>
    /// <exception cref="PermissionDeniedException">The actor may not view invoices.</exception>
    [RequiresPermission(Permission.ViewInvoices)]
    public IAsyncEnumerable<Invoice> InvoicesAsync(Actor actor, Id<BillingRun> run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ViewInvoices, Grants.Own, run.Value);
        return store.StreamAsync(actor.Tenant, session => DocumentsAsync(session, actor, run, cancellationToken), cancellationToken);
    }

    private static async Task<BillingRun> CancelAsync(Step step, Id<BillingRun> run, CancellationToken cancellationToken)
    {
        var planned = await step.Of<BillingRun>().RequireAsync(run, cancellationToken).ConfigureAwait(false);
        return planned.Status == BillingRunStatus.Canceled ? planned : step.Move(planned, BillingRunAction.Cancel, EventKinds.BillingRunCanceled);
    }

    private async IAsyncEnumerable<PayerBilling> PreviewAsync(
        IPsaSession session, Actor actor, BillingRunPlan plan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var context = await PreviewContextAsync(session, actor, plan, cancellationToken).ConfigureAwait(false);
        Id<Customer>? after = null;
        while (true)
        {
            var page = await CustomerPages.ReadAsync(session, plan.Payers.Named(), after, through: null, BillingRunOptions.Default.BatchSize, cancellationToken).ConfigureAwait(false);
            foreach (var facts in page.Customers.Count == 0 ? [] : (await BatchReader.ReadAsync(session, page.Customers, context, cancellationToken).ConfigureAwait(false)).Payers)
            {
                var billing = await PayerRun.BillAsync(facts, context, taxes, new CorrectedInvoices(session).FindAsync, cancellationToken).ConfigureAwait(false);
                if (billing.Items.Count + billing.Invoices.Count + billing.Obstacles.Count > 0)
                {
                    yield return Shown(billing);
                }
            }

            if (page.IsLast)
            {
                yield break;
            }

            after = page.Last;
        }
    }

    private async Task<BillingContext> PreviewContextAsync(IPsaSession session, Actor actor, BillingRunPlan plan, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();

        // calculated once, as the run itself, so that its documents have the same ids
        var run = plan.ToRun(IdOf(plan, actor.Tenant), actor, now) with { Calculations = 1 };
        BillingRunRules.RequireNearDates(run, await session.DayAsync(now, cancellationToken).ConfigureAwait(false));
        return await RunSteps.ReadContextAsync(session, run, _languages, cancellationToken).ConfigureAwait(false);
    }

    private static PayerBilling Shown(PayerBilling billing) =>
        billing with { Payer = billing.Payer.Shown(), Customers = [.. billing.Customers.Select(static customer => customer.Shown())] };

    // clients see what is issued of their own
    private static async IAsyncEnumerable<Invoice> DocumentsAsync(IPsaSession session, Actor actor, Id<BillingRun> run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isAll = actor.May(Permission.ViewInvoices);
        var own = isAll ? [] : await session.OwnCustomersAsync(actor, cancellationToken).ConfigureAwait(false);
        var documents = session.Of<Invoice>().QueryAsync(InvoiceRecords.OfRun(run), cancellationToken);
        var seen = isAll ? session.ShownAsync(documents, cancellationToken) : documents.Where(document => document.Status == InvoiceStatus.Issued && own.Contains(document.Customer));
        await foreach (var document in seen.ConfigureAwait(false))
        {
            yield return document.For(actor);
        }
    }
}
