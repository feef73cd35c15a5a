namespace Psa.Samples.BillingRun.Worlds;

/// <summary>A stream of numbers that is the same everywhere and always for one seed and place: SplitMix64. Not for secrets.</summary>
public struct Dice(int seed, long place)
{
    private ulong _state = unchecked(((ulong)(uint)seed * 0x9E3779B97F4A7C15UL) ^ ((ulong)place * 0xD1342543DE82EF95UL));

    /// <summary>Gives a number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int From(int low, int high) => low + (int)(Next() % (ulong)(high - low + 1));

    /// <summary>Says yes in so many of a thousand cases.</summary>
    public bool InThousand(int cases) => From(0, 999) < cases;

    /// <summary>Gives an amount with decimals: <c>Amount(100, 2000, 2)</c> lies between 1.00 and 20.00.</summary>
    public decimal Amount(int low, int high, byte decimals) => new(From(low, high), 0, 0, isNegative: false, decimals);

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }
}
