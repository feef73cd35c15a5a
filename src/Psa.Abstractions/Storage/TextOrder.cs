namespace Psa.Storage;

/// <summary>
/// Orders text by its code points, nothing first: as databases do that compare the bytes of UTF-8. .NET's own ordinal order compares the halves of surrogate pairs, and so
/// puts a character beyond the basic plane before some within it.
/// </summary>
internal sealed class TextOrder : IComparer<string?>
{
    internal static TextOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (ReferenceEquals(x, y) || x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        var common = x.AsSpan().CommonPrefixLength(y);
        return common == x.Length || common == y.Length ? x.Length.CompareTo(y.Length) : Rank(x[common]).CompareTo(Rank(y[common]));
    }

    // surrogates come after all that one char can say
    private static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
