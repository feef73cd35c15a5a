using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;
using Psa.Quotes;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Quotes;

/// <summary>What quotes come to by what is chosen of them (R-OPTIONAL, R-RECURRING).</summary>
public sealed class QuoteTotalsTests
{
    [Fact]
    public async Task Vector_of_recurring_lines()
    {
        var desk = await OpenAsync();
        var content = AContent(
            Recurring(ALine(12m, 10m, discount: Discount.OfPercent(Percent.Of(5m), "Loyal")), BillingCycle.Monthly),
            Recurring(ALine(600m), BillingCycle.Yearly),
            ALine(250m)) with { Discounts = [Discount.OfPercent(Percent.Of(10m), "Spring")] };
        var quote = await desk.Quotes.ActivateAsync(Ann, (await desk.Quotes.DraftAsync(Ann, desk.New() with { Content = content }, Token)).Id, Token);
        Assert.Equal(Eur(225m), quote.Totals.TotalWithoutTax);
        Assert.Equal([(BillingCycle.Monthly, Eur(102.60m)), (BillingCycle.Yearly, Eur(540m))], quote.Recurring.AsEnumerable().Select(one => (one.Cycle, one.Totals.TotalWithoutTax)));
        Assert.Equal(Eur(5538.60m), quote.ContractValue());
        Assert.Equal("Q-0001", quote.Number);
        Assert.Equal("Quote", quote.Title);
    }
}
