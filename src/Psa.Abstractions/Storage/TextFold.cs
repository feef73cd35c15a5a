using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Psa.Storage;

/// <summary>
/// How text is compared by people: upper and lower case are alike, accents and all else are not. Each character is replaced by its simple upper case, which is the same in every
/// culture and on every machine.
/// </summary>
internal static class TextFold
{
    /// <summary>Gives the fold of a text; nothing stays nothing.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    internal static string? Of(string? text)
    {
        if (text is null || IsFolded(text))
        {
            return text;
        }

        var fold = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            fold.Append(Of(rune).ToString());
        }

        return fold.ToString();
    }

    // what some machines make another letter of, and others leave, stays: the dotless i, the long s, and letters that older culture data don't know
    private static Rune Of(Rune rune) =>
        rune.Value is 0x0131 or 0x017F or 0x019B or 0x0264 or 0x1C8A or 0xA7CD or 0xA7DB or (>= 0x10D70 and <= 0x10D85) ? rune : Rune.ToUpperInvariant(rune);

    private static bool IsFolded(string text)
    {
        foreach (var c in text)
        {
            if (c is (< ' ' or > '_') and (< '{' or > '~'))
            {
                return false;
            }
        }

        return true;
    }
}
