using NodaTime;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>A price is for a unit: usage of one service in several units can't be priced by its quantity, only by its cost.</summary>
public sealed class UsageUnitTests
{
    private static readonly LocalDate MonthEnd = new(2024, 1, 31);

    [Fact]
    public void Usage_in_several_units_is_an_obstacle_for_a_price_a_unit()
    {
        var result = Metered(PricingScheme.PerUnit).Run(MonthEnd);
        Assert.Equal(ChargeErrors.MixedUnits, Assert.Single(result.Obstacles).Code);
        Assert.Empty(result.Items);
    }

    [Fact]
    public void A_month_whose_usage_can_not_be_priced_keeps_no_other_from_being_billed()
    {
        var book = Metered(PricingScheme.PerUnit);
        book.Use("c", new(2024, 2, 10), 3m, 0m);
        var result = book.Run(new(2024, 3, 31));
        Assert.Equal([new LocalDate(2024, 2, 1)], result.Items.Select(item => item.PeriodStart!.Value));
        Assert.Equal("2024-01-01", Assert.Single(result.Obstacles).Group);
        Assert.Equal(Book.Start, book.Ledger!.DirtyFrom);

        book.Use("b", new(2024, 1, 20), 1m, 1m);
        var mended = book.Run(new(2024, 3, 31));
        Assert.Empty(mended.Obstacles);
        Assert.Equal([Book.Start], mended.Items.Select(item => item.PeriodStart!.Value));
        Assert.Null(book.Ledger!.DirtyFrom);
    }

    [Fact]
    public void Cost_is_passed_on_whatever_the_units() =>
        Assert.Equal(Money.Of(3.30m, Currency.EUR), Assert.Single(Metered(PricingScheme.CostPlus(Percent.Of(10))).Run(MonthEnd).Items).Net);

    private static Book Metered(PricingScheme pricing)
    {
        var contract = Book.AContract(BillingCycle.Monthly, BillingTiming.InArrears, ProrationPolicy.Default);
        var book = new Book(contract, Book.APart(contract, QuantitySource.Usage("svc"), pricing, 0m, 2m));
        book.Use("a", new(2024, 1, 10), 5m, 1m);
        book.Use("b", new(2024, 1, 11), 5m, 2m, "TB");
        return book;
    }
}
