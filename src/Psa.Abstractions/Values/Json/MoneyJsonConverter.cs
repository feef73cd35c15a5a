using System.Text.Json;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>Writes <see cref="Money"/> as <c>{"amount":"12.34","currency":"EUR"}</c>. A JSON number is accepted as the amount; decimals the currency hasn't are refused.</summary>
internal sealed class MoneyJsonConverter : JsonConverter<Money>, IJsonShaped
{
    public JsonShape Shape => AmountJson.Shape;

    /// <exception cref="JsonException">It isn't of that shape, the currency is unknown, or the amount doesn't fit it.</exception>
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var (amount, currency) = AmountJson.Read(ref reader, options);
        try
        {
            return Money.Of(amount, currency);
        }
        catch (PsaException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <exception cref="JsonException">It is the default value, which has no currency.</exception>
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        Span<byte> amount = stackalloc byte[32];
        AmountJson.Write(writer, amount[..value.FormatAmount(amount)], value.Currency);
    }
}
