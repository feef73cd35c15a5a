using System.Text.Json.Nodes;

namespace Psa.Samples.JsonStore;

/// <summary>What the session asks of its records in a commit, whatever their kind.</summary>
internal interface IJsonRecords
{
    void RequireVersions();

    void Apply(JsonObject content);
}
