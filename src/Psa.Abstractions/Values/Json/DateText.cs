using NodaTime;
using NodaTime.Text;

namespace Psa;

/// <summary>ISO dates as bytes, without a string in between: they are in every record, often several times.</summary>
internal static class DateText
{
    internal const int Length = 10;

    internal static int Format(LocalDate date, Span<byte> text)
    {
        if (date.Calendar != CalendarSystem.Iso || date.Year is < 1 or > 9_999)
        {
            return System.Text.Encoding.ASCII.GetBytes(LocalDatePattern.Iso.Format(date.WithCalendar(CalendarSystem.Iso)), text);
        }

        Digits(text[..4], date.Year);
        text[4] = (byte)'-';
        Digits(text[5..7], date.Month);
        text[7] = (byte)'-';
        Digits(text[8..10], date.Day);
        return Length;
    }

    internal static bool TryParse(ReadOnlySpan<char> text, out LocalDate date)
    {
        if (text.Length == Length
            && text[4] == '-'
            && text[7] == '-'
            && TryDigits(text[..4], out var year)
            && TryDigits(text[5..7], out var month)
            && TryDigits(text[8..], out var day)
            && year > 0
            && month is >= 1 and <= 12
            && day >= 1
            && day <= CalendarSystem.Iso.GetDaysInMonth(year, month))
        {
            date = new(year, month, day);
            return true;
        }

        var result = LocalDatePattern.Iso.Parse(text.ToString());
        return result.TryGetValue(default, out date);
    }

    private static void Digits(Span<byte> text, int value)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
