using Psa.Catalog;
using Psa.Documents;

namespace Psa.Benchmarks.Micro;

/// <summary>Totals of an invoice: tax groups, discounts spread over them, rounding.</summary>
public class TotalsBenchmarks
{
    private DocumentInput _plain = null!;
    private DocumentInput _discounted = null!;

    [Params(1, 10)]
    public int Lines { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(20260301);
        var standard = new AppliedTax("VAT19", TaxCategory.Standard, Percent.Of(19m));
        var reduced = new AppliedTax("VAT7", TaxCategory.Standard, Percent.Of(7m));
        _plain = new()
        {
            Currency = Currency.EUR,
            Lines = Enumerable.Range(0, Lines).Select(n => new LineAmount(Money.FromMinorUnits(random.Next(1, 1_000_000), Currency.EUR), n % 3 == 2 ? reduced : standard)).ToValueList(),
            Rounding = Rounding.HalfUp,
        };
        _discounted = _plain with { Discounts = [Discount.OfPercent(Percent.Of(3m))] };
    }

    [Benchmark]
    public DocumentTotals Compute() => Totals.Compute(_plain);

    [Benchmark]
    public DocumentTotals ComputeDiscounted() => Totals.Compute(_discounted);
}
