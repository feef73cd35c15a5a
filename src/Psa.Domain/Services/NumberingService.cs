using NodaTime;
using Psa.Access;
using Psa.Events;
using Psa.Numbering;
using Psa.Records;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>How documents are numbered. Nothing is issued before somebody has confirmed that the numbers continue those of the accounting software.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of confirmations and events.</param>
public sealed class NumberingService(IPsaStore store, IClock clock)
{
    /// <summary>Sets up a series; it must be confirmed before it gives numbers.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="series">The series.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored series.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such billing entity.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with the pattern; <c>numbering.only_raise</c>: a first number below 1.</exception>
    /// <exception cref="RuleViolationException"><c>numbering.series_exists</c>: the entity has one for that purpose.</exception>
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

        // two that set up the same series at once get the same id, and one of them a conflict
        var created = new NumberSeries
        {
            Id = DerivedId.Create<NumberSeries>(actor.Tenant, "number series", series.BillingEntity.ToString(), series.Purpose.ToString()),
            Tenant = actor.Tenant,
            BillingEntity = series.BillingEntity,
            Purpose = series.Purpose,
            Pattern = series.Pattern,
            Reset = series.Reset,
            NextNumber = series.NextNumber,
        };
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.Of<BillingEntity>().RequireAsync(series.BillingEntity, cancellationToken).ConfigureAwait(false);
                if (await step.FindSeriesAsync(series.BillingEntity, series.Purpose, cancellationToken).ConfigureAwait(false) is { } other)
                {
                    throw new RuleViolationException(NumberingErrors.SeriesExists, $"The billing entity numbers its documents by '{other.Pattern}' already: change that pattern.", other.Id.Value);
                }

                var stored = step.Of<NumberSeries>().Add(created);
                step.Append(EventKinds.NumberSeriesCreated, stored.Id, to: stored.Pattern);
                return stored;
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
    /// <exception cref="RuleViolationException"><c>numbering.only_raise</c>.</exception>
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
    [RequiresPermission(Permission.ManageBillingSetup)]
    public Task<NumberSeries> ChangePatternAsync(Actor actor, Id<NumberSeries> id, string pattern, NumberReset reset, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(pattern);
        Border.Check(reset);
        ValidationFailedException.ThrowIfAny(NumberSeriesRules.Validate(pattern, reset), id.Value);
        return ChangeAsync(actor, id, EventKinds.NumberSeriesChanged, (series, _, _) => series.ChangePattern(pattern, reset), cancellationToken);
    }

    /// <summary>Lists the series of a billing entity.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="entity">The billing entity.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The series, at most one a purpose.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ManageBillingSetup)]
    public Task<ValueList<NumberSeries>> SeriesOfAsync(Actor actor, Id<BillingEntity> entity, CancellationToken cancellationToken = default)
    {
        Require(actor, entity.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session => (await session.Of<NumberSeries>().QueryAsync(NumberSeriesRecords.OfEntity(entity), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false)).ToValueList(),
            cancellationToken);
    }

    private static void Require(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageBillingSetup, records);
    }

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

                step.Append(kind, id, before.Pattern, after.Pattern);
                return step.Of<NumberSeries>().Update(after);
            },
            cancellationToken);
}
