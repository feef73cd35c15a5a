using System.Globalization;
using System.Text;

namespace Psa;

/// <summary>
/// Text by which records are found: numbers, codes, ids of other systems, services, units. It holds no character that nobody sees, so that two identifiers that look alike are
/// never two records.
/// </summary>
internal static class Identifiers
{
    private static readonly string[] Endings = ["Number", "Code", "ExternalId", "SourceId", "Counter", "Serial", "Pattern", "Unit", "Scope"];

    /// <summary>Whether a property or parameter holds an identifier: its name says so, for those that are added later too.</summary>
    internal static bool IsName(string name)
    {
        foreach (var ending in Endings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives the first control or format character, as <c>U+200B</c>; <see langword="null"/> when there is none.</summary>
    internal static string? InvisibleIn(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format)
            {
                return FormattableString.Invariant($"U+{rune.Value:X4}");
            }
        }

        return null;
    }
}
