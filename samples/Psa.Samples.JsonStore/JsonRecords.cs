using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Psa.Records;
using Psa.Storage;

namespace Psa.Samples.JsonStore;

/// <summary>The records of one kind: a list in the file, which queries search and sort.</summary>
internal sealed class JsonRecords<T>(JsonFile file, TenantId tenant, RecordType<T> type) : StagingRepository<T>(tenant, type), IJsonRecords
    where T : class, IEntity<T>
{
    private static readonly JsonTypeInfo<T> Json = (JsonTypeInfo<T>)PsaJson.Options.GetTypeInfo(typeof(T));

    public void RequireVersions() => RequireVersions(Rows());

    public void Apply(JsonObject content)
    {
        if (Staged.Count > 0)
        {
            var rows = new Dictionary<Id<T>, T>(Rows());
            ApplyTo(rows);
            content[Type.Name] = new JsonArray([.. rows.Values.Select(row => JsonSerializer.SerializeToNode(row, Json))]);
        }
    }

    public override IAsyncEnumerable<T> QueryAsync(Query<T> query, CancellationToken cancellationToken = default) =>
        query.Apply(Rows().Values).ToAsyncEnumerable();

    public override ValueTask<long> CountAsync(Query<T> query, CancellationToken cancellationToken = default) => new(query.Count(Rows().Values));

    protected override ValueTask<T?> LoadAsync(Id<T> id, CancellationToken cancellationToken) => new(Rows().GetValueOrDefault(id));

    private Dictionary<Id<T>, T> Rows() => file.Read(Type.Name, static list => Rows(list));

    private static Dictionary<Id<T>, T> Rows(JsonNode? list) => list?.AsArray().Select(node => node.Deserialize(Json)!).ToDictionary(row => row.Id) ?? [];
}
