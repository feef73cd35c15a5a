using System.Linq;
using Psa.Events;
using Psa.Records;

namespace Psa.EntityFrameworkCore;

/// <summary>The events of one session.</summary>
internal sealed class EfEventLog(TenantId tenant) : StagingEventLog(tenant)
{
    private readonly TenantId _tenant = tenant;

    /// <summary>Gets or sets the session, which is made with the log.</summary>
    internal EfSession Session { private get; set; } = null!;

    public override IAsyncEnumerable<PsaEvent> ReadAfterAsync(long sequence, EventFilter? filter = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        return Session.StreamAsync(context => Rows(context, filter).Where(e => e.Sequence > sequence).OrderBy(e => e.Sequence), cancellationToken);
    }

    public override IAsyncEnumerable<PsaEvent> ReadBeforeAsync(long sequence, int limit, EventFilter? filter = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return Session.StreamAsync(context => Rows(context, filter).Where(e => e.Sequence < sequence).OrderByDescending(e => e.Sequence).Take(limit), cancellationToken);
    }

    private IQueryable<PsaEvent> Rows(PsaDbContext context, EventFilter? filter)
    {
        var (tenant, kind, record, whole) = (_tenant, filter?.Kind, filter?.RecordId, filter?.WholeId);
        var events = context.Set<PsaEvent>().Where(e => e.Tenant == tenant);
        events = kind is null ? events : events.Where(e => e.Kind == kind);
        events = record is null ? events : events.Where(e => e.RecordId == record.Value);
        return whole is null ? events : events.Where(e => e.WholeId == whole.Value);
    }
}
