using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Psa.EntityFrameworkCore;

/// <summary>What the converters of large values share: lists, texts, and parts that are seldom and go the general way.</summary>
internal static class StoredParts
{
    internal delegate void Writing<T>(Utf8JsonWriter writer, T value, ref Currency known);

    internal delegate T Reading<T>(ref Utf8JsonReader reader, ref Currency known);

    internal static void WriteList<T>(this Utf8JsonWriter writer, ValueList<T> values, Writing<T> write, ref Currency known)
    {
        writer.WriteStartArray();
        foreach (var value in values)
        {
            write(writer, value, ref known);
        }

        writer.WriteEndArray();
    }

    internal static ValueList<T> ReadList<T>(ref Utf8JsonReader reader, Reading<T> read, ref Currency known)
    {
        Require(ref reader, JsonTokenType.StartArray);
        var values = ImmutableArray.CreateBuilder<T>(1);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(read(ref reader, ref known));
        }

        return values.Count == 0 ? default : new(values.DrainToImmutable());
    }

    /// <summary>Goes to the value of an object's next property; <see langword="false"/> at its end. The name is asked for before, by <see cref="Utf8JsonReader.ValueTextEquals(ReadOnlySpan{byte})"/>.</summary>
    internal static bool NextName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    internal static void Require(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (reader.TokenType != token)
        {
            throw new JsonException($"{token} is expected, not {reader.TokenType}.");
        }
    }

    internal static T Required<T>(T? value, string name)
        where T : class =>
        value ?? throw new JsonException($"'{name}' is missing.");

    internal static void WriteText(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    internal static string ReadText(ref Utf8JsonReader reader)
    {
        Require(ref reader, JsonTokenType.String);
        return reader.GetString()!;
    }

    /// <summary>Writes what is seldom there, in the general way.</summary>
    internal static void WritePart<T>(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, T? value)
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, value, TypeOf<T>());
        }
    }

    internal static T ReadPart<T>(ref Utf8JsonReader reader) => JsonSerializer.Deserialize(ref reader, TypeOf<T>()) ?? throw new JsonException($"null is no {typeof(T).Name}.");

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)StoredJson.Options.GetTypeInfo(typeof(T));
}
