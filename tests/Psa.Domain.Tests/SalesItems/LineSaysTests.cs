using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;
using Psa.SalesItems;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>What the lines of charges and corrections say, in the figures of R-LINE-SAYS.</summary>
public sealed class LineSaysTests
{
    private static readonly LocalDate March = new(2024, 3, 1);

    [Fact]
    public void A_part_that_ends_after_billing_gives_back_the_days_after_it()
    {
        var book = ABook(PricingScheme.PerUnit, 1m, 100m, BillingTiming.InAdvance);
        book.Run(new(2024, 4, 1));
        book.Change(new(2024, 4, 11), part: part => part with { LastDay = new(2024, 4, 10) });
        Says(Last(book, new(2024, 4, 2)), (Days(4, 11, 30), -1m, 100m, "20/30", -66.67m));
    }

    [Fact]
    public void Days_suspended_after_billing_are_the_days_given_back()
    {
        var book = ABook(PricingScheme.PerUnit, 1m, 100m, BillingTiming.InAdvance);
        book.Run(new(2024, 4, 1));
        book.Change(new(2024, 4, 11), contract => contract with { Suspensions = [new(new(2024, 4, 11), new(2024, 4, 20), "unpaid")] });
        var item = Last(book, new(2024, 4, 2));
        Says(item, (Days(4, 11, 20), -1m, 100m, "10/30", -33.33m));
        Assert.Equal(new LineRemark(LineRemarkKind.Correction, new(1m, Euro(100m))), item.Lines[0].Remark);
    }

    [Fact]
    public void R32_what_is_added_after_billing_is_billed_as_the_added_quantity()
    {
        var book = ABook(PricingScheme.PerUnit, 10m, 100m, BillingTiming.InAdvance);
        book.Run(March);
        book.Change(new(2024, 3, 15), part: part => part with { Terms = part.Terms.Add(new(new(2024, 3, 15), 12m)) });
        var item = Last(book, new(2024, 3, 2));
        Says(item, (Days(3, 15, 31), 2m, 100m, "17/31", 109.68m));
        Assert.Equal(new LineRemark(LineRemarkKind.Correction, new(10m, Euro(100m)), new(12m, Euro(100m))), item.Lines[0].Remark);
    }

    [Fact]
    public void A_price_alone_that_changes_is_billed_as_the_difference_of_the_prices()
    {
        var book = ABook(PricingScheme.PerUnit, 10m, 100m, BillingTiming.InAdvance);
        book.Run(March);
        book.Change(new(2024, 3, 15), part: part => part with { Terms = part.Terms.Add(new(new(2024, 3, 15), UnitPrice: Euro(90m))) });
        Says(Last(book, new(2024, 3, 2)), (Days(3, 15, 31), -10m, 10m, "17/31", -54.84m));
    }

    [Fact]
    public void Both_at_once_take_the_old_line_back_and_bill_the_new_one()
    {
        var book = ABook(PricingScheme.PerUnit, 10m, 100m, BillingTiming.InAdvance);
        book.Run(March);
        book.Change(new(2024, 3, 15), part: part => part with { Terms = part.Terms.Add(new(new(2024, 3, 15), 12m, Euro(90m))) });
        Says(Last(book, new(2024, 3, 2)), (Days(3, 15, 31), -10m, 100m, "17/31", -548.39m), (Days(3, 15, 31), 12m, 90m, "17/31", 592.26m));
    }

    [Fact]
    public void R32_a_part_of_a_period_multiplies_out()
    {
        var book = ABook(PricingScheme.PerUnit, 12m, 49.5m, BillingTiming.InAdvance);
        book.Change(Book.Start, part: part => part with { EffectiveFrom = new(2024, 1, 16) });
        Says(Last(book, Book.Start.PlusDays(20)), (Days(1, 16, 31), 12m, 49.5m, "16/31", 306.58m));
    }

    [Fact]
    public void An_amount_of_discount_lies_inside_the_share()
    {
        var book = ABook(PricingScheme.PerUnit, 1m, 100m, BillingTiming.InAdvance);
        book.Change(Book.Start, part: part => part with { EffectiveFrom = new(2024, 4, 16), Terms = [part.Terms[0] with { Discount = Discount.OfAmount(Money.Of(10m, Currency.EUR)) }] });
        Says(Last(book, new(2024, 4, 16)), (Days(4, 16, 30), 1m, 100m, "15/30", 45m));
    }

    [Fact]
    public void R32_an_override_shows_its_own_price_and_the_original_beside_it()
    {
        var book = ABook(PricingScheme.PerUnit, 2m, 100m, BillingTiming.InAdvance);
        book.Run(Book.Start);
        book.Decide(0, (item, others) => item.OverrideNet(Money.Of(150m, Currency.EUR), new("anna", Instant.MinValue, "goodwill"), others));
        Says(book.Items[0], (Days(1, 1, 31), 2m, 75m, null, 150m));
        Assert.Equal(new(2m, Euro(100m)), book.Items[0].Lines[0].Remark!.Original);
    }

