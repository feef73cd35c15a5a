using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Psa;

/// <summary>Integer arithmetic for amounts: 128 bits while they suffice, big integers beyond, so that no digit is ever lost.</summary>
internal static class ExactInteger
{
    internal const int MaxPower = 38;

    private static readonly Int128[] Powers = CreatePowers();

    /// <summary>Gives 10^power, power 0–38.</summary>
    internal static Int128 PowerOfTen(int power) => Powers[power];

    /// <summary>Gives how many bits the magnitude takes: 0 for 0.</summary>
    internal static int Bits(Int128 value)
    {
        var magnitude = value < 0 ? (UInt128)(-value) : (UInt128)value;
        return 128 - (int)UInt128.LeadingZeroCount(magnitude);
    }

    /// <summary>Divides once and rounds once.</summary>
    internal static long DivideRound(Int128 numerator, Int128 denominator, Rounding rounding)
    {
        if (numerator is var n && denominator is var d && Bits(n) <= 63 && Bits(d) <= 62)
        {
            return DivideRound((long)n, (long)d, rounding);
        }

        var quotient = numerator / denominator;
        var remainder = numerator - (quotient * denominator);
        if (remainder != 0)
        {
            var twice = (remainder < 0 ? -remainder : remainder).CompareTo(denominator - (remainder < 0 ? -remainder : remainder));
            quotient += Step(rounding, twice, numerator < 0, !Int128.IsEvenInteger(quotient));
        }

        return quotient >= long.MinValue && quotient <= long.MaxValue ? (long)quotient : ThrowOverflow();
    }

    /// <summary>Divides once and rounds once, when both fit a word.</summary>
    internal static long DivideRound(long numerator, long denominator, Rounding rounding)
    {
        var (quotient, remainder) = Math.DivRem(numerator, denominator);
        if (remainder == 0)
        {
            return quotient;
        }

        var rest = remainder < 0 ? -remainder : remainder;
        return quotient + Step(rounding, rest.CompareTo(denominator - rest), numerator < 0, (quotient & 1) != 0);
    }

    /// <summary>Divides once and rounds once, for what needs more than 128 bits.</summary>
    internal static long DivideRound(BigInteger numerator, BigInteger denominator, Rounding rounding)
    {
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        if (!remainder.IsZero)
        {
            var rest = BigInteger.Abs(remainder);
            quotient += Step(rounding, rest.CompareTo(denominator - rest), numerator.Sign < 0, !quotient.IsEven);
        }

        return quotient >= long.MinValue && quotient <= long.MaxValue ? (long)quotient : ThrowOverflow();
    }

    /// <summary>Gives the mantissa of a decimal: value = mantissa / 10^scale.</summary>
    internal static Int128 Mantissa(decimal value, out int scale)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        scale = (bits[3] >> 16) & 0xFF;
        // the words are unsigned: the highest bit of each is a digit, not a sign
        var magnitude = unchecked(new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]));
        return bits[3] < 0 ? -(Int128)magnitude : (Int128)magnitude;
    }

    [DoesNotReturn]
    internal static long ThrowOverflow() =>
        throw new RuleViolationException(MoneyErrors.Overflow, "The amount is beyond what money can hold (± 9.2 × 10¹⁸ minor units): check quantity and price.");

    private static int Step(Rounding rounding, int comparedToHalf, bool negative, bool oddQuotient)
    {
        var away = rounding switch
        {
            Rounding.HalfUp => comparedToHalf >= 0,
            Rounding.HalfEven => comparedToHalf > 0 || (comparedToHalf == 0 && oddQuotient),
            Rounding.Up => true,
            Rounding.Down => false,
            _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "No such rounding."),
        };
        return away ? (negative ? -1 : 1) : 0;
    }

    private static Int128[] CreatePowers()
    {
        var powers = new Int128[MaxPower + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
