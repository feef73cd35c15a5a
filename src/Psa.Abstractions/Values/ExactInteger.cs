using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Psa;

/// <summary>Integer arithmetic for amounts: words of 64 bits while they suffice, 128 bits beyond, big integers beyond those, so that no digit is ever lost.</summary>
internal static class ExactInteger
{
    internal const int MaxPower = 38;

    private const int MaxWordPower = 18;

    private static readonly long[] WordPowers =
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000,
        100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    private static readonly Int128[] Powers = CreatePowers();

    /// <summary>Gives 10^power, power 0–38.</summary>
    internal static Int128 PowerOfTen(int power) => Powers[power];

    /// <summary>Tells whether a number fits a word. Two such always have a product of 128 bits: no more than 2^126.</summary>
    internal static bool IsWord(Int128 value) => unchecked((long)value) == value;

    /// <summary>Multiplies by 10^power when both power and product fit a word.</summary>
    internal static bool TryShift(long value, int power, out long shifted)
    {
        if (power <= MaxWordPower)
        {
            return Math.BigMul(value, WordPowers[power], out shifted) == shifted >> 63;
        }

        shifted = 0;
        return false;
    }

    /// <summary>Gives how many bits the magnitude takes: 0 for 0.</summary>
    internal static int Bits(Int128 value)
    {
        var magnitude = value < 0 ? (UInt128)(-value) : (UInt128)value;
        return 128 - (int)UInt128.LeadingZeroCount(magnitude);
    }

    /// <summary>Divides once and rounds once.</summary>
    internal static long DivideRound(Int128 numerator, Int128 denominator, Rounding rounding)
    {
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

        // a remainder is less than its divisor, and what has one is halved at least
        var rest = unchecked(remainder < 0 ? -remainder : remainder);
        return unchecked(quotient + Step(rounding, rest.CompareTo(denominator - rest), numerator < 0, (quotient & 1) != 0));
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
        // the same four words as decimal.GetBits gives, not copied: a test compares them
        var parts = Unsafe.BitCast<decimal, DecimalParts>(value);
        scale = (parts.Flags >> 16) & 0xFF;
        var magnitude = unchecked((Int128)new UInt128(parts.High, parts.Low));
        return parts.Flags < 0 ? -magnitude : magnitude;
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

    private readonly record struct DecimalParts(int Flags, uint High, ulong Low);
}
