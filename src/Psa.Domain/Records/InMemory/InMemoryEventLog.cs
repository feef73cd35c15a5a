using System.Runtime.CompilerServices;
using Psa.Events;

namespace Psa.Records;

internal sealed class InMemoryEventLog(TenantStore store, TenantId tenant) : StagingEventLog(tenant)
{
    public override async IAsyncEnumerable<PsaEvent> ReadAfterAsync(long sequence, EventFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        await ValueTask.CompletedTask.ConfigureAwait(false);
        var events = store.Data.Events;
        for (var place = sequence; place < events.Count; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (filter?.Matches(events[(int)place]) != false)
            {
                yield return events[(int)place];
            }
        }
    }

    public override async IAsyncEnumerable<PsaEvent> ReadBeforeAsync(
        long sequence, int limit, EventFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        await ValueTask.CompletedTask.ConfigureAwait(false);
        var events = store.Data.Events;
        var left = limit;
        for (var place = Math.Min(sequence - 1, events.Count) - 1; place >= 0 && left > 0; place--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (filter?.Matches(events[(int)place]) != false)
            {
                left--;
                yield return events[(int)place];
            }
        }
    }

    internal TenantData Apply(TenantData data)
    {
        if (Staged.Count == 0)
        {
            return data;
        }

        var events = data.Events.ToBuilder();
        foreach (var item in Staged)
        {
            events.Add(item with { Sequence = events.Count + 1 });
        }

        return data with { Events = events.ToImmutable() };
    }
}
