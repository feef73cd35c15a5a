using Psa.Sellers;
using static Psa.Domain.Tests.Adjustments.AdjustmentDesk;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>An invoice may hold one tax code at two rates: each of them is credited up to what it has left.</summary>
public sealed class TwoRatesTests
{
    [Theory]
    [InlineData(PriceMode.TaxExclusive, TaxRounding.PerGroup)]
    [InlineData(PriceMode.TaxExclusive, TaxRounding.PerLine)]
    [InlineData(PriceMode.TaxInclusive, TaxRounding.PerGroup)]
    public async Task What_is_taxed_at_the_old_and_the_new_rate_is_credited_whole(PriceMode mode, TaxRounding rounding)
    {
        var desk = await OpenAsync(entity: entity => entity with { PriceMode = mode, TaxRounding = rounding, TaxPoint = TaxPointRule.PeriodEnd }, price: 900m);

        // the rate rises from 20 to 25 % on 1 July
        desk.World.Clock.Advance(NodaTime.Duration.FromDays(130));
        await desk.World.BillAsync(new(2025, 8, 31), new(2025, 6, 11));
        var content = January() with { FirstDay = new(2025, 6, 1), LastDay = new(2025, 7, 31), Force = true };
        var invoice = (await desk.World.InvoicesOfDateAsync(new(2025, 6, 11)))[0];
        Assert.Equal(2, invoice.Lines.AsEnumerable().Select(static line => line.Tax!.Applied.Rate).Distinct().Count());

        var june = await desk.AdjustAsync(content with { LastDay = new(2025, 6, 30) });
        await desk.IssueAsync(june.Documents[0]);
        var july = await desk.AdjustAsync(content);
        Assert.Equal(invoice.Totals.Lines.AsEnumerable().Zip(invoice.Lines.AsEnumerable()).Where(static line => line.Second.Period is { } period && period.Start.Month is 6 or 7).Sum(static line => line.First.Taxable.Amount), -(Difference(june) + Difference(july)));
    }
}
