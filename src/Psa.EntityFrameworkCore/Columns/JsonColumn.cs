using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Psa.EntityFrameworkCore;

/// <summary>Stores a nested value as JSON text.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class JsonColumn<T>() : ValueConverter<T, string>(static value => Write(value), static text => Read(text))
{
    internal static JsonTypeInfo<T> Json { get; } = (JsonTypeInfo<T>)StoredJson.Options.GetTypeInfo(typeof(T));

    private static string Write(T value) => JsonSerializer.Serialize(value, Json);

    private static T Read(string text) => JsonSerializer.Deserialize(text, Json) ?? throw new JsonException($"null is no {typeof(T).Name}.");
}
