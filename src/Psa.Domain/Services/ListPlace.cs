using System.Buffers.Text;
using System.Text.Json;
using Psa.Lists;

namespace Psa.Services;

/// <summary>A place in the order of a list that no store has: the value of the field that it is sorted by, and the id.</summary>
/// <param name="Value">The value.</param>
/// <param name="Id">The id.</param>
internal readonly record struct ListPlace(object? Value, Guid Id)
{
    private const int MostLetters = 1 << 16;

    /// <summary>Compares two places of an order that isn't reversed.</summary>
    internal int CompareTo(ListPlace other) => FieldValues.Sort(Value, other.Value) is var order and not 0 ? order : Id.CompareTo(other.Id);

    /// <summary>Writes the place as the key of the page after it.</summary>
    internal string ToKey<T>(Field<T> sort, ListRequest request)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            json.WriteStringValue(PageKey.QuestionOf<T, ListRequest>(request));
            json.WriteStringValue(Id.ToString("D"));
            if (Value is { } value)
            {
                json.WriteStringValue(FieldValues.Write(value, sort.Choices));
            }

            json.WriteEndArray();
        }

        return Base64Url.EncodeToString(buffer.ToArray());
    }

    /// <summary>Reads a key.</summary>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    internal static ListPlace Read<T>(string key, Field<T> sort, ListRequest request)
    {
        try
        {
            using var json = key.Length <= MostLetters ? JsonDocument.Parse(Base64Url.DecodeFromChars(key)) : throw PageKey.Bad();
            var parts = json.RootElement;
            if (parts.ValueKind != JsonValueKind.Array || parts.GetArrayLength() is not (2 or 3) || parts[0].GetString() != PageKey.QuestionOf<T, ListRequest>(request))
            {
                throw PageKey.Bad();
            }

            var id = Guid.ParseExact(parts[1].GetString()!, "D");
            var value = parts.GetArrayLength() == 3 ? FieldValues.Read(sort.Kind, sort.Choices, parts[2].GetString()!) ?? throw PageKey.Bad() : null;
            return new(value, id);
        }
        catch (Exception e) when (e is FormatException or JsonException or ArgumentException or InvalidOperationException or OverflowException)
        {
            throw PageKey.Bad();
        }
    }
}
