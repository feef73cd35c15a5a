using System.Numerics;

namespace Psa.Domain.Tests.Inventory;

/// <content>Cents and shares, exactly.</content>
internal sealed partial class PlainStock
{
    private static long Worth(List<Lot> scope) => scope.Sum(lot => lot.Cents);

    private static long Share(long cents, decimal part, decimal whole) => Round(cents * part / whole);

    private static long Halves(BigInteger part, BigInteger whole) => (long)(part.Sign * (((BigInteger.Abs(part) * 2) + whole) / (whole * 2)));

    private static (BigInteger Part, BigInteger Whole) Of(decimal part, decimal whole) => ((BigInteger)(part * 100m), (BigInteger)(whole * 100m));

    private static (BigInteger Part, BigInteger Whole) Add((BigInteger Part, BigInteger Whole) one, (BigInteger Part, BigInteger Whole) other) =>
        Short((one.Part * other.Whole) + (other.Part * one.Whole), one.Whole * other.Whole);

    private static (BigInteger Part, BigInteger Whole) Short(BigInteger part, BigInteger whole)
    {
        var common = BigInteger.GreatestCommonDivisor(part, whole);
        return (part / common, whole / common);
    }

    private static (BigInteger Part, BigInteger Whole) Less((BigInteger Part, BigInteger Whole) one, (BigInteger Part, BigInteger Whole) other)
    {
        var part = (one.Part * other.Whole) - (other.Part * one.Whole);
        return part.Sign < 0 ? (0, 1) : Short(part, one.Whole * other.Whole);
    }

    private static List<long> Largest(long cents, List<BigInteger> weights)
    {
        var total = weights.Aggregate(BigInteger.Zero, (sum, one) => sum + one);
        if (total.IsZero)
        {
            return [.. weights.Select(_ => 0L)];
        }

        var cut = weights.ConvertAll(weight => (Part: (long)(Math.Abs(cents) * weight / total), Left: Math.Abs(cents) * weight % total));
        var missing = Math.Abs(cents) - cut.Sum(one => one.Part);
        var up = Enumerable.Range(0, cut.Count).OrderByDescending(i => cut[i].Left).ThenBy(i => i).Take((int)missing).ToHashSet();
        return [.. cut.Select((one, i) => Math.Sign(cents) * (one.Part + (up.Contains(i) ? 1 : 0)))];
    }
}
