using System.Text.Json.Nodes;
using Psa.Records;
using Psa.Storage;

namespace Psa.Samples.JsonStore;

/// <summary>Writes what its repositories have staged, and the events, in one change of the file.</summary>
internal sealed class JsonSession(JsonFile file, TenantId tenant, JsonEvents events) : StagingSession(tenant, events)
{
    protected override StagingRepository<T> Create<T>(RecordType<T> type) => new JsonRecords<T>(file, Tenant, type);

    protected override ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        file.Change(Apply);
        return ValueTask.CompletedTask;
    }

    private void Apply(JsonObject content)
    {
        foreach (IJsonRecords records in Repositories)
        {
            records.RequireVersions();
        }

        foreach (IJsonRecords records in Repositories)
        {
            records.Apply(content);
        }

        events.Apply(content);
    }
}
