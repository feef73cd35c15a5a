using Psa.Events;

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
    internal async Task StageAsync(Step step, CancellationToken cancellationToken)
    {
        foreach (var item in _appended)
        {
            log.Append(await step.NoticedAsync(item, cancellationToken).ConfigureAwait(false));
        }

        _appended.Clear();
    }
}
