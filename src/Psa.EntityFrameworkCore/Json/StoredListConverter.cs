using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Psa.EntityFrameworkCore;

/// <summary>A list whose elements have a converter of their own, which is called without anything in between.</summary>
internal sealed class StoredListConverter<T>(JsonConverter<T> element) : JsonConverter<ValueList<T>>
    where T : class
{
    public override bool HandleNull => true;

    public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartArray);
        var values = ImmutableArray.CreateBuilder<T>(1);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(element.Read(ref reader, typeof(T), options)!);
        }

        return values.Count == 0 ? default : new(values.DrainToImmutable());
    }

    public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var one in value)
        {
            element.Write(writer, one, options);
        }

        writer.WriteEndArray();
    }
}
