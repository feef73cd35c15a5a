using Psa.Access;
using Psa.Lists;
using Psa.Records;
using Psa.Work;

namespace Psa.Services;

/// <content>What is found by filters.</content>
public sealed partial class TicketService
{
    /// <summary>
    /// Lists tickets by a filter of named fields, page by page; clients their own. The fields are those of <see cref="ListFields"/>; <c>part</c> and <c>activity</c> need <see cref="Permission.WorkOnTickets"/> too.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="request">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page, as <see cref="FindAsync"/> shows them.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the request is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad</c>: the refused field says what of the filter; <c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.OpenTickets)]
    public Task<Page<Ticket>> SearchAsync(Actor actor, ListRequest request, PageRequest page, CancellationToken cancellationToken = default)
    {
        RequireOpening(actor);
        Paging.Check(request, page);
        var fields = TicketFields.AskedBy(actor);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var own = await session.OwnAsync(actor, Permission.OpenTickets, Permission.OpenTickets, cancellationToken).ConfigureAwait(false);
                return (await ListSearch<Ticket>.PageAsync(session, fields, request, page, TicketRecords.SeenBy(own), cancellationToken).ConfigureAwait(false)).Select(ticket => ticket.For(actor));
            },
            cancellationToken);
    }
}