    [Fact]
    public void An_override_that_no_price_of_a_unit_makes_is_one_lot()
    {
        var book = ABook(PricingScheme.PerUnit, 3m, 100m, BillingTiming.InAdvance);
        book.Run(Book.Start);
        book.Decide(0, (item, others) => item.OverrideNet(Money.Of(200m, Currency.EUR), new("anna", Instant.MinValue, "goodwill"), others));
        Says(book.Items[0], (Days(1, 1, 31), 1m, 200m, null, 200m));
    }

    [Fact]
    public void What_was_decided_has_a_line_of_its_own_on_a_correction()
    {
        var book = ABook(PricingScheme.PerUnit, 1m, 100m, BillingTiming.InAdvance);
        book.Run(Book.Start);
        book.Decide(0, (item, others) => item.OverrideNet(Money.Of(60m, Currency.EUR), new("anna", Instant.MinValue, "goodwill"), others));
        book.Change(Book.Start, contract => contract with { Suspensions = [new(Book.Start, new(2024, 1, 31), "unpaid")] });
        var item = Last(book, Book.Start);
        Says(item, (Days(1, 1, 31), -1m, 100m, null, -100m), (Days(1, 1, 31), 1m, 40m, null, 40m));
        Assert.Equal(new LineRemark(LineRemarkKind.Decision, Reason: "goodwill"), item.Lines[1].Remark);
    }

    [Fact]
    public void A_tariff_is_one_lot_with_its_tiers_listed()
    {
        var book = ABook(PricingScheme.Graduated(PriceTiers.None.UpTo(10, 7m).UpTo(20, 6.5m, flatFee: 5m).Beyond(6m)) with { Minimum = 200m }, 15m, 0m, BillingTiming.InAdvance);
        var line = Assert.Single(Last(book, Book.Start).Lines);
        Assert.Equal((1m, Euro(200m), Money.Of(200m, Currency.EUR)), (line.Quantity, line.UnitPrice, line.Amount));
        Assert.Equal(
            [(LineDetailKind.Tier, 10m, 7m), (LineDetailKind.Fee, 1m, 5m), (LineDetailKind.Tier, 5m, 6.5m), (LineDetailKind.Minimum, 1m, 200m)],
            line.Details.Select(detail => (detail.Kind, detail.Quantity, detail.UnitPrice!.Value.Amount)));
    }

    [Fact]
    public void R68_usage_that_is_charged_whole_is_one_line_however_the_period_is_cut()
    {
        var book = ABook(PricingScheme.PerUnit, 0m, 2m, BillingTiming.InArrears, QuantitySource.Usage("svc"));
        book.Change(Book.Start, contract => contract with { Suspensions = [new(new(2024, 1, 10), new(2024, 1, 12), "unpaid"), new(new(2024, 1, 20), new(2024, 1, 21), "unpaid")] });
        book.Use("1", new(2024, 1, 5), 7m, 0m);
        Says(Last(book, new(2024, 1, 31)), (Days(1, 1, 31), 7m, 2m, null, 14m));
        book.Use("2", new(2024, 1, 25), 3m, 0m);
        Says(Last(book, new(2024, 1, 31)), (Days(1, 1, 31), 3m, 2m, null, 6m));
    }

    [Fact]
    public void What_rounding_leaves_over_stands_on_the_last_line_of_a_correction()
    {
        var book = ABook(PricingScheme.PerUnit, 1m, 1m, BillingTiming.InAdvance);
        book.Run(March);
        book.Change(March, contract => contract with { Suspensions = [.. new[] { 5, 10, 15 }.Select(day => new Suspension(new(2024, 3, day), new(2024, 3, day), "unpaid"))] });
        var item = Last(book, March);
        Says(item, (Days(3, 5, 5), -1m, 1m, "1/31", -0.03m), (Days(3, 10, 10), -1m, 1m, "1/31", -0.03m), (Days(3, 15, 15), -1m, 1m, "1/31", -0.04m));
        Assert.Equal([0L, 0L, -1L], item.Lines.Select(line => line.Carry));
    }

    private static void Says(SalesItem item, params (DatePeriod Days, decimal Quantity, decimal Price, string? Share, decimal Amount)[] expected)
    {
        Assert.Equal(expected, item.Lines.Select(line => (line.Period!.Value, line.Quantity, line.UnitPrice.Amount, line.Share?.ToString(), line.Amount.Amount)));
        LineLaws.Hold(item);
    }

    private static SalesItem Last(Book book, LocalDate through) => book.Run(through).Items[^1];

    private static DatePeriod Days(int month, int first, int last) => DatePeriod.Create(new(2024, month, first), new LocalDate(2024, month, last).PlusDays(1));

    private static UnitPrice Euro(decimal price) => UnitPrice.Of(price, Currency.EUR);

    private static Book ABook(PricingScheme pricing, decimal quantity, decimal price, BillingTiming timing, QuantitySource? source = null) =>
        ExplanationTests.ABook(pricing, quantity, price, timing, source: source);
}
