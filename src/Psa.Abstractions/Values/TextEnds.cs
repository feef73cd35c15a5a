using System.Diagnostics.CodeAnalysis;

namespace Psa;

/// <summary>
/// What doesn't belong to a text at its ends: Unicode's white space, and three characters without width that come with text from elsewhere (U+FEFF, U+200B, U+2060). Requests and
/// rows of imports lose it when they get their text.
/// </summary>
internal static class TextEnds
{
    [return: NotNullIfNotNull(nameof(text))]
    internal static string? Trim(string? text)
    {
        if (text is null || IsTrimmed(text))
        {
            return text;
        }

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

    /// <summary>Whether nothing would be cut.</summary>
    internal static bool IsTrimmed(string text) => text.Length == 0 || !(IsNothing(text[0]) || IsNothing(text[^1]));

    private static bool IsNothing(char c) => char.IsWhiteSpace(c) || c is '\uFEFF' or '\u200B' or '\u2060';
}
