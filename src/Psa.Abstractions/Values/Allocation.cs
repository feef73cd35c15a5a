using System.Buffers;
using System.Numerics;

namespace Psa;

/// <summary>The largest-remainder method on whole minor units.</summary>
internal static class Allocation
{
    private const int OnStack = 32;

    internal static void Allocate(Money whole, ReadOnlySpan<long> weights, Span<Money> shares)
    {
        if (shares.Length != weights.Length)
        {
            throw new ArgumentException($"{weights.Length} weights need as many shares, not {shares.Length}.", nameof(shares));
        }

        var total = Total(weights);
        Rest[]? rented = weights.Length > OnStack ? ArrayPool<Rest>.Shared.Rent(weights.Length) : null;
        var rests = rented is null ? stackalloc Rest[OnStack] : rented;
        rests = rests[..weights.Length];
        GiveOut(Cut(whole, weights, total, shares, rests), whole, shares, rests);
        if (rented is not null)
        {
            ArrayPool<Rest>.Shared.Return(rented);
        }
    }

    /// <summary>Splits by weights of any size, all zero or above and not all zero: as <see cref="Allocate(Money, ReadOnlySpan{long}, Span{Money})"/> does.</summary>
    internal static Money[] Allocate(Money whole, ReadOnlySpan<BigInteger> weights)
    {
        var total = BigInteger.Zero;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var amount = BigInteger.Abs(whole.MinorUnits);
        var (shares, rests, left) = (new Money[weights.Length], new (BigInteger Remainder, int Place)[weights.Length], amount);
        for (var i = 0; i < shares.Length; i++)
        {
            var share = BigInteger.DivRem(amount * weights[i], total, out var remainder);
            (shares[i], rests[i]) = (Signed((ulong)share, whole), (remainder, i));
            left -= share;
        }

        Array.Sort(rests, static (one, other) => other.Remainder.CompareTo(one.Remainder) is not 0 and var order ? order : one.Place.CompareTo(other.Place));
        for (var i = 0; i < (int)left; i++)
        {
            shares[rests[i].Place] += Signed(1, whole);
        }

        return shares;
    }

    private static UInt128 Total(ReadOnlySpan<long> weights)
    {
        var (total, sign) = (UInt128.Zero, 0);
        foreach (var weight in weights)
        {
            if (weight != 0 && sign != 0 && Math.Sign(weight) != sign)
            {
                throw new RuleViolationException(MoneyErrors.BadWeights, "The weights of an allocation must all be of one sign: allocate the positive and the negative group apart.");
            }

            sign = weight == 0 ? sign : Math.Sign(weight);
            total += Magnitude(weight);
        }

        return sign != 0
            ? total
            : throw new RuleViolationException(MoneyErrors.BadWeights, "The weights of an allocation are all zero: at least one must count.");
    }

    /// <summary>Gives every share its whole units and notes the remainders; returns how many units are left, fewer than there are shares.</summary>
    private static int Cut(Money whole, ReadOnlySpan<long> weights, UInt128 total, Span<Money> shares, Span<Rest> rests)
    {
        var amount = Magnitude(whole.MinorUnits);
        var left = amount;
        for (var i = 0; i < weights.Length; i++)
        {
            // 64 × 64 bits always fit 128
            var product = (UInt128)amount * Magnitude(weights[i]);
            var share = (ulong)(product / total);
            rests[i] = new(product - (share * total), i);
            left -= share;
            shares[i] = Signed(share, whole);
        }

        return (int)left;
    }

    /// <summary>Gives the units that are left to the largest remainders, ties to the first.</summary>
    private static void GiveOut(int units, Money whole, Span<Money> shares, Span<Rest> rests)
    {
        if (units == 0)
        {
            return;
        }

        rests.Sort(static (left, right) => right.Remainder.CompareTo(left.Remainder) is not 0 and var order ? order : left.Place.CompareTo(right.Place));
        var unit = Signed(1, whole);
        foreach (var rest in rests[..units])
        {
            shares[rest.Place] += unit;
        }
    }

    private static Money Signed(ulong share, Money whole) =>
        Money.FromMinorUnits(whole.MinorUnits < 0 ? unchecked(-(long)share) : (long)share, whole.Currency);

    private static ulong Magnitude(long value) => value < 0 ? unchecked((ulong)-value) : (ulong)value;

    /// <summary>What a share lost when it was cut.</summary>
    private readonly record struct Rest(UInt128 Remainder, int Place);
}
