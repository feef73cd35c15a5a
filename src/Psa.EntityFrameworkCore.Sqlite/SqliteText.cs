using System.Buffers.Text;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>The values that SQLite keeps as text: dates in ISO 8601, which sorts right, and decimals, which its own numbers would round.</summary>
internal static class SqliteText
{
    /// <summary>The most bytes that one takes.</summary>
    internal const int Longest = 32;

    internal static int Write(LocalDate date, Span<byte> text)
    {
        if (date.Year is < 0 or > 9999)
        {
            // a bound such as "always"
            return Encoding.UTF8.GetBytes(LocalDatePattern.Iso.Format(date), text);
        }

        Utf8Formatter.TryFormat(date.Year, text, out _, new('D', 4));
        Utf8Formatter.TryFormat(date.Month, text[5..], out _, new('D', 2));
        Utf8Formatter.TryFormat(date.Day, text[8..], out _, new('D', 2));
        (text[4], text[7]) = ((byte)'-', (byte)'-');
        return 10;
    }

    internal static LocalDate ReadDate(ReadOnlySpan<byte> text) =>
        text.Length == 10 && text[4] == '-' && text[7] == '-' && Number(text[..4]) is { } year && Number(text[5..7]) is { } month && Number(text[8..]) is { } day
            ? new(year, month, day)
            : throw new FormatException($"'{Encoding.UTF8.GetString(text)}' is no date.");

    internal static int Write(decimal value, Span<byte> text) => value.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture) ? length : 0;

    internal static decimal ReadDecimal(ReadOnlySpan<byte> text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static int? Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return null;
            }

            number = (number * 10) + digit - '0';
        }

        return number;
    }
}
