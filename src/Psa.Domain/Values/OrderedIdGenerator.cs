using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;

namespace Psa;

/// <summary>
/// Makes UUID version 7 ids in strictly increasing order, also within a millisecond and when the clock is set back: rows arrive in index order. Safe for parallel use.
/// </summary>
/// <remarks>
/// 48 bits of milliseconds and 12 bits of a counter are one number that only grows; 62 bits follow that a secret of this generator scrambles, so that
/// generators on several machines don't meet.
/// </remarks>
internal sealed class OrderedIdGenerator : IIdGenerator
{
    private const int CounterBits = 12;
    private readonly IClock _clock;
    private readonly ulong _secret;
    private long _last;

    /// <summary>Creates a generator; one a process is enough.</summary>
    /// <param name="clock">Gives the time.</param>
    public OrderedIdGenerator(IClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _clock = clock;
        Span<byte> secret = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(secret);
        _secret = BinaryPrimitives.ReadUInt64BigEndian(secret);
    }

    /// <inheritdoc/>
    public Id<T> Next<T>()
    {
        var place = NextPlace();
        var scrambled = Scramble(unchecked(_secret + (ulong)place));
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)(place >> CounterBits) << 16) | 0x7000UL | ((ulong)place & 0xFFFUL));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (scrambled & 0x3FFF_FFFF_FFFF_FFFFUL) | 0x8000_0000_0000_0000UL);
        return new(new Guid(bytes, bigEndian: true));
    }

    private long NextPlace()
    {
        var now = _clock.GetCurrentInstant().ToUnixTimeMilliseconds() << CounterBits;
        while (true)
        {
            // more than 4 096 ids in a millisecond borrow from the next one
            var last = Volatile.Read(ref _last);
            var next = Math.Max(last + 1, now);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return next;
            }
        }
    }

    /// <summary>The finalizer of SplitMix64: every bit of the input changes half of the output.</summary>
    private static ulong Scramble(ulong value)
    {
        unchecked
        {
            value += 0x9E37_79B9_7F4A_7C15UL;
            value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EBUL;
            return value ^ (value >> 31);
        }
    }
}
