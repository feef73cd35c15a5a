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
        var converter = element;
        return StoredParts.ReadList(ref reader, static (ref Utf8JsonReader r, ref JsonConverter<T> one) => one.Read(ref r, typeof(T), StoredJson.Options)!, ref converter);
    }

    public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options)
    {
        var converter = element;
        writer.WriteList(value, static (Utf8JsonWriter w, T item, ref JsonConverter<T> one) => one.Write(w, item, StoredJson.Options), ref converter);
    }
}
