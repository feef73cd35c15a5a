namespace Psa.EntityFrameworkCore;

/// <summary>Remembers what short texts mean, by their bytes: of each place of a table the last one. What they mean never changes, so those who ask can share it.</summary>
internal sealed class KnownWords<TValue>(KnownWords<TValue>.Reading read)
{
    /// <summary>Says what a text means.</summary>
    internal delegate TValue Reading(ReadOnlySpan<byte> utf8);

    private const int Longest = 512;
    private const int Places = 64;

    private readonly Word?[] _words = new Word?[Places];

    /// <summary>Gives what a text means.</summary>
    internal TValue Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest)
        {
            return read(utf8);
        }

        var hash = default(HashCode);
        hash.AddBytes(utf8);
        ref var word = ref _words[hash.ToHashCode() & (Places - 1)];
        if (word is { } known && utf8.SequenceEqual(known.Utf8))
        {
            return known.Value;
        }

        var value = read(utf8);
        word = new(utf8.ToArray(), value);
        return value;
    }

    private sealed record Word(byte[] Utf8, TValue Value);
}
