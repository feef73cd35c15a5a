using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Psa.Samples.BillingRun.Focus;

/// <summary>Reads what providers write into fields: texts, identifiers, numbers, moments.</summary>
internal static class FocusText
{
    private const int MostDigits = 28;

    // what a decimal holds
    private const int MostDecimals = 28;
    private const int MostExponent = 9_999;

    private const RegexOptions Plain = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    private static readonly Regex Number = new("^(?<sign>[+-]?)((?<whole>[0-9]+)([.](?<fraction>[0-9]*))?|[.](?<fraction>[0-9]+))([eE](?<exponent>[+-]?[0-9]+))?$", Plain);

    private static readonly Regex Moment = new(
        "^(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})([T ](?<hour>[0-9]{2}):(?<minute>[0-9]{2})(:(?<second>[0-9]{2})([.,](?<fraction>[0-9]+))?)?( ?(Z|UTC|(?<direction>[+-])(?<hours>[0-9]{2})(:?(?<minutes>[0-9]{2}))?))?)?$",
        Plain);

    /// <summary>Cuts white space and marks that nobody sees from both ends.</summary>
    internal static string Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsNothing(text[start]))
        {
            start++;
        }

        while (end > start && IsNothing(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>Reads a name by which something is known: spaces of all kinds are one, and what nobody sees is in none.</summary>
    /// <exception cref="FieldException">It holds a character that nobody sees, or that the file's encoding doesn't have.</exception>
    internal static string Identifier(string text, string column)
    {
        var name = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.SpaceSeparator:
                    name.Append(' ');
                    break;
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    throw new FieldException(FormattableString.Invariant($"{column} has the character U+{rune.Value:X4}, which nobody sees"));
                default:
                    name.Append(rune != Rune.ReplacementChar ? rune.ToString() : throw new FieldException($"{column} has a character that isn't UTF-8"));
                    break;
            }
        }

        return name.ToString();
    }

    /// <summary>Reads a number of up to 28 significant digits, E notation included. What it has beyond 28 decimals, as doubles near zero do, is rounded half to even.</summary>
    /// <exception cref="FieldException">It is no number, or has more digits.</exception>
    internal static decimal Decimal(string text, string column)
    {
        if (Number.Match(text) is not { Success: true } match)
        {
            throw new FieldException($"{column} '{text}' is no number like 12.34 or 1.2e-7");
        }

        var fraction = match.Groups["fraction"].Value;
        var digits = (match.Groups["whole"].Value + fraction).TrimStart('0');
        var significant = digits.TrimEnd('0');
        if (significant.Length > MostDigits)
        {
            throw new FieldException(FormattableString.Invariant($"{column} '{text}' has more than {MostDigits} significant digits"));
        }

        var power = ExponentOf(match.Groups["exponent"].Value) - fraction.Length + digits.Length - significant.Length;
        if (significant.Length == 0 || significant.Length + power < -MostDecimals)
        {
            return 0m;
        }

        if (significant.Length + power > MostDigits)
        {
            throw new FieldException(FormattableString.Invariant($"{column} '{text}' is larger than a number of {MostDigits} digits"));
        }

        var mantissa = BigInteger.Parse(significant, NumberStyles.None, CultureInfo.InvariantCulture) * BigInteger.Pow(10, Math.Max(power, 0));
        var bits = decimal.GetBits((decimal)Rounded(mantissa, Math.Max(-power - MostDecimals, 0)));
        return new(bits[0], bits[1], bits[2], match.Groups["sign"].Value == "-", (byte)Math.Clamp(-power, 0, MostDecimals));
    }

    /// <summary>Reads a moment, or a day alone. Without an offset it is UTC.</summary>
    /// <exception cref="FieldException">It is none.</exception>
    internal static FocusMoment MomentOf(string text, string column)
    {
        if (Moment.Match(text) is not { Success: true } match)
        {
            throw Unreadable();
        }

        try
        {
            var day = new LocalDate(Part("year"), Part("month"), Part("day"));
            if (match.Groups["hour"].Value.Length == 0)
            {
                return new(day.AtMidnight(), IsDay: true);
            }

            var nanoseconds = long.Parse(match.Groups["fraction"].Value.PadRight(9, '0').AsSpan(0, 9), NumberStyles.None, CultureInfo.InvariantCulture);
            var time = new LocalTime(Part("hour"), Part("minute"), Part("second")).PlusNanoseconds(nanoseconds);
            var offset = Offset.FromHoursAndMinutes(Part("hours"), Part("minutes"));
            var moment = day.At(time).WithOffset(match.Groups["direction"].Value == "-" ? -offset : offset).ToInstant();
            return new(moment.InUtc().LocalDateTime, IsDay: false);
        }
        catch (Exception problem) when (problem is ArgumentException or OverflowException)
        {
            throw Unreadable();
        }

        int Part(string name) => match.Groups[name].Value is { Length: > 0 } part ? int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

        FieldException Unreadable() => new($"{column} '{text}' is no moment like 2024-09-18T22:00:00Z, and no day like 2024-09-18");
    }

    private static bool IsNothing(char c) => char.IsWhiteSpace(c) || c is '\uFEFF' or '\u200B' or '\u2060';

    private static int ExponentOf(string text) =>
        text.Length == 0 ? 0
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) ? Math.Clamp(exponent, -MostExponent, MostExponent)
        : text[0] == '-' ? -MostExponent : MostExponent;

    private static BigInteger Rounded(BigInteger value, int digits)
    {
        var unit = BigInteger.Pow(10, digits);
        var whole = BigInteger.DivRem(value, unit, out var rest);
        return (rest * 2).CompareTo(unit) is var half && (half > 0 || (half == 0 && !whole.IsEven)) ? whole + 1 : whole;
    }
}

/// <summary>A moment as it stands in a file.</summary>
/// <param name="Utc">The moment in UTC, in which the sample's company counts its days.</param>
/// <param name="IsDay">Whether it is a day alone.</param>
internal readonly record struct FocusMoment(LocalDateTime Utc, bool IsDay);

/// <summary>A field can't be used, and with it its row.</summary>
internal sealed class FieldException(string message) : Exception(message);
