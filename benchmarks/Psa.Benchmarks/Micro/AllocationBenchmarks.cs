namespace Psa.Benchmarks.Micro;

/// <summary>Splitting money without losing a unit.</summary>
public class AllocationBenchmarks
{
    private readonly Money _amount = Money.Of(1234.57m, Currency.EUR);
    private long[] _weights = [];
    private Money[] _shares = [];

    [Params(3, 10, 100)]
    public int Shares { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(20260301);
        _weights = [.. Enumerable.Range(0, Shares).Select(_ => random.NextInt64(1, 1_000_000))];
        _shares = new Money[Shares];
    }

    [Benchmark]
    [AllocatesNothing]
    public Money Allocate()
    {
        _amount.Allocate(_weights, _shares);
        return _shares[0];
    }
}
