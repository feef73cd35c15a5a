using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Psa;

/// <summary>Writes a list as an array. A list is never <see langword="null"/>, and holds none: a property that may be missing is left out.</summary>
internal sealed class ValueListJsonConverter<T> : JsonConverter<ValueList<T>>, IJsonShaped
{
    public JsonShape Shape => JsonShape.ListOf(typeof(T));

    public override bool HandleNull => true;

    public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"A list is expected, not {reader.TokenType}.");
        }

        var element = Element(options);
        var items = ImmutableArray.CreateBuilder<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadOne(ref reader, element, items.Count));
        }

        return items.Count == 0 ? default : new(items.DrainToImmutable());
    }

    public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        if (!value.IsEmpty)
        {
            var element = Element(options);
            foreach (var item in value)
            {
                JsonSerializer.Serialize(writer, item, element);
            }
        }

        writer.WriteEndArray();
    }

    private static T ReadOne(ref Utf8JsonReader reader, JsonTypeInfo<T> element, int place)
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, element) ?? throw new JsonException("null is no element of a list.");
        }
        catch (Exception e) when (JsonFault.IsAboutText(e))
        {
            // the inner path begins at the element; without a path of its own this exception gets that of the list
            throw new JsonException($"[{place}]{(e as JsonException)?.Path?[1..]}: {e.Message}", e);
        }
    }

    private static JsonTypeInfo<T> Element(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
