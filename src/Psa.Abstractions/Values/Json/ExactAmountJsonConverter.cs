using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>Writes an <see cref="ExactAmount"/> as <c>{"amount":"12.3451612","currency":"EUR"}</c>, with all its digits. A JSON number without an exponent is accepted as the amount.</summary>
internal sealed class ExactAmountJsonConverter : JsonConverter<ExactAmount>, IJsonShaped
{
    public JsonShape Shape => AmountJson.Shape;

    /// <exception cref="JsonException">It isn't of that shape, or the currency is unknown.</exception>
    public override ExactAmount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Span<char> buffer = stackalloc char[AmountJson.MaxDigits];
        var text = buffer[..AmountJson.ReadText(ref reader, buffer, options, out var currency, out _)];
        return ExactAmount.TryParse(text, currency, out var value)
            ? value
            : throw new JsonException($"'{text}' is no amount: write it as \"12.34\".");
    }

    /// <exception cref="JsonException">It is the default value, which has no currency.</exception>
    public override void Write(Utf8JsonWriter writer, ExactAmount value, JsonSerializerOptions options)
    {
        AmountJson.Write(writer, Encoding.ASCII.GetBytes(value.AmountText()), value.Currency);
    }
}
