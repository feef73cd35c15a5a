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
        var (tenant, kind, record) = (_tenant, filter?.Kind, filter?.RecordId);
        return Session.StreamAsync(
            context =>
            {
                var events = context.Set<PsaEvent>().Where(e => e.Tenant == tenant && e.Sequence > sequence);
                events = kind is null ? events : events.Where(e => e.Kind == kind);
                events = record is null ? events : events.Where(e => e.RecordId == record.Value);
                return events.OrderBy(e => e.Sequence);
            },
            cancellationToken);
    }
}
