using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>
/// Writes a plain enumeration by the names of its values, and reads nothing else: no numbers, no numbers in quotes, no other case. It is public because a host's
/// source-generated context names it for such a type; nobody else needs to.
/// </summary>
/// <typeparam name="TEnum">The enumeration, which carries this as an attribute: made by reflection, it would need code generation at run time, which an AOT-compiled program hasn't.</typeparam>
public sealed class EnumJsonConverter<TEnum> : JsonConverter<TEnum>, IJsonShaped
    where TEnum : struct, Enum
{
    private static readonly TEnum[] Values = typeof(TEnum).IsDefined(typeof(FlagsAttribute), inherit: false) ? Combinations() : Enum.GetValues<TEnum>();

    private static readonly JsonEncodedText[] Names = Array.ConvertAll(Values, static value => JsonEncodedText.Encode(value.ToString()));

    JsonShape IJsonShaped.Shape => JsonShape.OneOf(ValueList.Create<string>(Array.ConvertAll(Values, static value => value.ToString())));

    /// <inheritdoc/>
    /// <exception cref="JsonException">It isn't the name of a value.</exception>
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? ReadName(ref reader) : throw new JsonException($"The name of a {typeof(TEnum).Name} is expected, not {reader.TokenType}.");

    /// <inheritdoc/>
    /// <exception cref="JsonException">The value has no name.</exception>
    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(NameOf(value));
    }

    /// <inheritdoc/>
    /// <exception cref="JsonException">It isn't the name of a value.</exception>
    public override TEnum ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadName(ref reader);

    /// <inheritdoc/>
    /// <exception cref="JsonException">The value has no name.</exception>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(NameOf(value));
    }

    // several flags at once have a name each, as "Own, Self"
    private static TEnum[] Combinations()
    {
        var all = 0;
        foreach (var value in Enum.GetValues<TEnum>())
        {
            all |= Convert.ToInt32(value, CultureInfo.InvariantCulture);
        }

        var combinations = new List<TEnum>();
        for (var bits = 0; bits <= all; bits++)
        {
            if ((bits & ~all) == 0)
            {
                combinations.Add((TEnum)Enum.ToObject(typeof(TEnum), bits));
            }
        }

        return [.. combinations];
    }

    private static TEnum ReadName(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (reader.ValueTextEquals(Names[i].EncodedUtf8Bytes))
            {
                return Values[i];
            }
        }

        throw new JsonException($"'{reader.GetString()}' is no {typeof(TEnum).Name}: one of {string.Join(", ", Values)} is expected.");
    }

    private static JsonEncodedText NameOf(TEnum value)
    {
        var place = Array.IndexOf(Values, value);
        return place >= 0 ? Names[place] : throw new JsonException($"{value} is no {typeof(TEnum).Name} and can't be written: use one of {string.Join(", ", Values)}.");
    }
}
