using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Events;
using Psa.Numbering;
using Psa.Records;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>How documents are numbered. One series of a billing entity and purpose is live; a retired one can be succeeded. Nothing is issued before somebody has confirmed that the numbers continue those of the accounting software.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of confirmations and events.</param>
public sealed partial class NumberingService(IPsaStore store, IClock clock)
{
    /// <summary>
    /// Sets up a series; it must be confirmed before it gives numbers. Where others were retired it never gives a number that they gave: by their pattern it counts on,
    /// in each year or month after its last number, and by another it must be certain that none repeats.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="series">The series.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored series.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such billing entity.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with the pattern; <c>numbering.only_raise</c>: a first number below 1.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>numbering.series_exists</c>: the entity has a live one for that purpose; <c>numbering.not_unique</c>: the pattern could write a number that was given out;
    /// <c>numbering.only_raise</c>: the first number was given out.
    /// </exception>
    [RequiresPermission(Permission.ManageBillingSetup)]
    public Task<NumberSeries> CreateSeriesAsync(Actor actor, NewNumberSeries series, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(series);
        var problems = new List<Problem>(NumberSeriesRules.Validate(series.Pattern, series.Reset));
        if (series.NextNumber < 1)
        {
            problems.Add(new(NumberingErrors.OnlyRaise, "The first number is at least 1.", nameof(series.NextNumber)));
        }

        ValidationFailedException.ThrowIfAny(problems.ToValueList());

        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                (await step.GuardAllAsync<NumberSeries>(cancellationToken).ConfigureAwait(false)).Write();
                await step.Of<BillingEntity>().RequireAsync(series.BillingEntity, cancellationToken).AsTask().AtAsync(nameof(series.BillingEntity)).ConfigureAwait(false);
                var latest = await step.Of<NumberSeries>().FirstAsync(NumberSeriesRecords.LatestOf(series.BillingEntity, series.Purpose), cancellationToken).ConfigureAwait(false);
                if (latest is { IsRetired: false })
                {
                    throw new RuleViolationException(
                        NumberingErrors.SeriesExists,
                        $"The billing entity numbers its documents by '{latest.Pattern}' already: change that pattern, or retire the series first.",
                        latest.Id.Value);
                }

                var created = Made(series, step, latest).Succeed(latest, await step.TodayAsync(cancellationToken).ConfigureAwait(false));
                created.RequireApart(await SeriesOfAsync(step, series.BillingEntity, cancellationToken).ConfigureAwait(false));
                var stored = step.Of<NumberSeries>().Add(created);
                step.Append(EventKinds.NumberSeriesCreated, stored.Id, to: stored.Pattern);
                return stored;
            },
            cancellationToken);
    }

    /// <summary>
    /// Retires a series, for example because a document got a date by a slip that none can follow: it gives no number any more, and another can be set up, whose dates start anew.
    /// Whoever comes second gets the retired series.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The series.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The retired series.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such series.</exception>
    /// <exception cref="RuleViolationException"><c>numbering.reason_missing</c>; <c>numbering.in_use</c>: a run of the billing entity is giving out numbers.</exception>
    [RequiresPermission(Permission.ManageBillingSetup)]
    public Task<NumberSeries> RetireAsync(Actor actor, Id<NumberSeries> id, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(reason);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var live = await step.Of<NumberSeries>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var retired = live.Retire(actor.DisplayName, step.Now, reason);
                if (retired == live)
                {
                    return live;
                }

                await step.RequireNotIssuedByAsync(live, cancellationToken).ConfigureAwait(false);
                step.Append(EventKinds.NumberSeriesRetired, id, live.Pattern, reason: retired.RetirementReason);
                return step.Of<NumberSeries>().Update(retired);
            },
            cancellationToken);
    }

    /// <summary>Confirms that a series continues the numbers of the accounting software.</summary>
    /// <param name="actor">Who confirms.</param>
    /// <param name="id">The series.</param>
    /// <param name="nextNumber">The next number, or <see langword="null"/> to keep it; it can only be raised.</param>
    /// <param name="on">The invoice date whose year or month the number continues, or <see langword="null"/> for today: say it when the first invoices carry an earlier year.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The confirmed series.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such series.</exception>
    /// <exception cref="RuleViolationException"><c>numbering.retired</c>, <c>numbering.only_raise</c>, <c>numbering.date_before_last</c>.</exception>
    [RequiresPermission(Permission.ManageBillingSetup)]
    public Task<NumberSeries> ConfirmAsync(Actor actor, Id<NumberSeries> id, long? nextNumber = null, LocalDate? on = null, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.CheckOptional(nextNumber);
        Border.CheckOptional(on);
        return ChangeAsync(
            actor,
            id,
            EventKinds.NumberSeriesConfirmed,
            (series, step, today) => series.Confirm(actor.DisplayName, step.Now, on ?? DayOf(series, today), nextNumber),
            cancellationToken);
    }

    /// <summary>Changes the pattern of a series, or when it starts again. It must be confirmed again.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The series.</param>
    /// <param name="pattern">The new pattern.</param>
    /// <param name="reset">When it starts again at 1.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed series, not confirmed.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such series.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with the pattern.</exception>
    /// <exception cref="RuleViolationException"><c>numbering.retired</c>; <c>numbering.not_unique</c>: the pattern could write a number that was given out by another.</exception>
    [RequiresPermission(Permission.ManageBillingSetup)]
    public Task<NumberSeries> ChangePatternAsync(Actor actor, Id<NumberSeries> id, string pattern, NumberReset reset, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(pattern);
        Border.Check(reset);
        ValidationFailedException.ThrowIfAny(NumberSeriesRules.Validate(pattern, reset), id.Value);
        return ChangeAsync(actor, id, EventKinds.NumberSeriesChanged, (series, _, _) => series.ChangePattern(pattern, reset), cancellationToken);
    }

    /// <summary>Lists the series of a billing entity: the live ones first, then those that were retired, each by purpose, the latest first.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="entity">The billing entity.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The series, at most one live one a purpose.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewBillingSetup)]
    public Task<ValueList<NumberSeries>> SeriesOfAsync(Actor actor, Id<BillingEntity> entity, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewBillingSetup, Permission.ManageBillingSetup, Grants.None, entity.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var series = await SeriesOfAsync(session, entity, cancellationToken).ConfigureAwait(false);
                return series.OrderBy(static one => one.IsRetired).ThenBy(static one => one.Purpose).ThenByDescending(static one => one.Ordinal).ToValueList();
            },
            cancellationToken);
    }

    private static void Require(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageBillingSetup, records);
    }

    private static Task<List<NumberSeries>> SeriesOfAsync(IPsaSession session, Id<BillingEntity> entity, CancellationToken cancellationToken) =>
        session.Of<NumberSeries>().QueryAsync(NumberSeriesRecords.OfEntity(entity), cancellationToken).ListAsync(cancellationToken);

    // two that set up a series at once get the same id, and one of them a conflict
    private static NumberSeries Made(NewNumberSeries series, Step step, NumberSeries? latest) => new()
    {
        Id = DerivedId.Create<NumberSeries>(
            step.Tenant, "number series", series.BillingEntity.ToString(), series.Purpose.ToString(), FormattableString.Invariant($"{(latest?.Ordinal + 1) ?? 0}")),
        Tenant = step.Tenant,
        BillingEntity = series.BillingEntity,
        Purpose = series.Purpose,
        Pattern = series.Pattern,
        Reset = series.Reset,
        NextNumber = series.NextNumber,
    };

    // the number counts in the year or month of the last document, or of today when that is later
    private static LocalDate DayOf(NumberSeries series, LocalDate today)
    {
        var last = series.LastIssuedOn ?? series.Period ?? today;
        return LocalDate.Max(today, last);
    }

    private Task<NumberSeries> ChangeAsync(
        Actor actor, Id<NumberSeries> id, string kind, Func<NumberSeries, Step, LocalDate, NumberSeries> change, CancellationToken cancellationToken) =>
        store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.Of<NumberSeries>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var after = change(before, step, await step.TodayAsync(cancellationToken).ConfigureAwait(false));
                if (after == before)
                {
                    return before;
                }

                if (after.Pattern != before.Pattern)
                {
                    // the two series of an entity at once must not come to write the same numbers
                    (await step.GuardAllAsync<NumberSeries>(cancellationToken).ConfigureAwait(false)).Write();
                    after.RequireApart(await SeriesOfAsync(step, before.BillingEntity, cancellationToken).ConfigureAwait(false));
                }

                step.Append(kind, id, before.Pattern, after.Pattern);
                return step.Of<NumberSeries>().Update(after);
            },
            cancellationToken);
}
