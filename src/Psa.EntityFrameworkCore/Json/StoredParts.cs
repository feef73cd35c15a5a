using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Psa.Contracts;

namespace Psa.EntityFrameworkCore;

/// <summary>What the converters of large values share: lists, texts, and parts that are seldom and go the general way.</summary>
internal static class StoredParts
{
    private const int Few = 16;

    /// <summary>Writes an element; what is known goes from one to the next, such as the currency.</summary>
    internal delegate void Writing<T, TKnown>(Utf8JsonWriter writer, T value, ref TKnown known);

    /// <summary>Reads an element; what is known goes from one to the next, such as the currency.</summary>
    internal delegate T Reading<T, TKnown>(ref Utf8JsonReader reader, ref TKnown known);

    internal static void WriteList<T, TKnown>(this Utf8JsonWriter writer, ValueList<T> values, Writing<T, TKnown> write, ref TKnown known)
    {
        writer.WriteStartArray();
        foreach (var value in values)
        {
            write(writer, value, ref known);
        }

        writer.WriteEndArray();
    }

    internal static ValueList<T> ReadList<T, TKnown>(ref Utf8JsonReader reader, Reading<T, TKnown> read, ref TKnown known)
    {
        Require(ref reader, JsonTokenType.StartArray);
        var (values, count) = (ArrayPool<T>.Shared.Rent(Few), 0);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count == values.Length)
            {
                var more = ArrayPool<T>.Shared.Rent(2 * count);
                values.CopyTo(more, 0);
                GiveBack(values, count);
                values = more;
            }

            values[count++] = read(ref reader, ref known);
        }

        var list = ValueList.Create(values.AsSpan(0, count));
        GiveBack(values, count);
        return list;
    }

    // whoever rents it next shall not hold what was read here
    private static void GiveBack<T>(T[] values, int count)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            values.AsSpan(0, count).Clear();
        }

        ArrayPool<T>.Shared.Return(values);
    }

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

    internal static T Required<T>(T? value, string name)
        where T : struct =>
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

    internal static void WriteDecimal(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, decimal? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    /// <summary>Writes a scheme of prices; the usual one, a price a unit, by its name alone.</summary>
    internal static void WritePricing(this Utf8JsonWriter writer, PricingScheme? value)
    {
        if (value is not null && value == PricingScheme.PerUnit)
        {
            writer.WriteString("pricing"u8, PerUnitPricing.JsonName);
        }
        else
        {
            StoredSchemes.Write(writer, "pricing"u8, value);
        }
    }

    internal static PricingScheme ReadPricing(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? StoredSchemes.Read(ref reader)
            : reader.ValueTextEquals(PerUnitPricing.JsonName) ? PricingScheme.PerUnit
            : throw new JsonException($"'{reader.GetString()}' is no scheme of prices.");

    /// <summary>Writes what is seldom there, in the general way.</summary>
    internal static void WritePart<T>(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, T? value)
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, value, TypeOf<T>.Info);
        }
    }

    internal static T ReadPart<T>(ref Utf8JsonReader reader) => JsonSerializer.Deserialize(ref reader, TypeOf<T>.Info) ?? throw new JsonException($"null is no {typeof(T).Name}.");

    // looked for once, not for each part
    private static class TypeOf<T>
    {
        internal static readonly JsonTypeInfo<T> Info = (JsonTypeInfo<T>)StoredJson.Options.GetTypeInfo(typeof(T));
    }
}
