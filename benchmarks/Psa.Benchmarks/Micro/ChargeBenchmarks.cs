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
    private const int Cases = 64;

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
        Span<TermsAmount> entries = [default, default];
        entries = entries[..one.From.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new(one.From[i], one.Scheme.PriceOf(one.Quantities[i], one.Prices[i]));
        }

        return Proration.Charge(new ProrationFrame(policy.Basis, slot.Cycle, slot.Full, one.Covered), entries, policy, Rounding.HalfUp);
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
