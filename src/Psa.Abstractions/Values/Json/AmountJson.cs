using System.Text.Json;

namespace Psa;

/// <summary>The shape that all amounts share: <c>{"amount":"12.34","currency":"EUR"}</c>. The amount is a string so that no reader makes a double of it.</summary>
internal static class AmountJson
{
    /// <summary>Digits of an amount on input: an exact one may have many, but nobody's amount has more.</summary>
    internal const int MaxDigits = 256;

    /// <summary>What a number in a string looks like.</summary>
    internal static readonly JsonShape Number = JsonShape.Text("12.34", pattern: @"^-?\d+(\.\d+)?$");

    internal static readonly JsonShape Shape = JsonShape.Object(("amount", Number), ("currency", CurrencyJsonConverter.Code));

    internal static (decimal Amount, Currency Currency) Read(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        Span<char> buffer = stackalloc char[MaxDigits];
        var length = ReadText(ref reader, buffer, options, out var currency, out var isNumber);
        return (ToDecimal(buffer[..length], isNumber), currency);
    }

    /// <summary>Reads the object and gives how many characters the amount has, as they stand there. Other properties are skipped, as elsewhere in JSON.</summary>
    internal static int ReadText(ref Utf8JsonReader reader, scoped Span<char> buffer, JsonSerializerOptions options, out Currency currency, out bool isNumber)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($$"""An amount is expected as {"amount":"12.34","currency":"EUR"}, not {{reader.TokenType}}.""");
        }

        var length = -1;
        (currency, isNumber) = (default, false);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (isAmount, isCurrency) = (IsName(ref reader, "amount", options), IsName(ref reader, "currency", options));
            if ((isAmount && length >= 0) || (isCurrency && !currency.IsNone))
            {
                throw new JsonException("An amount has each of its properties once.");
            }

            reader.Read();
            if (isAmount)
            {
                isNumber = reader.TokenType == JsonTokenType.Number;
                length = Digits(ref reader, buffer);
            }
            else if (isCurrency)
            {
                currency = ReadCurrency(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return length > 0 && !currency.IsNone
            ? length
            : throw new JsonException($"An amount needs its {(currency.IsNone ? "currency" : "amount")}.");
    }

    /// <summary>Reads a number that is a string, or is a JSON number.</summary>
    internal static decimal ReadDecimal(ref Utf8JsonReader reader)
    {
        Span<char> buffer = stackalloc char[MaxDigits];
        var length = Digits(ref reader, buffer);
        return ToDecimal(buffer[..length], reader.TokenType == JsonTokenType.Number);
    }

    /// <summary>Whether a property is the one of a name; in any case, where the options say so.</summary>
    internal static bool IsName(ref Utf8JsonReader reader, string name, JsonSerializerOptions options) =>
        reader.ValueTextEquals(name) || (options.PropertyNameCaseInsensitive && string.Equals(reader.GetString(), name, StringComparison.OrdinalIgnoreCase));

    internal static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> amount, Currency currency)
    {
        if (currency.IsNone)
        {
            throw new JsonException("An amount without a currency can't be written: it is a default value that was never set.");
        }

        writer.WriteStartObject();
        writer.WriteString("amount"u8, amount);
        writer.WriteString("currency"u8, currency.Code);
        writer.WriteEndObject();
    }

    private static decimal ToDecimal(ReadOnlySpan<char> text, bool isNumber) =>
        (isNumber ? DecimalText.TryParseJson(text, out var value) : DecimalText.TryParse(text, out value))
            ? value
            : throw new JsonException($"'{text}' is no number that can be kept with all its digits: write it as \"12.34\".");

    private static int Digits(ref Utf8JsonReader reader, scoped Span<char> buffer)
    {
        var bytes = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number) || bytes == 0 || bytes > buffer.Length)
        {
            throw new JsonException($"A number of at most {buffer.Length} digits is expected, as a string such as \"12.34\".");
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.CopyString(buffer);
        }

        Span<byte> digits = stackalloc byte[MaxDigits];
        if (reader.HasValueSequence)
        {
            System.Buffers.BuffersExtensions.CopyTo(reader.ValueSequence, digits);
        }
        else
        {
            reader.ValueSpan.CopyTo(digits);
        }

        return System.Text.Encoding.ASCII.GetChars(digits[..(int)bytes], buffer);
    }

    private static Currency ReadCurrency(ref Utf8JsonReader reader)
    {
        var code = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return Currency.TryFromCode(code, out var currency)
            ? currency
            : throw new JsonException($"'{code}' is no currency of ISO 4217 that amounts can be in: use a code such as EUR or USD.");
    }
}
