using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Psa.Events;
using Psa.Records;

namespace Psa.Samples.JsonStore;

/// <summary>The events: a list in the file, numbered by the commit.</summary>
internal sealed class JsonEvents(JsonFile file, TenantId tenant) : StagingEventLog(tenant)
{
    private const string Name = "events";
    private static readonly JsonTypeInfo<PsaEvent> Json = (JsonTypeInfo<PsaEvent>)PsaJson.Options.GetTypeInfo(typeof(PsaEvent));

    public void Apply(JsonObject content)
    {
        var events = content[Name]?.DeepClone().AsArray() ?? [];
        foreach (var item in Staged)
        {
            events.Add(JsonSerializer.SerializeToNode(item with { Sequence = events.Count + 1 }, Json));
        }

        content[Name] = events;
    }

    public override IAsyncEnumerable<PsaEvent> ReadAfterAsync(long sequence, EventFilter? filter = null, CancellationToken cancellationToken = default) =>
        Read(filter).Where(item => item.Sequence > sequence).ToAsyncEnumerable();

    public override IAsyncEnumerable<PsaEvent> ReadBeforeAsync(long sequence, int limit, EventFilter? filter = null, CancellationToken cancellationToken = default) =>
        Read(filter).Where(item => item.Sequence < sequence).Reverse().Take(limit).ToAsyncEnumerable();

    private IEnumerable<PsaEvent> Read(EventFilter? filter) => file.Read(Name, static list => list?.AsArray().Select(node => node.Deserialize(Json)!).ToList() ?? []).Where(item => filter?.Matches(item) != false);
}
