using System.Buffers;

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
        UInt128[]? rented = weights.Length > OnStack ? ArrayPool<UInt128>.Shared.Rent(weights.Length) : null;
        var remainders = rented is null ? stackalloc UInt128[OnStack] : rented;
        remainders = remainders[..weights.Length];
        var left = Cut(whole, weights, total, shares, remainders);
        GiveOut(left, whole, shares, remainders);
        if (rented is not null)
        {
            ArrayPool<UInt128>.Shared.Return(rented);
        }
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

    /// <summary>Gives every share its whole units and notes the remainders; returns how many units are left.</summary>
    private static ulong Cut(Money whole, ReadOnlySpan<long> weights, UInt128 total, Span<Money> shares, Span<UInt128> remainders)
    {
        var amount = Magnitude(whole.MinorUnits);
        var left = amount;
        for (var i = 0; i < weights.Length; i++)
        {
            // 64 × 64 bits always fit 128
            var product = (UInt128)amount * Magnitude(weights[i]);
            var share = (ulong)(product / total);
            remainders[i] = product - (share * total);
            left -= share;
            shares[i] = Signed(share, whole);
        }

        return left;
    }

    /// <summary>Gives the units that are left, fewer than there are shares, to the largest remainders, ties to the first.</summary>
    private static void GiveOut(ulong left, Money whole, Span<Money> shares, Span<UInt128> remainders)
    {
        for (; left > 0; left--)
        {
            var largest = 0;
            for (var i = 1; i < remainders.Length; i++)
            {
                if (remainders[i] > remainders[largest])
                {
                    largest = i;
                }
            }

            remainders[largest] = 0;
            shares[largest] = shares[largest] + Signed(1, whole);
        }
    }

    private static Money Signed(ulong share, Money whole) =>
        Money.FromMinorUnits(whole.MinorUnits < 0 ? unchecked(-(long)share) : (long)share, whole.Currency);

    private static ulong Magnitude(long value) => value < 0 ? unchecked((ulong)-value) : (ulong)value;
}
