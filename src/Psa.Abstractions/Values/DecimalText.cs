using System.Globalization;

namespace Psa;

/// <summary>Reads decimals without losing a digit: <see cref="decimal.Parse(string)"/> alone rounds what it can't hold, silently.</summary>
internal static class DecimalText
{
    internal static bool TryParse(ReadOnlySpan<char> text, out decimal value) => TryParse(text, NumberStyles.None, out value);

    /// <summary>Reads a number as JSON writes it, with an exponent if need be.</summary>
    internal static bool TryParseJson(ReadOnlySpan<char> text, out decimal value) => TryParse(text, NumberStyles.AllowExponent, out value);

    private static bool TryParse(ReadOnlySpan<char> text, NumberStyles more, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | more, CultureInfo.InvariantCulture, out value)
        && DecimalsOf(text) <= value.Scale;

    /// <summary>Gives how many decimals the text has, trailing zeros aside; negative when it ends in zeros before the point.</summary>
    private static int DecimalsOf(ReadOnlySpan<char> text)
    {
        var mantissa = text;
        var exponent = 0;
        if (text.IndexOfAny('e', 'E') is >= 0 and var e)
        {
            // an exponent beyond an int has overflowed or vanished above all decimals
            mantissa = text[..e];
            if (!int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs((long)exponent) > 1_000)
            {
                return int.MaxValue;
            }
        }

        var point = mantissa.IndexOf('.');
        var digits = point < 0 ? 0 : mantissa[(point + 1)..].TrimEnd('0').Length;
        if (digits == 0)
        {
            // 1200e-1: zeros before the point may go too
            var whole = point < 0 ? mantissa : mantissa[..point];
            var kept = whole.TrimEnd('0');
            return kept.TrimStart("+-").IsEmpty ? 0 : kept.Length - whole.Length - exponent;
        }

        return digits - exponent;
    }
}
