using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>Writes a <see cref="UnitPrice"/> as <c>{"amount":"0.075","currency":"EUR"}</c>, with the decimals it has. A JSON number is accepted as the amount; more than 12 decimals are refused.</summary>
internal sealed class UnitPriceJsonConverter : JsonConverter<UnitPrice>, IJsonShaped
{
    public JsonShape Shape => AmountJson.Shape;

    /// <exception cref="JsonException">It isn't of that shape, the currency is unknown, or there are too many decimals.</exception>
    public override UnitPrice Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var (amount, currency) = AmountJson.Read(ref reader, options);
        try
        {
            return UnitPrice.Of(amount, currency);
        }
        catch (PsaException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <exception cref="JsonException">It is the default value, which has no currency.</exception>
    public override void Write(Utf8JsonWriter writer, UnitPrice value, JsonSerializerOptions options)
    {
        Span<byte> amount = stackalloc byte[48];
        _ = value.Amount.TryFormat(amount, out var length, UnitPrice.Format, CultureInfo.InvariantCulture);
        AmountJson.Write(writer, amount[..length], value.Currency);
    }
}
