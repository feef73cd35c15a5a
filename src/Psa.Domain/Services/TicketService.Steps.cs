using Psa.Access;
using Psa.Events;
using Psa.Records;
using Psa.Work;

namespace Psa.Services;

/// <content>What becomes of tickets, and what is said on them.</content>
public sealed partial class TicketService
{
    /// <summary>Begins to work on a ticket, or goes on.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The ticket: new, waiting or opened again.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored ticket.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such ticket.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.WorkOnTickets)]
    public Task<Ticket> StartAsync(Actor actor, Id<Ticket> id, CancellationToken cancellationToken = default) => MoveAsync(actor, id, TicketAction.Start, waitingFor: null, cancellationToken);

    /// <summary>Lets a ticket wait.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The ticket, in progress.</param>
    /// <param name="waitingFor">For whom.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored ticket.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such ticket.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.WorkOnTickets)]
    public Task<Ticket> WaitAsync(Actor actor, Id<Ticket> id, TicketWaiting waitingFor, CancellationToken cancellationToken = default)
    {
        RequireWorking(actor, id.Value);
        Border.Check(waitingFor);
        return MoveAsync(actor, id, TicketAction.Wait, waitingFor, cancellationToken);
    }

    /// <summary>Says that what was asked is done.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The ticket, in progress or waiting.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored ticket.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such ticket.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.WorkOnTickets)]
    public Task<Ticket> SolveAsync(Actor actor, Id<Ticket> id, CancellationToken cancellationToken = default) => MoveAsync(actor, id, TicketAction.Solve, waitingFor: null, cancellationToken);

    /// <summary>Opens a ticket again that was solved or closed.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The ticket.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored ticket.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such ticket.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.WorkOnTickets)]
    public Task<Ticket> ReopenAsync(Actor actor, Id<Ticket> id, CancellationToken cancellationToken = default) => MoveAsync(actor, id, TicketAction.Reopen, waitingFor: null, cancellationToken);

    /// <summary>Ends a ticket. Time on it that still waits for approval is named, and can be approved.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The ticket, solved.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored ticket, and the time that waits.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such ticket.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.WorkOnTickets)]
    public Task<TicketClosing> CloseAsync(Actor actor, Id<Ticket> id, CancellationToken cancellationToken = default)
    {
        RequireWorking(actor, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.Of<Ticket>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var closed = Stage(step, before, Moved(actor, before, TicketAction.Close, waitingFor: null)).For(actor);
                return new TicketClosing(closed, (await step.TimeOfAsync(before, cancellationToken).ConfigureAwait(false)).Submitted());
            },
            cancellationToken);
    }

    /// <summary>Says something on a ticket.</summary>
    /// <param name="actor">Who says it; what is internal needs <see cref="Permission.WorkOnTickets"/> too.</param>
    /// <param name="id">The ticket.</param>
    /// <param name="comment">What is said.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored comment; the one that an earlier call with the same id made.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such ticket, or it is none of a client's.</exception>
    /// <exception cref="RuleViolationException"><c>work.text_missing</c>.</exception>
    [RequiresPermission(Permission.OpenTickets)]
    public Task<TicketComment> CommentAsync(Actor actor, Id<Ticket> id, NewTicketComment comment, CancellationToken cancellationToken = default)
    {
        RequireOpening(actor, id.Value);
        Border.Check(comment);
        WorkReferences.RequireText(comment.Text, nameof(comment.Text));
        if (comment.IsInternal)
        {
            actor.Require(Permission.WorkOnTickets, id.Value);
        }

        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var ticket = await step.SeenTicketAsync(id, cancellationToken).ConfigureAwait(false);
                if (comment.Id is { } given && await step.Of<TicketComment>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.Ticket == id && made.User == actor.User ? made : throw new ConcurrencyConflictException(nameof(TicketComment), given.Value, 0, made.Version);
                }

                step.Append(EventKinds.TicketChanged, ticket.Id);
                return step.Of<TicketComment>().Add(new()
                {
                    Id = comment.Id.OrNext(ids),
                    Tenant = step.Tenant,
                    Ticket = id,
                    At = step.Now,
                    User = actor.User,
                    By = actor.DisplayName,
                    IsInternal = comment.IsInternal,
                    Text = comment.Text,
                });
            },
            cancellationToken);
    }

    /// <summary>Lists what was said on a ticket, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">The ticket, and the order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page; without what is internal for clients.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such ticket, or it is none of a client's.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.OpenTickets)]
    public Task<Page<TicketComment>> ListCommentsAsync(Actor actor, TicketCommentFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        RequireOpening(actor);
        Paging.Check(filter, page);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                await session.SeenTicketAsync(actor, filter.Ticket, cancellationToken).ConfigureAwait(false);
                return await session.PageAsync(TicketCommentRecords.Matching(filter, actor.May(Permission.WorkOnTickets)), filter, page, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    private static Ticket Moved(Actor actor, Ticket before, TicketAction action, TicketWaiting? waitingFor) =>
        before with { Status = TicketLifecycle.Table.Next(before.Status, action, actor, before.Id.Value), WaitingFor = waitingFor };

    private Task<Ticket> MoveAsync(Actor actor, Id<Ticket> id, TicketAction action, TicketWaiting? waitingFor, CancellationToken cancellationToken)
    {
        RequireWorking(actor, id.Value);
        return ChangeAsync(actor, id, (_, before) => Task.FromResult(Moved(actor, before, action, waitingFor)), cancellationToken);
    }
}
