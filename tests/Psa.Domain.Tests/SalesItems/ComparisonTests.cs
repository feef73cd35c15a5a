using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.SalesItems;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>Why a charge isn't what it was a period before.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public void The_same_charge_says_so()
    {
        var items = ABook().Run(new(2024, 2, 1)).Items;
        Assert.Equal(
            """
            1 Feb 2024 to 29 Feb 2024: 120.00 EUR. 1 Jan 2024 to 31 Jan 2024: 120.00 EUR. That is the same.
            Nothing changed but the period.
            """,
            items[1].CompareWith(items[0]));
    }

    [Fact]
    public void Quantity_price_and_discount_are_named_with_their_origin()
    {
        var book = ABook();
        book.Change(new(2024, 2, 1), part: part => part with
        {
            Terms = part.Terms.Add(new(new(2024, 2, 1), 12m, ExplanationTests.Euro(12.5m), Discount.OfPercent(Percent.Of(10m), "loyalty"), Note: "index")),
        });
        var items = book.Run(new(2024, 2, 1)).Items;
        Assert.Equal(
            """
            1 Feb 2024 to 29 Feb 2024: 135.00 EUR. 1 Jan 2024 to 31 Jan 2024: 120.00 EUR. That is 15.00 EUR more.
            Quantity: 12 instead of 10.
            Price: 12.50 EUR (agreed from 1 Feb 2024, index) instead of 12.00 EUR (agreed from 1 Jan 2024).
            Discount: 10 % (loyalty) instead of none.
            """,
            items[1].CompareWith(items[0]));
    }

    [Fact]
    public void Days_are_counted_when_one_period_was_broken()
    {
        var book = ABook();
        book.Change(Book.Start, part: part => part with { EffectiveFrom = new(2024, 1, 17) });
        var items = book.Run(new(2024, 2, 1)).Items;
        Assert.Equal(
            """
            17 Jan 2024 to 31 Jan 2024: 58.06 EUR. 1 Feb 2024 to 29 Feb 2024: 120.00 EUR. That is 61.94 EUR less.
            Charged: 15 of 31 days instead of 29 of 29 days.
            """,
            items[0].CompareWith(items[1]));
    }

    [Fact]
    public void Usage_and_cost_are_compared()
    {
        var contract = Book.AContract(BillingCycle.Monthly.OnDay(1), BillingTiming.InArrears, ProrationPolicy.Default);
        var book = new Book(contract, Book.APart(contract, QuantitySource.Usage("svc"), PricingScheme.CostPlus(Percent.Of(15m)), 0m, 0m));
        book.Use("1", new(2024, 1, 5), 3m, 100m);
        book.Use("2", new(2024, 2, 5), 4m, 120m);
        var items = book.Run(new(2024, 2, 29)).Items;
        Assert.Equal(
            """
            1 Feb 2024 to 29 Feb 2024: 138.00 EUR. 1 Jan 2024 to 31 Jan 2024: 115.00 EUR. That is 23.00 EUR more.
            Quantity: 4 used instead of 3 used.
            The vendor's cost: 120.00 EUR instead of 100.00 EUR.
            """,
            items[1].CompareWith(items[0]));
    }

    [Fact]
    public void A_decision_and_a_correction_are_named()
    {
        var items = ABook().Run(new(2024, 2, 1)).Items;
        var decided = items[1] with { Net = Money.Of(100m, Currency.EUR), Override = new("anna", Instant.MinValue, "goodwill") };
        Assert.Equal(
            """
            1 Feb 2024 to 29 Feb 2024: 100.00 EUR. 1 Jan 2024 to 31 Jan 2024: 120.00 EUR. That is 20.00 EUR less.
            anna set the net of 1 Feb 2024 to 29 Feb 2024: goodwill.
            The item of 1 Jan 2024 to 31 Jan 2024 is a correction: it bills only the difference.
            """,
            decided.CompareWith(items[0] with { BilledBefore = Money.Of(1m, Currency.EUR) }));
    }

    [Fact]
    public void Charges_of_two_sources_have_nothing_in_common()
    {
        var item = ABook().Run(Book.Start).Items[0];
        Assert.Throws<ArgumentException>(() => item.CompareWith(item with { SourceId = Guid.Empty }));
    }

    private static Book ABook() => ExplanationTests.ABook(PricingScheme.PerUnit, 10m, 12m, BillingTiming.InAdvance);
}
