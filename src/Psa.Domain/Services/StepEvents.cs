using Psa.Events;
using Psa.Inventory;
using Psa.Storage;

namespace Psa.Services;

/// <summary>The events of a step, kept until its end: those of which people are told get the notice of whom they concern, as the step leaves the records.</summary>
/// <param name="log">The session's log.</param>
internal sealed class StepEvents(IEventLog log) : IEventLog
{
    private readonly List<PsaEvent> _appended = [];

    /// <inheritdoc/>
    public void Append(PsaEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        _appended.Add(item);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<PsaEvent> ReadAfterAsync(long sequence, EventFilter? filter = null, CancellationToken cancellationToken = default) => log.ReadAfterAsync(sequence, filter, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<PsaEvent> ReadBeforeAsync(long sequence, int limit, EventFilter? filter = null, CancellationToken cancellationToken = default) =>
        log.ReadBeforeAsync(sequence, limit, filter, cancellationToken);

    /// <summary>Stages the events in the order in which they were appended.</summary>
    /// <param name="session">The session.</param>
    /// <param name="changed">The demands that the step changed.</param>
    /// <param name="reservations">The reservations that it changed, also those that ended.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async Task StageAsync(IPsaSession session, IReadOnlySet<Id<Demand>> changed, IReadOnlyDictionary<Id<StockReservation>, StockReservation> reservations, CancellationToken cancellationToken)
    {
        foreach (var item in _appended)
        {
            log.Append(await session.NoticedAsync(item, changed, reservations, cancellationToken).ConfigureAwait(false));
        }

        _appended.Clear();
    }
}
