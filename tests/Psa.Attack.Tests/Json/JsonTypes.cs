using System.Text.Json.Serialization.Metadata;
using Psa.Records;

namespace Psa.Attack.Tests.Json;

/// <summary>Every type that the library reads as JSON, found by asking: a new one is attacked without being listed.</summary>
internal static class JsonTypes
{
    public static IReadOnlyList<JsonTypeInfo> All { get; } =
    [
        .. typeof(PsaJson).Assembly.GetTypes()
            .Where(type => type is { ContainsGenericParameters: false, IsPointer: false, IsByRefLike: false } && type != typeof(void))
            .Select(type => PsaJson.Resolver.GetTypeInfo(type, PsaJson.Options))
            .OfType<JsonTypeInfo>()
            .OrderBy(json => json.Type.FullName, StringComparer.Ordinal),
    ];
}
