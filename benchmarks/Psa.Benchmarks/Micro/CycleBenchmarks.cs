using Psa.Contracts;

namespace Psa.Benchmarks.Micro;

/// <summary>The period that holds a day: closed form, so the same ten years after the start.</summary>
public class CycleBenchmarks
{
    private const int Days = 64;

    private readonly LocalDate[] _days = new LocalDate[Days];
    private AnchoredCycle _months;
    private AnchoredCycle _weeks;

    [Params(0, 120)]
    public int MonthsAfterStart { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var start = new LocalDate(2016, 3, 31);
        _months = BillingCycle.Monthly.AnchoredAt(start);
        _weeks = BillingCycle.EveryWeeks(2, start).AnchoredAt(start);
        var random = new Random(20260301);
        for (var i = 0; i < Days; i++)
        {
            _days[i] = start.PlusMonths(MonthsAfterStart).PlusDays(random.Next(31));
        }
    }

    [Benchmark(OperationsPerInvoke = Days)]
    [AllocatesNothing]
    public int Months() => LengthOfAll(_months);

    [Benchmark(OperationsPerInvoke = Days)]
    [AllocatesNothing]
    public int Weeks() => LengthOfAll(_weeks);

    private int LengthOfAll(in AnchoredCycle cycle)
    {
        var sum = 0;
        foreach (var day in _days)
        {
            sum += cycle.PeriodAt(day).Length;
        }

        return sum;
    }
}
