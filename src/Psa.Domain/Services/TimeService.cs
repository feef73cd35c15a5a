using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Events;
using Psa.Records;
using Psa.Storage;
using Psa.Work;

namespace Psa.Services;

/// <summary>Time: logged and submitted by who worked, approved or rejected by somebody else. Some see only what they logged.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of approvals and events, and today, the day where the tenant is.</param>
/// <param name="ids">Makes ids.</param>
public sealed partial class TimeService(IPsaStore store, IClock clock, IIdGenerator ids)
{
    /// <summary>Logs time that somebody worked, as a draft.</summary>
    /// <param name="actor">Who worked.</param>
    /// <param name="entry">What is logged.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored entry; the one that an earlier call with the same id logged.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such ticket, project, work kind or product.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong: <c>time.bad_minutes</c>, <c>time.in_future</c>.</exception>
    /// <exception cref="RuleViolationException"><c>time.bad_source</c>; <c>project.closed</c>; <c>work.bad_activity</c>, <c>product.inactive</c>; <c>work_kind.inactive</c>.</exception>
    [RequiresPermission(Permission.WorkOnTickets)]
    public Task<TimeEntry> LogAsync(Actor actor, NewTimeEntry entry, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.WorkOnTickets);
        Border.Check(entry);
        if ((entry.Ticket is null) == (entry.Project is null))
        {
            throw new RuleViolationException(WorkErrors.BadSource, "Time is of one ticket or of one project: name one of both.").At(nameof(entry.Ticket));
        }

        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (entry.Id is { } given && await step.Of<TimeEntry>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.User == actor.User && made.Ticket == entry.Ticket && made.Project == entry.Project
                        ? made.For(actor)
                        : throw new ConcurrencyConflictException(nameof(TimeEntry), given.Value, 0, made.Version);
                }

