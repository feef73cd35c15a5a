using System.Buffers.Binary;
using System.Numerics;

namespace Psa.EntityFrameworkCore;

/// <summary>
/// Remembers what short texts mean, by their bytes: of each place of a table the last one that came a second time. A text that comes once, as most that are of one row only, is forgotten,
/// and no other for it. What they mean never changes, so those who ask can share it.
/// </summary>
internal sealed class KnownWords<TValue>(KnownWords<TValue>.Reading read)
{
    /// <summary>Says what a text means.</summary>
    internal delegate TValue Reading(ReadOnlySpan<byte> utf8);

    private const int Longest = 512;
    private const int Places = 64;

    private readonly Word?[] _words = new Word?[Places];
    private readonly uint[] _missed = new uint[Places];

    /// <summary>Gives what a text means.</summary>
    internal TValue Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest)
        {
            return read(utf8);
        }

        var hash = HashOf(utf8);
        var place = hash % Places;
        if (_words[place] is { } known && utf8.SequenceEqual(known.Utf8))
        {
            return known.Value;
        }

        var value = read(utf8);
        if (_missed[place] == hash)
        {
            _words[place] = new(utf8.ToArray(), value);
        }

        _missed[place] = hash;
        return value;
    }

    // of all bytes: texts of one kind begin and end alike, and one that passed for another would be kept in vain
    private static uint HashOf(ReadOnlySpan<byte> utf8)
    {
        var hash = (ulong)utf8.Length;
        var left = utf8;
        for (; left.Length >= sizeof(ulong); left = left[sizeof(ulong)..])
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(left));
        }

        foreach (var one in left)
        {
            hash = Mix(hash, one);
        }

        return (uint)(hash >> 32);
    }

    private static ulong Mix(ulong hash, ulong bits) => unchecked((BitOperations.RotateLeft(hash, 29) ^ bits) * 0x9E3779B97F4A7C15);

    private sealed record Word(byte[] Utf8, TValue Value);
}
