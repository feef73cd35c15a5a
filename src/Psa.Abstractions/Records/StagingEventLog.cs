using Psa.Events;

namespace Psa.Records;

/// <summary>The half of an event log that is the same in every store: staging. For those who write a store.</summary>
/// <param name="tenant">The session's tenant.</param>
public abstract class StagingEventLog(TenantId tenant) : IEventLog
{
    private readonly List<PsaEvent> _staged = [];

    /// <summary>Gets what is staged, in the order in which the commit numbers it.</summary>
    public IReadOnlyList<PsaEvent> Staged => _staged;

    /// <inheritdoc/>
    public void Append(PsaEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Tenant != tenant)
        {
            throw new ArgumentException($"The event is of tenant {item.Tenant}, and the session of {tenant}.", nameof(item));
        }

        RecordTexts<PsaEvent>.Check(item, item.RecordId);
        RecordDates<PsaEvent>.Check(item, item.RecordId);
        _staged.Add(item);
    }

    /// <inheritdoc/>
    public abstract IAsyncEnumerable<PsaEvent> ReadAfterAsync(long sequence, EventFilter? filter = null, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract IAsyncEnumerable<PsaEvent> ReadBeforeAsync(long sequence, int limit, EventFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Forgets what is staged: after a commit.</summary>
    public void Clear() => _staged.Clear();
}
