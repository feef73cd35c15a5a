using System.Runtime.CompilerServices;
using BenchmarkDotNet.Configs;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.Benchmarks.Micro;

/// <summary>
/// The charge of one part in one broken month, per charge: price of the quantity, proration, one rounding. The baselines are plain loops over decimals and over integers,
/// which get the numbers of days ready made, round each piece alone and overflow or lose digits where the library doesn't.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class ChargeBenchmarks
{
    internal const int Cases = 64;

    private ChargeCase[] _one = [];
    private ChargeCase[] _two = [];

    [GlobalSetup]
    public void Setup()
    {
        (_one, _two) = (ChargeCase.Create(Cases, 1), ChargeCase.Create(Cases, 2));
        foreach (var cases in (ChargeCase[][])[_one, _two])
        {
            var byDecimals = DecimalLoop(cases) * 100m;
            if (byDecimals == 0m || IntegerLoop(cases) != byDecimals || ProrateAll(cases) != byDecimals || Math.Abs(ChargeAll(cases) - byDecimals) > Cases)
            {
                throw new InvalidOperationException("The cases charge nothing, or not the same.");
            }
        }
    }

    [Benchmark(OperationsPerInvoke = Cases, Baseline = true, Description = "1 term: loop over decimals")]
    [BenchmarkCategory("One")]
    public decimal OneTermByDecimals() => DecimalLoop(_one);

    [Benchmark(OperationsPerInvoke = Cases, Description = "1 term: bare integers")]
    [BenchmarkCategory("One")]
    [BareIntegers]
    public long OneTermByIntegers() => IntegerLoop(_one);

    [Benchmark(OperationsPerInvoke = Cases, Description = "1 term: PriceOf and Prorate, from decimals and dates")]
    [BenchmarkCategory("One")]
    [AllocatesNothing]
    public long OneTermProrated() => ProrateAll(_one);

    [Benchmark(OperationsPerInvoke = Cases, Description = "1 term: engine, from prices and dates")]
    [BenchmarkCategory("One")]
    [AllocatesNothing]
    public long OneTerm() => ChargeAll(_one);

    [Benchmark(OperationsPerInvoke = Cases, Description = "1 term: engine, from amounts and dates")]
    [BenchmarkCategory("One")]
    [AllocatesNothing]
    public long OneTermOfAmounts() => ChargeAmounts(_one);

    [Benchmark(OperationsPerInvoke = Cases, Description = "1 term: engine, from amounts and day numbers")]
    [BenchmarkCategory("One")]
    [AllocatesNothing]
    public long OneTermOfMeter() => ChargeByMeter(_one);

    [Benchmark(OperationsPerInvoke = Cases, Description = "1 term: engine, with the slot of a day")]
    [BenchmarkCategory("One")]
    [AllocatesNothing]
    public long OneTermWithSlot()
    {
        var sum = 0L;
        foreach (var one in _one)
        {
            var slot = BillingSlots.At(one.Contract, one.Covered[0].Start);
            sum += Charge(one, slot).MinorUnits;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Cases, Description = "1 term: engine, with the records of the result")]
    [BenchmarkCategory("One")]
    public long OneTermWithResult() => BasisOfAll(_one);

    [Benchmark(OperationsPerInvoke = Cases, Baseline = true, Description = "2 terms: loop over decimals")]
    [BenchmarkCategory("Two")]
    public decimal TwoTermsByDecimals() => DecimalLoop(_two);

    [Benchmark(OperationsPerInvoke = Cases, Description = "2 terms: bare integers")]
    [BenchmarkCategory("Two")]
    [BareIntegers]
    public long TwoTermsByIntegers() => IntegerLoop(_two);

    [Benchmark(OperationsPerInvoke = Cases, Description = "2 terms: PriceOf and Prorate, from decimals and dates")]
    [BenchmarkCategory("Two")]
    [AllocatesNothing]
    public long TwoTermsProrated() => ProrateAll(_two);

    [Benchmark(OperationsPerInvoke = Cases, Description = "2 terms: engine, from prices and dates")]
    [BenchmarkCategory("Two")]
    [AllocatesNothing]
    public long TwoTerms() => ChargeAll(_two);

    [Benchmark(OperationsPerInvoke = Cases, Description = "2 terms: engine, from amounts and dates")]
    [BenchmarkCategory("Two")]
    [AllocatesNothing]
    public long TwoTermsOfAmounts() => ChargeAmounts(_two);

    [Benchmark(OperationsPerInvoke = Cases, Description = "2 terms: engine, from amounts and day numbers")]
    [BenchmarkCategory("Two")]
    [AllocatesNothing]
    public long TwoTermsOfMeter() => ChargeByMeter(_two);

    [Benchmark(OperationsPerInvoke = Cases, Description = "2 terms: engine, with the records of the result")]
    [BenchmarkCategory("Two")]
    public long TwoTermsWithResult() => BasisOfAll(_two);

    private static decimal DecimalLoop(ChargeCase[] cases)
    {
        var sum = 0m;
        foreach (var one in cases)
        {
            for (var i = 0; i < one.Days.Length; i++)
            {
                sum += Math.Round(one.Prices[i].Amount * one.Quantities[i] * one.Days[i] / one.DaysOfPeriod, 2, MidpointRounding.AwayFromZero);
            }
        }

        return sum;
    }

    private static long IntegerLoop(ChargeCase[] cases)
    {
        var sum = 0L;
        foreach (var one in cases)
        {
            for (var i = 0; i < one.Days.Length; i++)
            {
                var (numerator, denominator) = (one.PricesInCents[i] * one.QuantitiesInHundredths[i] * one.Days[i], 100L * one.DaysOfPeriod);
                var (quotient, rest) = Math.DivRem(numerator, denominator);
                sum += rest * 2 >= denominator ? quotient + 1 : quotient;
            }
        }

        return sum;
    }

    // each price by itself, as a host does it that has no contract: everything made of bare decimals and dates
    private static long ProrateAll(ChargeCase[] cases)
    {
        var sum = 0L;
        foreach (var one in cases)
        {
            var period = DatePeriod.Create(one.Slot.Full.Start, one.Slot.Full.EndExclusive);
            for (var i = 0; i < one.From.Length; i++)
            {
                var days = DatePeriod.Create(one.From[i], i + 1 < one.From.Length ? one.From[i + 1] : period.EndExclusive);
                sum += one.Scheme.PriceOf(one.Quantities[i], UnitPrice.Of(one.Prices[i].Amount, Currency.EUR)).Prorate(period, days).MinorUnits;
            }
        }

        return sum;
    }

    private static long ChargeAll(ChargeCase[] cases)
    {
        var sum = 0L;
        foreach (var one in cases)
        {
            sum += Charge(one, one.Slot).MinorUnits;
        }

        return sum;
    }

    private static long ChargeAmounts(ChargeCase[] cases)
    {
        var sum = 0L;
        foreach (var one in cases)
        {
            sum += Charge(one, one.Slot, one.Amounts).MinorUnits;
        }

        return sum;
    }

    // the days of the first case, counted once, and the amounts of all
    private static long ChargeByMeter(ChargeCase[] cases)
    {
        var sum = 0L;
        var first = cases[0];
        var frame = new ProrationFrame(ProrationBasis.ActualDays, first.Slot.Cycle, first.Slot.Full, first.Covered);
        foreach (var one in cases)
        {
            sum += Proration.Charge(frame, one.AmountsOfFirst, ProrationPolicy.Default, Rounding.HalfUp).MinorUnits;
        }

        return sum;
    }

    private static Money Charge(ChargeCase one, in BillingSlot slot)
    {
        var entries = default(Entries);
        for (var i = 0; i < one.From.Length; i++)
        {
            entries[i] = new(one.From[i], one.Scheme.PriceOf(one.Quantities[i], one.Prices[i]));
        }

        return Charge(one, slot, entries[..one.From.Length]);
    }

    private static Money Charge(ChargeCase one, in BillingSlot slot, ReadOnlySpan<TermsAmount> entries)
    {
        var frame = new ProrationFrame(ProrationBasis.ActualDays, slot.Cycle, slot.Full, one.Covered);
        return Proration.Charge(frame, entries, ProrationPolicy.Default, Rounding.HalfUp);
    }

    private static long BasisOfAll(ChargeCase[] cases)
    {
        var sum = 0L;
        foreach (var one in cases)
        {
            sum += ChargeRules.Charge(one.Slot, one.Covered, one.Terms, ProrationPolicy.Default, Currency.EUR, Rounding.HalfUp).Net.MinorUnits;
        }

        return sum;
    }

    [InlineArray(2)]
    private struct Entries
    {
        private TermsAmount _first;
    }
}
