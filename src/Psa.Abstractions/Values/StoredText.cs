using System.Buffers;

namespace Psa;

/// <summary>Which text can be stored: U+0000 and halves of characters beyond the basic plane can't be kept by every database.</summary>
internal static class StoredText
{
    // all from U+0001 to the last before the halves: one range, so one vectorized search; what lies beyond the halves is rare enough to be looked at singly
    private static readonly SearchValues<char> Plain = SearchValues.Create(string.Create('\uD7FF', 0, static (all, _) =>
    {
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = (char)(i + 1);
        }
    }));

    internal static bool IsBad(string text)
    {
        var rest = text.AsSpan();
        for (var place = rest.IndexOfAnyExcept(Plain); place >= 0; place = rest.IndexOfAnyExcept(Plain))
        {
            var isPair = place + 1 < rest.Length && char.IsSurrogatePair(rest[place], rest[place + 1]);
            if (!isPair && (rest[place] == '\0' || char.IsSurrogate(rest[place])))
            {
                return true;
            }

            rest = rest[(place + (isPair ? 2 : 1))..];
        }

        return false;
    }
}