                var isFree = await step.RequireOpenAsync(entry, cancellationToken).ConfigureAwait(false);
                await RequireAsync(step, entry.Content, before: null, cancellationToken).ConfigureAwait(false);
                var blank = new TimeEntry
                {
                    Id = entry.Id.OrNext(ids),
                    Tenant = step.Tenant,
                    Ticket = entry.Ticket,
                    Project = entry.Project,
                    User = actor.User,
                    By = actor.DisplayName,
                    WorkedOn = entry.Content.WorkedOn,
                    Minutes = 0,
                    Kind = WorkKinds.RegularOf(step.Tenant),
                    Text = string.Empty,
                    Status = TimeLifecycle.Table.Initial,
                    Metadata = entry.Metadata,
                };
                var logged = step.Of<TimeEntry>().Add(blank.With(entry.Content, isFree));
                step.Append(EventKinds.TimeLogged, logged.Id, to: Minutes(logged));
                return logged;
            },
            cancellationToken);
    }

    /// <summary>Writes a draft anew.</summary>
    /// <param name="actor">Who logged it.</param>
    /// <param name="id">The entry.</param>
    /// <param name="content">All that is to stand in it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored entry.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>: also when somebody else logged it.</exception>
    /// <exception cref="EntityNotFoundException">There is no such entry, work kind or product.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong: <c>time.bad_minutes</c>, <c>time.in_future</c>.</exception>
    /// <exception cref="RuleViolationException"><c>time.not_draft</c>; <c>work.bad_activity</c>, <c>product.inactive</c>; <c>work_kind.inactive</c>.</exception>
    [RequiresPermission(Permission.WorkOnTickets)]
    public Task<TimeEntry> ChangeAsync(Actor actor, Id<TimeEntry> id, TimeContent content, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.WorkOnTickets, id.Value);
        Border.Check(content);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = (await step.Of<TimeEntry>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireOwnedBy(actor).RequireDraft();
                await RequireAsync(step, content, before, cancellationToken).ConfigureAwait(false);
                var isFree = before.Ticket is { } ticket && (await step.Of<Ticket>().RequireAsync(ticket, cancellationToken).ConfigureAwait(false)).IsFree;
                var after = before.With(content, isFree);
                if (after == before)
                {
                    return before;
                }

                step.Append(EventKinds.TimeLogged, id, Minutes(before), Minutes(after));
                return step.Of<TimeEntry>().Update(after);
            },
            cancellationToken);
    }

    /// <summary>Deletes a draft.</summary>
    /// <param name="actor">Who logged it.</param>
    /// <param name="id">The entry.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is deleted; also when it isn't there.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>: also when somebody else logged it.</exception>
    /// <exception cref="RuleViolationException"><c>time.not_draft</c>.</exception>
    [RequiresPermission(Permission.WorkOnTickets)]
    public Task DeleteAsync(Actor actor, Id<TimeEntry> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.WorkOnTickets, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (await step.Of<TimeEntry>().FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } found)
                {
                    return false;
                }

                step.Of<TimeEntry>().Remove(found.RequireOwnedBy(actor).RequireDraft());
                step.Append(EventKinds.TimeLogged, id, Minutes(found));
                return true;
            },
            cancellationToken);
    }

    /// <summary>Asks for approval, of all or of none.</summary>
    /// <param name="actor">Who logged them.</param>
    /// <param name="entries">The entries, drafts.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored entries.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>: also when somebody else logged one.</exception>
    /// <exception cref="EntityNotFoundException">There is no such entry.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.WorkOnTickets)]
    public Task<ValueList<TimeEntry>> SubmitAsync(Actor actor, ValueList<Id<TimeEntry>> entries, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.WorkOnTickets);
        return MoveAsync(actor, entries, EventKinds.TimeSubmitted, entry => entry.RequireOwnedBy(actor).Submit(actor), reason: null, cancellationToken);
    }

    /// <summary>Lets a rejected entry be written anew: it is a draft again.</summary>
    /// <param name="actor">Who logged it.</param>
    /// <param name="id">The entry, rejected.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored entry.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>: also when somebody else logged it.</exception>
    /// <exception cref="EntityNotFoundException">There is no such entry.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.WorkOnTickets)]
    public async Task<TimeEntry> ReviseAsync(Actor actor, Id<TimeEntry> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.WorkOnTickets, id.Value);
        return (await MoveAsync(actor, [id], EventKinds.TimeLogged, entry => entry.RequireOwnedBy(actor).Revise(actor), reason: null, cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Finds time.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The entry.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The entry, or <see langword="null"/>: also when somebody else logged it and the actor sees only what they logged. Prices are empty for who doesn't view the catalog.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewTime)]
    public Task<TimeEntry?> FindAsync(Actor actor, Id<TimeEntry> id, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewTime, Permission.ApproveTime, Grants.Self, id.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var found = await session.Of<TimeEntry>().FindAsync(id, cancellationToken).ConfigureAwait(false);
                return found is not null && (found.User == actor.User || actor.ViewsAll(Permission.ViewTime, Permission.ApproveTime)) ? found.For(actor) : null;
            },
            cancellationToken);
    }

    /// <summary>Lists time, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page; only what the actor logged, where they don't see more.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewTime)]
    public Task<Page<TimeEntry>> ListAsync(Actor actor, TimeFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewTime, Permission.ApproveTime, Grants.Self);
        Paging.Check(filter, page);
        UserId? self = actor.ViewsAll(Permission.ViewTime, Permission.ApproveTime) ? null : actor.User;
        return store.ReadAsync(
            actor.Tenant,
            async session => (await session.PageAsync(TimeEntryRecords.Matching(filter, self), filter, page, cancellationToken).ConfigureAwait(false)).Select(entry => entry.For(actor)),
            cancellationToken);
    }

    private static void Require(Actor actor, Permission permission, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission, records);
    }

    private static string Minutes(TimeEntry entry) => FormattableString.Invariant($"{entry.Minutes}");

    private static async Task RequireAsync(Step step, TimeContent content, TimeEntry? before, CancellationToken cancellationToken)
    {
        ValidationFailedException.ThrowIfAny(content.Validate(await step.TodayAsync(cancellationToken).ConfigureAwait(false)));
        await step.RequireKindAsync(content.Kind, before?.Kind, cancellationToken).ConfigureAwait(false);
        await step.RequireActivityAsync(content.Activity, before?.Activity, cancellationToken).ConfigureAwait(false);
    }

    private Task<ValueList<TimeEntry>> MoveAsync(
        Actor actor, ValueList<Id<TimeEntry>> entries, string kind, Func<TimeEntry, TimeEntry> move, string? reason, CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        async step => (await step.EntriesAsync(entries.AsEnumerable(), cancellationToken).ConfigureAwait(false)).ConvertAll(entry => step.Stage(move(entry), kind, entry, reason)).ToValueList(),
        cancellationToken);
}
