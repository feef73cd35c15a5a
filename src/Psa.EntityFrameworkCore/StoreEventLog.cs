using Psa.Events;
using Psa.Records;

namespace Psa.EntityFrameworkCore;

/// <summary>The events of one session.</summary>
internal sealed class StoreEventLog(TenantId tenant, Table<PsaEvent> table) : StagingEventLog(tenant)
{
    private readonly TenantId _tenant = tenant;

    /// <summary>Gets or sets the session, which is made with the log.</summary>
    internal StoreSession Session { private get; set; } = null!;

    public override IAsyncEnumerable<PsaEvent> ReadAfterAsync(long sequence, EventFilter? filter = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        return Session.StreamAsync(Questions.Events(table, _tenant, filter, sequence, before: null), table.RecordOf, cancellationToken);
    }

    public override IAsyncEnumerable<PsaEvent> ReadBeforeAsync(long sequence, int limit, EventFilter? filter = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return Session.StreamAsync(Questions.Events(table, _tenant, filter, sequence, limit), table.RecordOf, cancellationToken);
    }
}
