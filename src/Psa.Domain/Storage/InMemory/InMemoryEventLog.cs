using System.Runtime.CompilerServices;
using Psa.Events;

namespace Psa.Storage;

internal sealed class InMemoryEventLog(InMemorySession session) : IEventLog
{
    private readonly List<PsaEvent> _staged = [];

    public void Append(PsaEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Tenant != session.Tenant)
        {
            throw new ArgumentException($"The event is of tenant {item.Tenant}, and the session of {session.Tenant}.", nameof(item));
        }

        _staged.Add(item);
    }

    public async IAsyncEnumerable<PsaEvent> ReadAfterAsync(long sequence, EventFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        await ValueTask.CompletedTask.ConfigureAwait(false);
        var events = session.Read().Events;
        for (var place = sequence; place < events.Count; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (filter?.Matches(events[(int)place]) != false)
            {
                yield return events[(int)place];
            }
        }
    }

    internal TenantData Apply(TenantData data)
    {
        if (_staged.Count == 0)
        {
            return data;
        }

        var events = data.Events.ToBuilder();
        foreach (var item in _staged)
        {
            events.Add(item with { Sequence = events.Count + 1 });
        }

        return data with { Events = events.ToImmutable() };
    }

    internal void Clear() => _staged.Clear();
}
