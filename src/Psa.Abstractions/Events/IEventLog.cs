namespace Psa.Events;

/// <summary>The events of one tenant: append-only. A store implements it as part of its session.</summary>
public interface IEventLog
{
    /// <summary>Stages an event: the session's commit writes it with the change it tells of, and gives it its <see cref="PsaEvent.Sequence"/>.</summary>
    /// <param name="item">The event, of the session's tenant.</param>
    /// <exception cref="ArgumentException">The event is of another tenant.</exception>
    /// <exception cref="InvalidDataPsaException"><c>store.bad_text</c>: a text has the character U+0000 or half a character.</exception>
    void Append(PsaEvent item);

    /// <summary>
    /// Streams what is committed after a place, in order. No event ever appears later with a lower sequence than one already read, so a reader that keeps the last
    /// sequence it has dealt with misses nothing; after a crash it reads some again: at least once.
    /// </summary>
    /// <param name="sequence">The last sequence dealt with; 0 for the beginning.</param>
    /// <param name="filter">Which events are wanted, found by an index; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The events.</returns>
    IAsyncEnumerable<PsaEvent> ReadAfterAsync(long sequence, EventFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Streams what was committed before a place, the newest first: a page of what happened. The next page is before the last event of this one.</summary>
    /// <param name="sequence">The place, which is not read itself; <see cref="long.MaxValue"/> for the newest.</param>
    /// <param name="limit">How many events are wanted at most.</param>
    /// <param name="filter">Which events are wanted, found by an index; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The events.</returns>
    IAsyncEnumerable<PsaEvent> ReadBeforeAsync(long sequence, int limit, EventFilter? filter = null, CancellationToken cancellationToken = default);
}
