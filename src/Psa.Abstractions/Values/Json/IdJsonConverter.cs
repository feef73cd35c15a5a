using System.Text.Json;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>Writes an id as its 36 characters.</summary>
internal sealed class IdJsonConverter<TEntity> : JsonConverter<Id<TEntity>>, IJsonShaped
{
    public JsonShape Shape => JsonShape.Text(format: "uuid");

    public override Id<TEntity> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var value)
            ? new(value)
            : throw new JsonException($"The id of a {typeof(TEntity).Name} is expected: 36 characters like 0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59.");

    public override void Write(Utf8JsonWriter writer, Id<TEntity> value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override Id<TEntity> ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Guid.TryParseExact(reader.GetString(), "D", out var value)
            ? new(value)
            : throw new JsonException($"The id of a {typeof(TEntity).Name} is expected as the name: 36 characters like 0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59.");

    public override void WriteAsPropertyName(Utf8JsonWriter writer, Id<TEntity> value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString());
}
