using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Events;
using Psa.Numbering;
using Psa.Records;
using Psa.Storage;
using Psa.Work;

namespace Psa.Services;

/// <summary>
/// Tickets: opened, worked on, solved and closed, with comments. They work without billing information: only approving time asks for it. Clients see and open those of the customer they belong to and of those it
/// pays for, and see what isn't internal.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of comments and events, and today, the day where the tenant is.</param>
/// <param name="ids">Makes ids.</param>
public sealed partial class TicketService(IPsaStore store, IClock clock, IIdGenerator ids)
{
    /// <summary>Opens a ticket.</summary>
    /// <param name="actor">Who does it; part, activity and that it is free need <see cref="Permission.WorkOnTickets"/> too.</param>
    /// <param name="ticket">What it is about.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored ticket; the one that an earlier call with the same id opened.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer, or it is none of a client's; no such contact, part or product.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>work.text_missing</c>, <c>work.contract_mismatch</c>, <c>work.bad_activity</c>, <c>product.inactive</c>; <c>work.number_missing</c>, <c>work.number_taken</c>, <c>numbering.not_confirmed</c>.
    /// </exception>
    [RequiresPermission(Permission.OpenTickets)]
    public Task<Ticket> OpenAsync(Actor actor, NewTicket ticket, CancellationToken cancellationToken = default)
    {
        RequireOpening(actor);
        Border.Check(ticket);
        var content = ticket.Content;
        WorkReferences.RequireText(content.Title, "Content.Title");
        if (content.Part is not null || content.Activity is not null || content.IsFree)
        {
            actor.Require(Permission.WorkOnTickets);
        }

        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (!await step.SeesAsync(actor, Permission.OpenTickets, content.Customer, cancellationToken).ConfigureAwait(false))
                {
                    throw new EntityNotFoundException(nameof(Customer), content.Customer.Value).At(nameof(content.Customer));
                }

                if (ticket.Id is { } given && await step.Of<Ticket>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.Customer == content.Customer ? made.For(actor) : throw new ConcurrencyConflictException(nameof(Ticket), given.Value, 0, made.Version);
                }

                var customer = await RequireAsync(step, content, before: null, cancellationToken).ConfigureAwait(false);
                var opened = step.Of<Ticket>().Add(new()
                {
                    Id = ticket.Id.OrNext(ids),
                    Tenant = step.Tenant,
                    Number = await step.WorkNumberAsync(ticket.Number, NumberPurpose.Ticket, customer, TicketRecords.OfNumber, cancellationToken).ConfigureAwait(false),
                    Title = content.Title,
                    Customer = content.Customer,
                    Contact = content.Contact,
                    Priority = content.Priority,
                    Category = content.Category,
                    Part = content.Part,
                    Activity = content.Activity,
                    IsFree = content.IsFree,
                    Status = TicketLifecycle.Table.Initial,
                    OpenedOn = await step.TodayAsync(cancellationToken).ConfigureAwait(false),
                    OpenedBy = actor.User,
                    IsOpenedByClient = actor.Customer is not null,
                    Metadata = ticket.Metadata,
                });
                step.Append(EventKinds.TicketChanged, opened.Id, to: opened.Status.Name);
                return opened.For(actor);
            },
            cancellationToken);
    }

    /// <summary>Writes all that somebody wrote on a ticket anew. Another part or activity reaches time that is approved later.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The ticket.</param>
    /// <param name="content">All that is to stand on it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored ticket.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such ticket, customer, contact, part or product.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>ticket.has_approved_time</c>: it stays with its customer; <c>work.text_missing</c>, <c>work.contract_mismatch</c>, <c>work.bad_activity</c>, <c>product.inactive</c>.
    /// </exception>
    [RequiresPermission(Permission.WorkOnTickets)]
    public Task<Ticket> ChangeAsync(Actor actor, Id<Ticket> id, TicketContent content, CancellationToken cancellationToken = default)
    {
        RequireWorking(actor, id.Value);
        Border.Check(content);
        WorkReferences.RequireText(content.Title, nameof(content.Title));
        return ChangeAsync(
            actor,
            id,
            async (step, before) =>
            {
                await RequireAsync(step, content, before, cancellationToken).ConfigureAwait(false);
                if (content.Customer != before.Customer && (await step.TimeOfAsync(before, cancellationToken).ConfigureAwait(false)).Exists(static entry => entry.Approval is not null))
                {
                    throw new RuleViolationException(
                        WorkErrors.HasApprovedTime, "Time on the ticket is approved for its customer: take the approvals back, or open a ticket of the other customer.", id.Value).At(nameof(content.Customer));
                }

                return before with
                {
                    Title = content.Title,
                    Customer = content.Customer,
                    Contact = content.Contact,
                    Priority = content.Priority,
                    Category = content.Category,
                    Part = content.Part,
                    Activity = content.Activity,
                    IsFree = content.IsFree,
                };
            },
            cancellationToken);
    }

    /// <summary>Sets a host's own keys on a ticket.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The ticket.</param>
    /// <param name="metadata">All keys that it is to have, in place of those it has.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored ticket.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such ticket.</exception>
    [RequiresPermission(Permission.WorkOnTickets)]
    public Task<Ticket> SetMetadataAsync(Actor actor, Id<Ticket> id, Metadata metadata, CancellationToken cancellationToken = default)
    {
        RequireWorking(actor, id.Value);
        return ChangeAsync(actor, id, (_, before) => Task.FromResult(before with { Metadata = metadata }), cancellationToken);
    }

    /// <summary>Finds a ticket.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The ticket.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The ticket, or <see langword="null"/>: also when it is none of a client's. What belongs to contracts and the catalog is empty for who doesn't view these.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.OpenTickets)]
    public Task<Ticket?> FindAsync(Actor actor, Id<Ticket> id, CancellationToken cancellationToken = default)
    {
        RequireOpening(actor, id.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var found = await session.Of<Ticket>().FindAsync(id, cancellationToken).ConfigureAwait(false);
                return found is not null && await session.SeesAsync(actor, Permission.OpenTickets, found.Customer, cancellationToken).ConfigureAwait(false) ? found.For(actor) : null;
            },
            cancellationToken);
    }

    /// <summary>Lists tickets, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page; a client's own.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.OpenTickets)]
    public Task<Page<Ticket>> ListAsync(Actor actor, TicketFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        RequireOpening(actor);
        Paging.Check(filter, page);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var own = await session.OwnAsync(actor, Permission.OpenTickets, Permission.OpenTickets, cancellationToken).ConfigureAwait(false);
                return (await session.PageAsync(TicketRecords.Matching(filter, own), filter, page, cancellationToken).ConfigureAwait(false)).Select(ticket => ticket.For(actor));
            },
            cancellationToken);
    }

    private static void RequireOpening(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.OpenTickets, Grants.Own, records);
    }

    private static void RequireWorking(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.WorkOnTickets, records);
    }

    private static async Task<Customer> RequireAsync(Step step, TicketContent content, Ticket? before, CancellationToken cancellationToken)
    {
        var customer = await step.Of<Customer>().RequireAsync(content.Customer, cancellationToken).AsTask().AtAsync(nameof(content.Customer)).ConfigureAwait(false);
        customer.RequireContact(content.Contact);
        await step.RequirePartOfAsync(content.Part, content.Customer, cancellationToken).ConfigureAwait(false);
        await step.RequireActivityAsync(content.Activity, before?.Activity, cancellationToken).ConfigureAwait(false);
        return customer;
    }

    private Task<Ticket> ChangeAsync(Actor actor, Id<Ticket> id, Func<Step, Ticket, Task<Ticket>> change, CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        async step =>
        {
            var before = await step.Of<Ticket>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
            return Stage(step, before, await change(step, before).ConfigureAwait(false)).For(actor);
        },
        cancellationToken);

    private static Ticket Stage(Step step, Ticket before, Ticket after)
    {
        if (after == before)
        {
            return before;
        }

        var moves = after.Status != before.Status;
        step.Append(EventKinds.TicketChanged, before.Id, moves ? before.Status.Name : null, moves ? after.Status.Name : null);
        return step.Of<Ticket>().Update(after);
    }
}
