using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>A place in a list as text: what was asked, and the values by which the last record of a page stands where it does. Whatever becomes of that record, the place stays.</summary>
internal static class PageKey
{
    /// <summary>The longest key that is looked at: no record's values make a longer one.</summary>
    private const int MostLetters = 1 << 16;

    private const int QuestionBytes = 12;

    /// <summary>Gives the key of the place after a record.</summary>
    internal static string After<T, TFilter>(T record, Listing<T> listing, TFilter filter)
        where TFilter : notnull
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            json.WriteStringValue(QuestionOf<T, TFilter>(filter));
            foreach (var column in listing.Order)
            {
                if (column.ValueOf(record) is { } value)
                {
                    JsonSerializer.Serialize(json, value, TypeOf(column));
                }
                else
                {
                    json.WriteNullValue();
                }
            }

            json.WriteEndArray();
        }

        return Base64Url.EncodeToString(buffer.ToArray());
    }

    /// <summary>Reads a key.</summary>
    /// <returns>The values of the place; <see langword="null"/> for the beginning.</returns>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    internal static IReadOnlyList<object?>? Read<T, TFilter>(string? key, Listing<T> listing, TFilter filter)
        where TFilter : notnull
    {
        if (key is null)
        {
            return null;
        }

        try
        {
            using var json = key.Length <= MostLetters ? JsonDocument.Parse(Base64Url.DecodeFromChars(key)) : throw Bad();
            var values = json.RootElement;
            if (values.ValueKind != JsonValueKind.Array || values.GetArrayLength() != listing.Order.Count + 1 || values[0].ValueKind != JsonValueKind.String
                || values[0].GetString() != QuestionOf<T, TFilter>(filter))
            {
                throw Bad();
            }

            var place = new object?[listing.Order.Count];
            for (var i = 0; i < place.Length; i++)
            {
                place[i] = ValueOf(values[i + 1], listing.Order[i]);
            }

            return place;
        }
        catch (Exception e) when (e is FormatException or JsonException or ArgumentException or InvalidOperationException or NotSupportedException or OverflowException or PsaException { Code: not FilterErrors.BadPage })
        {
            throw Bad();
        }
    }

    private static object? ValueOf<T>(JsonElement value, Column<T> column)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return column.Type.IsValueType && Nullable.GetUnderlyingType(column.Type) is null ? throw Bad() : null;
        }

        var read = value.Deserialize(TypeOf(column));
        return read is string text && StoredText.IsBad(text) ? throw Bad() : read;
    }

    private static JsonTypeInfo TypeOf<T>(Column<T> column) => PsaJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(column.Type) ?? column.Type);

    // which list it is, and what of it is wanted in which order
    internal static string QuestionOf<T, TFilter>(TFilter filter)
    {
        var json = JsonSerializer.Serialize(filter, PsaJson.Options.GetTypeInfo(typeof(TFilter)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{typeof(T).Name} {json}")).AsSpan(0, QuestionBytes));
    }

    internal static RuleViolationException Bad() =>
        new(FilterErrors.BadPage, "The page key is none of this filter and order: begin with the first page, and give each key back as it was given, with the same filter.");
}
