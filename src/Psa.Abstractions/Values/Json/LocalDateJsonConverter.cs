using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Psa;

/// <summary>Writes a <see cref="LocalDate"/> as <c>"2026-03-01"</c>.</summary>
internal sealed class LocalDateJsonConverter : JsonConverter<LocalDate>, IJsonShaped
{
    internal static readonly JsonShape Date = JsonShape.Text("2026-03-01", "date");

    private const int MaxLength = 16;

    public JsonShape Shape => Date;

    /// <exception cref="JsonException">It is no date of that form.</exception>
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Parse(ref reader) : throw new JsonException($"A date is expected as \"2026-03-01\", not {reader.TokenType}.");

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        writer.WriteStringValue(text[..DateText.Format(value, text)]);
    }

    public override LocalDate ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(ref reader);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        writer.WritePropertyName(text[..DateText.Format(value, text)]);
    }

    private static LocalDate Parse(ref Utf8JsonReader reader)
    {
        Span<char> text = stackalloc char[MaxLength];
        var bytes = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        return bytes <= MaxLength && DateText.TryParse(text[..reader.CopyString(text)], out var date)
            ? date
            : throw new JsonException("A date is expected as \"2026-03-01\".");
    }
}
