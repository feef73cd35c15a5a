using System.Globalization;

namespace Psa;

/// <summary>What the texts of values have in common: they are the same whatever culture is asked for, and an unknown format is refused as .NET's own values refuse it.</summary>
internal static class ValueText
{
    /// <summary>Whether a format asks for what <see cref="object.ToString"/> gives.</summary>
    internal static bool IsGeneral(ReadOnlySpan<char> format) => format.IsEmpty || format is "G" or "g";

    /// <summary>Whether a format asks for the number alone, without its currency or sign.</summary>
    internal static bool IsAmount(ReadOnlySpan<char> format) => format is "A" or "a";

    /// <summary>Gives the format of the id within: as it is read, or without hyphens.</summary>
    internal static string GuidFormat(ReadOnlySpan<char> format) =>
        IsGeneral(format) || format is "D" or "d" ? "D"
        : format is "N" or "n" ? "N"
        : throw UnknownFormat(format, "D or N");

    internal static FormatException UnknownFormat(ReadOnlySpan<char> format, string known) => new($"'{format}' is no format for this: use {known}.");

    internal static FormatException NoValue(ReadOnlySpan<char> text, string expected) => new($"'{Shortened(text)}' is no {expected}.");

    /// <summary>Copies a text that exists already.</summary>
    internal static bool TryCopy(ReadOnlySpan<char> text, Span<char> destination, out int charsWritten)
    {
        var fits = text.TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }

    /// <summary>Writes a number, and a space and its unit if it has one, without a string in between.</summary>
    internal static bool TryWrite(decimal number, ReadOnlySpan<char> format, ReadOnlySpan<char> unit, Span<char> destination, out int charsWritten)
    {
        if (number.TryFormat(destination, out charsWritten, format, CultureInfo.InvariantCulture))
        {
            var rest = destination[charsWritten..];
            if (unit.IsEmpty)
            {
                return true;
            }

            if (rest.Length > unit.Length)
            {
                rest[0] = ' ';
                unit.CopyTo(rest[1..]);
                charsWritten += 1 + unit.Length;
                return true;
            }
        }

        charsWritten = 0;
        return false;
    }

    /// <summary>Reads a number, one space and a currency code.</summary>
    internal static bool TryReadAmount(ReadOnlySpan<char> text, out decimal amount, out Currency currency)
    {
        (amount, currency) = (0m, default);
        var space = text.IndexOf(' ');
        return space > 0 && DecimalText.TryParse(text[..space], out amount) && Currency.TryParse(text[(space + 1)..], CultureInfo.InvariantCulture, out currency);
    }

    private static string Shortened(ReadOnlySpan<char> text) => text.Length <= 100 ? text.ToString() : $"{text[..100]}…";
}
