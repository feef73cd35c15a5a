using BenchmarkDotNet.Configs;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.Benchmarks.Micro;

/// <summary>
/// The charge of one part in one broken month, per charge: price of the quantity, proration, one rounding. The baselines are plain loops over decimals,
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
        if (OneTermByDecimals() == 0m || OneTerm() == 0L || TwoTerms() == 0L)
        {
            throw new InvalidOperationException("The cases charge nothing.");
        }
    }

    [Benchmark(OperationsPerInvoke = Cases, Baseline = true, Description = "1 term: decimal loop")]
    [BenchmarkCategory("One")]
    public decimal OneTermByDecimals() => DecimalLoop(_one);

    [Benchmark(OperationsPerInvoke = Cases, Description = "1 term: bare integers")]
    [BenchmarkCategory("One")]
    [BareIntegers]
    public long OneTermByIntegers() => IntegerLoop(_one);

    [Benchmark(OperationsPerInvoke = Cases, Description = "1 term: public, from decimals and dates")]
    [BenchmarkCategory("One")]
    [AllocatesNothing]
    public long OneTermPublic() => ProrateAll(_one);

    [Benchmark(OperationsPerInvoke = Cases, Description = "1 term: in the engine, from amounts and meter")]
    [BenchmarkCategory("One")]
    [AllocatesNothing]
    public long OneTermInEngine() => ChargeAmounts(_one);

    [Benchmark(OperationsPerInvoke = Cases, Description = "1 term: the price alone")]
    [BenchmarkCategory("One")]
    [AllocatesNothing]
    public long OnePrice()
    {
        var sum = 0L;
        foreach (var one in _one)
        {
            sum += one.Scheme.PriceOf(one.Quantities[0], one.Prices[0]).Sign;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Cases, Description = "1 term: the meter alone")]
    [BenchmarkCategory("One")]
    [AllocatesNothing]
    public long OneMeter()
    {
        var sum = 0L;
        foreach (var one in _one)
        {
            var frame = new ProrationFrame(ProrationBasis.ActualDays, one.Slot.Cycle, one.Slot.Full, one.Covered);
            sum += frame.Units;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Cases, Description = "1 term: in the engine, from amounts, the meter made")]
    [BenchmarkCategory("One")]
    [AllocatesNothing]
    public long OneTermOfMeter() => ChargeByMeter(_one);

    [Benchmark(OperationsPerInvoke = Cases, Description = "1 term: Proration.Charge")]
    [BenchmarkCategory("One")]
    [AllocatesNothing]
    public long OneTerm() => ChargeAll(_one, ProrationPolicy.Default);

    [Benchmark(OperationsPerInvoke = Cases, Description = "1 term: with the slot of a day")]
    [BenchmarkCategory("One")]
    [AllocatesNothing]
    public long OneTermWithSlot()
    {
        var sum = 0L;
        foreach (var one in _one)
        {
            var slot = BillingSlots.At(one.Contract, one.Covered[0].Start);
            sum += Charge(one, slot, ProrationPolicy.Default).MinorUnits;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Cases, Description = "1 term: with result records")]
    [BenchmarkCategory("One")]
    public long OneTermWithResult() => BasisOfAll(_one);

    [Benchmark(OperationsPerInvoke = Cases, Baseline = true, Description = "2 terms: decimal loop")]
    [BenchmarkCategory("Two")]
    public decimal TwoTermsByDecimals() => DecimalLoop(_two);

    [Benchmark(OperationsPerInvoke = Cases, Description = "2 terms: bare integers")]
    [BenchmarkCategory("Two")]
    [BareIntegers]
    public long TwoTermsByIntegers() => IntegerLoop(_two);

    [Benchmark(OperationsPerInvoke = Cases, Description = "2 terms: public, from decimals and dates")]
    [BenchmarkCategory("Two")]
    [AllocatesNothing]
    public long TwoTermsPublic() => ProrateAll(_two);

    [Benchmark(OperationsPerInvoke = Cases, Description = "2 terms: in the engine, from amounts and meter")]
    [BenchmarkCategory("Two")]
    [AllocatesNothing]
    public long TwoTermsInEngine() => ChargeAmounts(_two);

    [Benchmark(OperationsPerInvoke = Cases, Description = "2 terms: in the engine, from amounts, the meter made")]
    [BenchmarkCategory("Two")]
    [AllocatesNothing]
    public long TwoTermsOfMeter() => ChargeByMeter(_two);

    [Benchmark(OperationsPerInvoke = Cases, Description = "2 terms: Proration.Charge")]
    [BenchmarkCategory("Two")]
    [AllocatesNothing]
    public long TwoTerms() => ChargeAll(_two, ProrationPolicy.Default);

    [Benchmark(OperationsPerInvoke = Cases, Description = "2 terms: with result records")]
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

    // each price by itself, as a host without a contract does: from bare decimals and dates
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

    private static long ChargeAmounts(ChargeCase[] cases)
    {
        var sum = 0L;
        foreach (var one in cases)
        {
            sum += Charge(one, one.Slot, one.Amounts, ProrationPolicy.Default).MinorUnits;
        }

        return sum;
    }

    // the days of the first case, the amounts of all
    private static long ChargeByMeter(ChargeCase[] cases)
    {
        var sum = 0L;
        var first = cases[0];
        var frame = new ProrationFrame(ProrationBasis.ActualDays, first.Slot.Cycle, first.Slot.Full, first.Covered);
        foreach (var one in cases)
        {
            sum += Proration.Charge(frame, one.AmountsInFirstPeriod, ProrationPolicy.Default, Rounding.HalfUp).MinorUnits;
        }

        return sum;
    }

    private static Money Charge(ChargeCase one, in BillingSlot slot, ReadOnlySpan<TermsAmount> entries, ProrationPolicy policy)
    {
        var frame = new ProrationFrame(policy.Basis, slot.Cycle, slot.Full, one.Covered);
        return Proration.Charge(frame, entries, policy, Rounding.HalfUp);
    }

    private static long ChargeAll(ChargeCase[] cases, ProrationPolicy policy)
    {
        var sum = 0L;
        foreach (var one in cases)
        {
            sum += Charge(one, one.Slot, policy).MinorUnits;
        }

        return sum;
    }

    private static Money Charge(ChargeCase one, in BillingSlot slot, ProrationPolicy policy)
    {
        var entries = new Entries();
        for (var i = 0; i < one.From.Length; i++)
        {
            entries[i] = new(one.From[i], one.Scheme.PriceOf(one.Quantities[i], one.Prices[i]));
        }

        return Charge(one, slot, entries[..one.From.Length], policy);
    }

    [System.Runtime.CompilerServices.InlineArray(2)]
    private struct Entries
    {
        private TermsAmount _first;
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
}
