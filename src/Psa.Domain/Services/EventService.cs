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
    private const int MostOfAPage = 1000;

    /// <summary>
    /// Lists events, the newest first, a page at a time: of a record by <see cref="EventFilter.RecordId"/>, of a contract with all its parts by <see cref="EventFilter.WholeId"/>,
    /// of a kind by <see cref="EventFilter.Kind"/>. A record that no longer exists still has its events.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which events are wanted; all, when it says nothing.</param>
    /// <param name="before">The <see cref="PsaEvent.Sequence"/> of the last event of the page before; <see langword="null"/> for the newest.</param>
    /// <param name="size">How many events a page has at most: 1 to 1 000.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page; fewer than <paramref name="size"/> when it is the last.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException"><c>value.out_of_range</c>: the size or the place; <c>value.missing</c>: the filter.</exception>
    [RequiresPermission(Permission.ViewEvents)]
    public Task<ValueList<PsaEvent>> ListAsync(Actor actor, EventFilter filter, long? before = null, int size = 100, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.CheckQuestion(filter);
        RequirePlace(before ?? 0, nameof(before));
        if (size is < 1 or > MostOfAPage)
        {
            throw OutOfRange(FormattableString.Invariant($"A page has 1 to {MostOfAPage} events, not {size}: ask for so many."), "Size");
        }

        return IsNobodys(filter)
            ? Task.FromResult<ValueList<PsaEvent>>([])
            : store.ReadAsync(
                actor.Tenant,
                async session => (await session.Events.ReadBeforeAsync(before ?? long.MaxValue, size, filter, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false)).ToValueList(),
                cancellationToken);
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
    /// <exception cref="ValidationFailedException"><c>value.out_of_range</c>: the place is negative.</exception>
    [RequiresPermission(Permission.ViewEvents)]
    public IAsyncEnumerable<PsaEvent> ReadAfterAsync(Actor actor, long sequence, EventFilter? filter = null, CancellationToken cancellationToken = default)
    {
        Require(actor);
        RequirePlace(sequence, nameof(sequence));
        return filter is not null && IsNobodys(filter)
            ? AsyncEnumerable.Empty<PsaEvent>()
            : store.StreamAsync(actor.Tenant, session => session.Events.ReadAfterAsync(sequence, filter, cancellationToken), cancellationToken);
    }

    private static void Require(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ViewEvents);
    }

    private static void RequirePlace(long sequence, string name)
    {
        if (sequence < 0)
        {
            throw OutOfRange(FormattableString.Invariant($"{sequence} is no place of an event: they begin at 1."), char.ToUpperInvariant(name[0]) + name[1..]);
        }
    }

    private static ValidationFailedException OutOfRange(string message, string where) => new([new(MoneyErrors.OutOfRange, message, where)]);

    // a text that no store keeps is in no event; a database might refuse to be asked
    private static bool IsNobodys(EventFilter filter) => filter.Kind is { } kind && StoredText.IsBad(kind);
}
