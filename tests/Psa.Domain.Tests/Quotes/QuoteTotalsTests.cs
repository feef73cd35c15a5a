using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;
using Psa.Domain.Tests.Runs;
using Psa.Quotes;
using Psa.Testing;
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
            ALine(250m)) with
        {
            Discounts = [Discount.OfPercent(Percent.Of(10m), "Spring")],
        };
        var quote = await desk.Quotes.ActivateAsync(Ann, (await desk.Quotes.DraftAsync(Ann, desk.New() with { Content = content }, Token)).Id, Token);
        Assert.Equal(Eur(225m), quote.Totals.TotalWithoutTax);
        Assert.Equal([(BillingCycle.Monthly, Eur(102.60m)), (BillingCycle.Yearly, Eur(540m))], quote.Recurring.AsEnumerable().Select(one => (one.Cycle, one.Totals.TotalWithoutTax)));
        Assert.Equal(Eur(5538.60m), quote.ContractValue());
        Assert.Equal("Q-0001", quote.Number);
        Assert.Equal("Quote", quote.Title);
    }

    [Fact]
    public async Task What_is_chosen_counts_and_what_else_could_be_is_told()
    {
        var desk = await OpenAsync();
        var quote = await desk.DraftAsync(
            ALine(100m),
            Optional(ALine(10m)),
            Optional(ALine(20m), isChosen: true),
            Alternative(ALine(1m), "A", isChosen: true),
            Alternative(ALine(2m), "A"),
            Alternative(ALine(4m), "B"),
            Optional(Recurring(ALine(5m), BillingCycle.Monthly)));
        Assert.Equal((Eur(121m), 0), (quote.Totals.TotalWithoutTax, quote.Recurring.Count));
        var all = quote.TotalsWithOptions();
        Assert.Equal((Eur(131m), Eur(5m)), (all.OneTime.TotalWithoutTax, all.Recurring[0].Totals.TotalWithoutTax));
        Assert.Equal([(3, "A", Eur(121m)), (4, "A", Eur(122m)), (5, "B", Eur(125m))], quote.TotalsByAlternative().AsEnumerable().Select(one => (one.Line, one.Group, one.Totals!.OneTime.TotalWithoutTax)));
        Assert.Equal(Eur(116m), quote.TotalsOf([1, 4, 5]).OneTime.TotalWithoutTax);
        foreach (var wrong in new ValueList<int>[] { [1, 4], [3, 4, 5], [0, 3, 5], [3, 5, 7], [-1, 3, 5], [3, 3, 5], [1, 1, 3, 5] })
        {
            Assert.Equal(QuoteErrors.BadChoice, Assert.Throws<RuleViolationException>(() => quote.TotalsOf(wrong)).Code);
        }
    }

    [Fact]
    public async Task Amounts_and_charges_are_of_what_is_sold_once()
    {
        var desk = await OpenAsync();
        var content = AContent(ALine(100m), Recurring(ALine(50m), BillingCycle.Monthly)) with { Discounts = [Discount.OfPercent(Percent.Of(10m), "x"), Discount.OfAmount(Eur(20m), "y")], Charges = [new(Eur(5m), "Freight")] };
        var quote = await desk.Quotes.DraftAsync(Ann, desk.New() with { Content = content }, Token);
        Assert.Equal((Eur(75m), Eur(5m)), (quote.Totals.TotalWithoutTax, quote.Totals.ChargeTotal));
        Assert.Equal((Eur(45m), Eur(54m), Eur(0m)), (quote.Recurring[0].Totals.TotalWithoutTax, quote.Recurring[0].Totals.TotalWithTax, quote.Recurring[0].Totals.ChargeTotal));
    }

    [Fact]
    public async Task An_amount_off_that_an_alternative_does_not_bear_is_told_with_it()
    {
        var desk = await OpenAsync();
        var content = AContent(Alternative(ALine(100m), "A", isChosen: true), Alternative(ALine(5m), "A"), Alternative(Recurring(ALine(50m), BillingCycle.Monthly), "A")) with { Discounts = [Discount.OfAmount(Eur(10m), "x")] };
        var quote = await desk.Quotes.DraftAsync(Ann, desk.New() with { Content = content }, Token);
        Assert.Equal(
            [null, DocumentErrors.DiscountExceedsDetail, CatalogErrors.DiscountNeedsOneTime],
            quote.TotalsByAlternative().AsEnumerable().Select(one => one.Error));
        Assert.Equal(DocumentErrors.DiscountExceedsDetail, Assert.Throws<RuleViolationException>(() => quote.TotalsOf([1])).Code);
    }

    [Fact]
    public async Task Cycles_stand_in_the_order_of_their_lengths_and_terms_count_their_periods()
    {
        var desk = await OpenAsync();
        var weekly = BillingCycle.EveryWeeks(2, Start);
        var quote = await desk.DraftAsync(
            Recurring(ALine(120m), BillingCycle.Yearly, 18),
            Recurring(ALine(10m), BillingCycle.Monthly, months: null),
            Recurring(ALine(3m), BillingCycle.Monthly, 12, BillingTiming.InArrears),
            Recurring(ALine(14m), weekly, 12),
            Recurring(ALine(1m), BillingCycle.Monthly.OnDay(1), 24));
        Assert.Equal([weekly, BillingCycle.Monthly, BillingCycle.Monthly.OnDay(1), BillingCycle.Yearly], quote.Recurring.AsEnumerable().Select(one => one.Cycle));
        Assert.Equal([Eur(14m), Eur(13m), Eur(1m), Eur(120m)], quote.Recurring.AsEnumerable().Select(one => one.Totals.TotalWithoutTax));
        Assert.Equal(Eur(0m), quote.Totals.TotalWithTax);

        // 1.5 years, 12 months, 365.25 ÷ 14 fortnights, 24 months
        Assert.Equal(Eur(180m + 36m + 365.25m + 24m), quote.ContractValue());
    }

    [Fact]
    public void Totals_of_each_choice_are_those_of_a_quote_of_its_lines()
    {
        var lines = Gen.Choose(-3, 9).Where(static quantity => quantity != 0).SelectMany(quantity => Gen.Choose(1, 9999).SelectMany(price => Gen.Choose(0, 3).SelectMany(offer => Gen.Choose(0, 2).SelectMany(cycle => Gen.Elements(true, false)
            .Select(isChosen => (quantity, price, offer, cycle, isChosen))))));
        PropertyCheck.That(
            Prop.ForAll(Arb.From(Gen.ArrayOf(lines, 6)), Arb.From(Gen.Choose(0, 50)), Arb.From(Gen.Choose(0, 63)), (made, percent, choice) => Blocking.Run(async () =>
            {
                var desk = await OpenAsync();
                NewQuoteLine[] written = [ALine(1000m), .. made.Select(Line)];
                var quote = await DraftAsync(desk, written, percent);
                var forChoice = Enumerable.Range(0, written.Length).Where(place => written[place].Choice != LineChoice.Included).ToList();
                ValueList<int> chosen = [.. forChoice.Where(place => written[place].Choice == LineChoice.Alternative ? First(written, place) == place : (choice >> (place - 1) & 1) == 1)];
                var kept = Enumerable.Range(0, written.Length).Where(place => written[place].Choice == LineChoice.Included || chosen.Contains(place))
                    .Select(place => written[place] with { Choice = LineChoice.Included, Group = null }).ToArray();
                var (totals, plain) = (quote.TotalsOf(chosen), await DraftAsync(desk, kept, percent));
                Assert.Equal((plain.Totals.TotalWithTax, plain.Totals.TaxTotal, plain.Totals.DiscountTotal), (totals.OneTime.TotalWithTax, totals.OneTime.TaxTotal, totals.OneTime.DiscountTotal));
                Assert.Equal(plain.Recurring.AsEnumerable().Select(Sum), totals.Recurring.AsEnumerable().Select(Sum));
            })), maxTest: 100);

        static (BillingCycle, Money, Money) Sum(RecurringTotals one) => (one.Cycle, one.Totals.TotalWithTax, one.Totals.DiscountTotal);

        static int First(NewQuoteLine[] written, int place) => Array.FindIndex(written, line => line.Group == written[place].Group);

        static NewQuoteLine Line((int Quantity, int Price, int Offer, int Cycle, bool IsChosen) made)
        {
            var line = ALine(made.Price / 100m, made.Quantity);
            line = made.Cycle == 0 ? line : Recurring(line, made.Cycle == 1 ? BillingCycle.Monthly : BillingCycle.Yearly);
            return made.Offer switch
            {
                0 => line,
                1 => Optional(line, made.IsChosen),
                _ => Alternative(line, $"{made.Offer}", made.IsChosen),
            };
        }

        static Task<Quote> DraftAsync(AQuoteDesk desk, NewQuoteLine[] lines, int percent) =>
            desk.Quotes.DraftAsync(Ann, desk.New() with { Content = AContent(lines) with { Discounts = [Discount.OfPercent(Percent.Of(percent), "x"), Discount.OfAmount(Eur(percent), "y")] } }, Token);
    }
}
