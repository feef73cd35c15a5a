using System.Linq;
using Psa.Access;
using Psa.Events;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads who did what, when: the audit trail of a record, and the outbox of a tenant.</summary>
/// <param name="store">The store.</param>
public sealed class EventService(IPsaStore store)
{
    private static readonly RecordIndex<PsaEvent> BySequence = new("by_sequence", Column.Of(static (PsaEvent e) => e.Sequence));
    private static readonly Listing<PsaEvent> Newest = new(BySequence, [], BySequence.Columns, isDescending: true);

    /// <summary>
    /// Lists events, the newest first, a page at a time: of a record by <see cref="EventFilter.RecordId"/>, of a contract with all its parts by <see cref="EventFilter.WholeId"/>,
    /// of a kind by <see cref="EventFilter.Kind"/>. A record that no longer exists still has its events.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which events are wanted; all, when it says nothing.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewEvents)]
    public Task<Page<PsaEvent>> ListAsync(Actor actor, EventFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Paging.Check(filter, page);
        var before = PageKey.Read(page.After, Newest, filter) is [long place] ? place : long.MaxValue;
        return store.ReadAsync(actor.Tenant, session => PageAsync(session.Events, filter, page, before, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Streams events after a place, the oldest first: the outbox, from which a host tells people what happened. Who keeps the last sequence dealt with misses none, and after a
    /// crash reads some again: at least once, in order.
    /// </summary>
    /// <param name="actor">Who asks; <see cref="Actor.System"/> for the automation.</param>
    /// <param name="sequence">The last sequence dealt with; 0 for the beginning.</param>
    /// <param name="filter">Which events are wanted; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The events.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none; <c>value.out_of_range</c>: the place is negative.</exception>
    [RequiresPermission(Permission.ViewEvents)]
    public IAsyncEnumerable<PsaEvent> ReadAfterAsync(Actor actor, long sequence, EventFilter? filter = null, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(sequence);
        Border.CheckOptional(filter);
        if (sequence < 0)
        {
            throw new ValidationFailedException([new(MoneyErrors.OutOfRange, FormattableString.Invariant($"{sequence} is no place of an event: they begin at 1."), "Sequence")]);
        }

        return store.StreamAsync(actor.Tenant, session => session.Events.ReadAfterAsync(sequence, filter, cancellationToken), cancellationToken);
    }

    private static void Require(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ViewEvents);
    }

    private static async Task<Page<PsaEvent>> PageAsync(IEventLog events, EventFilter filter, PageRequest page, long before, CancellationToken cancellationToken)
    {
        var found = await events.ReadBeforeAsync(before, Paging.SizeAndOne(page), filter, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        long? count = page.WithCount ? await events.ReadAfterAsync(0, filter, cancellationToken).LongCountAsync(cancellationToken).ConfigureAwait(false) : null;
        return found.ToPage(Newest, filter, page, count);
    }
}
