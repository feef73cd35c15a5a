namespace Psa;

/// <summary>Which text can be stored: U+0000 and halves of characters beyond the basic plane can't be kept by every database.</summary>
internal static class StoredText
{
    internal static bool IsBad(string text)
    {
        var rest = text.AsSpan();
        for (var place = Next(rest); place >= 0; place = Next(rest))
        {
            if (rest[place] == '\0' || place + 1 == rest.Length || !char.IsSurrogatePair(rest[place], rest[place + 1]))
            {
                return true;
            }

            rest = rest[(place + 2)..];
        }

        return false;

        // two vectorized searches: one for the few thousand suspects together would be slower
        static int Next(ReadOnlySpan<char> text) => text.Contains('\0') ? text.IndexOf('\0') : text.IndexOfAnyInRange('\uD800', '\uDFFF');
    }
}
