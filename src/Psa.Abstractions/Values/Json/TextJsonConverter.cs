using System.Text.Json;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>Writes a value as one JSON string, also as the key of a dictionary, and reads it back.</summary>
/// <typeparam name="T">The value.</typeparam>
internal abstract class TextJsonConverter<T> : JsonConverter<T>, IJsonShaped
    where T : notnull
{
    public virtual JsonShape Shape => JsonShape.Text();

    /// <exception cref="JsonException">It isn't a string, or not one that makes such a value.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? FromText(reader.GetString()!)
            : throw new JsonException($"A string is expected for {typeof(T).Name}, not {reader.TokenType}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(ToText(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => FromText(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(ToText(value));

    protected abstract T Parse(string text);

    protected abstract string ToText(T value);

    private T FromText(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (Exception e) when (e is PsaException or FormatException)
        {
            // as a JsonException it gets the path of the place in the text
            throw new JsonException(e.Message, e);
        }
    }
}
