using System.Text.Json;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>Writes <see cref="Metadata"/> as an object of texts, in the order of its keys: <c>{"crm":"42"}</c>. A key stands once.</summary>
internal sealed class MetadataJsonConverter : JsonConverter<Metadata>, IJsonShaped
{
    public override bool HandleNull => true;

    JsonShape IJsonShaped.Shape => JsonShape.MapOf(JsonShape.Text());

    /// <exception cref="JsonException">It isn't an object of texts, or they are too many or too long.</exception>
    public override Metadata Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Metadata is expected as {{\"key\":\"value\"}}, not {reader.TokenType}.");
        }

        var metadata = default(Metadata);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                throw new JsonException($"The value of '{key}' is a text, not {reader.TokenType}.");
            }

            if (metadata.ContainsKey(key))
            {
                throw new JsonException($"The key '{key}' stands twice.");
            }

            try
            {
                metadata = metadata.With(key, reader.GetString()!);
            }
            catch (PsaException e)
            {
                throw new JsonException(e.Message, e);
            }
        }

        return metadata;
    }

    public override void Write(Utf8JsonWriter writer, Metadata value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, text) in value)
        {
            writer.WriteString(key, text);
        }

        writer.WriteEndObject();
    }
}
