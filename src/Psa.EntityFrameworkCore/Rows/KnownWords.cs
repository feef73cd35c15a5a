namespace Psa.EntityFrameworkCore;

/// <summary>Remembers what some texts mean, by their bytes: of each place of a table the last one.</summary>
internal sealed class KnownWords<TValue>(Func<string, TValue> read)
{
    private const int Places = 64;

    private readonly Word?[] _words = new Word?[Places];

    /// <summary>Gives what a text means.</summary>
    internal TValue Read(ReadOnlySpan<byte> utf8)
    {
        var hash = default(HashCode);
        hash.AddBytes(utf8);
        ref var word = ref _words[hash.ToHashCode() & (Places - 1)];
        if (word is { } known && utf8.SequenceEqual(known.Utf8))
        {
            return known.Value;
        }

        var value = read(System.Text.Encoding.UTF8.GetString(utf8));
        word = new(utf8.ToArray(), value);
        return value;
    }

    private sealed record Word(byte[] Utf8, TValue Value);
}
