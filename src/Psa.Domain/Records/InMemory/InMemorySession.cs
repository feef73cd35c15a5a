using Psa.Storage;

namespace Psa.Records;

/// <summary>A unit of work on the in-memory store.</summary>
internal sealed class InMemorySession(TenantStore store, TenantId tenant, InMemoryEventLog events) : StagingSession(tenant, events)
{
    protected override StagingRepository<T> Create<T>(RecordType<T> type) => new InMemoryRecords<T>(store, Tenant, type);

    protected override ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        store.Commit(Apply);
        return ValueTask.CompletedTask;
    }

    private TenantData Apply(TenantData data)
    {
        // all versions first: a record that was changed meanwhile is the better news than the number it then clashes with
        foreach (IInMemoryRecords records in Repositories)
        {
            records.Change(data);
        }

        foreach (IInMemoryRecords records in Repositories)
        {
            data = records.Apply(data);
        }

        return events.Apply(data);
    }
}
