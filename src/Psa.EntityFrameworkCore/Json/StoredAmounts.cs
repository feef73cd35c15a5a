using System.Globalization;
using System.Text.Json;

namespace Psa.EntityFrameworkCore;

/// <summary>
/// Writes and reads amounts, dates and periods as texts without a string in between. Within one value the currency of the first amount is known from then on: an amount that has it
/// is its number alone, another one is followed by its own.
/// </summary>
internal static class StoredAmounts
{
    private const int MaxLength = 64;

    // with any of them a long can't overflow
    private const int MostDigits = 18;
    private const char Separator = '/';

    internal static void WriteMoney(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, Money value, ref Currency known)
    {
        writer.WritePropertyName(name);
        writer.WriteMoney(value, ref known);
    }

    internal static void WriteMoney(this Utf8JsonWriter writer, Money value, ref Currency known)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        writer.WriteStringValue(text[..WithCurrency(text, value.FormatAmount(text), value.Currency, ref known)]);
    }

    /// <summary>Writes money unless it is zero of the known currency: so an amount is read that is missing.</summary>
    internal static void WriteMoneyUnlessZero(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, Money value, ref Currency known)
    {
        if (!value.IsZero || value.Currency != known)
        {
            writer.WriteMoney(name, value, ref known);
        }
    }

    internal static void WritePrice(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, UnitPrice value, ref Currency known)
    {
        writer.WritePropertyName(name);
        writer.WritePrice(value, ref known);
    }

    internal static void WritePrice(this Utf8JsonWriter writer, UnitPrice value, ref Currency known)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        writer.WriteStringValue(text[..WithCurrency(text, Format(value.Amount, text), value.Currency, ref known)]);
    }

    internal static void WriteDate(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, NodaTime.LocalDate value)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        writer.WriteString(name, text[..DateText.Format(value, text)]);
    }

    internal static void WritePeriod(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, DatePeriod value)
    {
        writer.WritePropertyName(name);
        writer.WritePeriod(value);
    }

    internal static void WritePeriod(this Utf8JsonWriter writer, DatePeriod value)
    {
        if (value == default)
        {
            throw new JsonException("A period that was never set can't be written: make the property nullable, or set it.");
        }

        Span<byte> text = stackalloc byte[MaxLength];
        var length = DateText.Format(value.Start, text);
        text[length++] = (byte)Separator;
        length += DateText.Format(value.EndExclusive, text[length..]);
        writer.WriteStringValue(text[..length]);
    }

    internal static Money ReadMoney(ref Utf8JsonReader reader, ref Currency known)
    {
        if (TryReadKnown(ref reader, known, out var minorUnits))
        {
            return Money.FromMinorUnits(minorUnits, known);
        }

        Span<char> text = stackalloc char[MaxLength];
        text = text[..Copy(ref reader, text)];
        var number = WithoutCurrency(text, ref known, out var currency);
        return Money.TryOf(ToDecimal(number), currency, out var money) ? money : throw new JsonException($"'{text}' is no amount of money.");
    }

    internal static UnitPrice ReadPrice(ref Utf8JsonReader reader, ref Currency known)
    {
        Span<char> text = stackalloc char[MaxLength];
        var number = WithoutCurrency(text[..Copy(ref reader, text)], ref known, out var currency);
        return UnitPrice.Of(ToDecimal(number), currency);
    }

    internal static NodaTime.LocalDate ReadDate(ref Utf8JsonReader reader)
    {
        Span<char> text = stackalloc char[MaxLength];
        return ToDate(text[..Copy(ref reader, text)]);
    }

    internal static DatePeriod ReadPeriod(ref Utf8JsonReader reader)
    {
        Span<char> text = stackalloc char[MaxLength];
        ReadOnlySpan<char> dates = text[..Copy(ref reader, text)];
        var middle = dates.IndexOf(Separator);
        return middle > 0 && DatePeriod.TryCreate(ToDate(dates[..middle]), ToDate(dates[(middle + 1)..])) is { } period ? period : throw new JsonException($"'{dates}' is no period.");
    }

    /// <summary>Writes a number without the zeros at the end of its decimals, and gives how many bytes.</summary>
    internal static int Format(decimal value, Span<byte> text)
    {
        _ = value.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        var number = text[..length];
        return number.Contains((byte)'.') ? number.TrimEnd((byte)'0').TrimEnd((byte)'.').Length : length;
    }

    // an amount as it is nearly always written: of the known currency, with all its decimals
    private static bool TryReadKnown(ref Utf8JsonReader reader, Currency known, out long minorUnits)
    {
        minorUnits = 0;
        if (known.IsNone || reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length is 0 or > MostDigits)
        {
            return false;
        }

        var (isNegative, decimals) = (reader.ValueSpan[0] == '-', known.MinorUnits);
        var digits = isNegative ? reader.ValueSpan[1..] : reader.ValueSpan;
        var point = decimals > 0 ? digits.Length - decimals - 1 : digits.Length;
        if (point < 1 || (decimals > 0 && digits[point] != '.'))
        {
            return false;
        }

        for (var place = 0; place < digits.Length; place++)
        {
            if (place == point)
            {
                continue;
            }

            if (!char.IsAsciiDigit((char)digits[place]))
            {
                return false;
            }

            minorUnits = (minorUnits * 10) + digits[place] - '0';
        }

        minorUnits = isNegative ? -minorUnits : minorUnits;
        return true;
    }

    private static int WithCurrency(Span<byte> text, int length, Currency currency, ref Currency known)
    {
        if (currency.IsNone)
        {
            throw new JsonException("An amount without a currency can't be written: it is a default value that was never set.");
        }

        if (currency == known)
        {
            return length;
        }

        if (known.IsNone)
        {
            known = currency;
        }

        text[length++] = (byte)' ';
        return length + System.Text.Encoding.ASCII.GetBytes(currency.Code, text[length..]);
    }

    private static ReadOnlySpan<char> WithoutCurrency(ReadOnlySpan<char> text, ref Currency known, out Currency currency)
    {
        var space = text.IndexOf(' ');
        if (space < 0)
        {
            currency = known.IsNone ? throw new JsonException($"'{text}' has no currency, and none stands before it.") : known;
            return text;
        }

        if (!Currency.TryParse(text[(space + 1)..], null, out currency))
        {
            throw new JsonException($"'{text}' has no currency of ISO 4217.");
        }

        if (known.IsNone)
        {
            known = currency;
        }

        return text[..space];
    }

    private static int Copy(ref Utf8JsonReader reader, scoped Span<char> text) =>
        reader.TokenType == JsonTokenType.String && !reader.HasValueSequence && reader.ValueSpan.Length <= text.Length ? reader.CopyString(text) : throw new JsonException("A short text is expected.");

    private static decimal ToDecimal(ReadOnlySpan<char> text) => DecimalText.TryParse(text, out var value) ? value : throw new JsonException($"'{text}' is no number.");

    private static NodaTime.LocalDate ToDate(ReadOnlySpan<char> text) => DateText.TryParse(text, out var date) ? date : throw new JsonException($"'{text}' is no date.");
}
