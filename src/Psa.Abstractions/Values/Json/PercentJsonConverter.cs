using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>Writes a <see cref="Percent"/> as the number before the percent sign, <c>"20"</c> for 20 %: a string, as amounts are. A JSON number is accepted; more than 6 decimals are refused.</summary>
internal sealed class PercentJsonConverter : JsonConverter<Percent>, IJsonShaped
{
    public JsonShape Shape => AmountJson.Number with { Example = "20" };

    /// <exception cref="JsonException">It is no number, or has too many decimals.</exception>
    public override Percent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = AmountJson.ReadDecimal(ref reader);
        try
        {
            return Percent.Of(value);
        }
        catch (PsaException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, Percent value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[48];
        _ = value.Value.TryFormat(text, out var length, Percent.Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}
