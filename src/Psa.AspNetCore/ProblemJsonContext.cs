using System.Text.Json.Serialization;

namespace Psa.AspNetCore;

/// <summary>How what is added to problem details is JSON, whatever the host's options.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Guid[]))]
[JsonSerializable(typeof(Problem[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class ProblemJsonContext : JsonSerializerContext;
