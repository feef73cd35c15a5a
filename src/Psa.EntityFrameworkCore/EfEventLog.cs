using System.Linq;
using Psa.Events;

namespace Psa.EntityFrameworkCore;

/// <summary>The events of one session.</summary>
internal sealed class EfEventLog(EfSession session) : IEventLog
{
    private readonly List<PsaEvent> _staged = [];

    internal IReadOnlyList<PsaEvent> Staged => _staged;

    public void Append(PsaEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Tenant != session.Tenant)
        {
            throw new ArgumentException($"The event is of tenant {item.Tenant}, and the session of {session.Tenant}.", nameof(item));
        }

        _staged.Add(item);
    }

    public IAsyncEnumerable<PsaEvent> ReadAfterAsync(long sequence, EventFilter? filter = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        var (tenant, kind, record) = (session.Tenant, filter?.Kind, filter?.RecordId);
        return session.StreamAsync(
            context =>
            {
                var events = context.Set<PsaEvent>().Where(e => e.Tenant == tenant && e.Sequence > sequence);
                events = kind is null ? events : events.Where(e => e.Kind == kind);
                events = record is null ? events : events.Where(e => e.RecordId == record.Value);
                return events.OrderBy(e => e.Sequence);
            },
            cancellationToken);
    }

    internal void Clear() => _staged.Clear();
}
