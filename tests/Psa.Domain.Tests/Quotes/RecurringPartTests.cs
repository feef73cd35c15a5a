using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;
using Psa.Domain.Tests.Documents;
using Psa.Quotes;
using Psa.Testing;
using static Psa.Domain.Tests.Quotes.AWonQuote;

namespace Psa.Domain.Tests.Quotes;

/// <summary>What recurring lines of a quote become on contracts (R-RECURRING).</summary>
public sealed class RecurringPartTests
{
    private static readonly LocalDate Start = new(2026, 4, 1);

    private static readonly ValueList<Discount> TenPercent = [Discount.OfPercent(Percent.Of(10m), "Autumn")];

    private enum Way
    {
        Undiscounted,
        Percent,
        Amount,
        Price,
    }

    [Fact]
    public void Three_lines_of_thirds_of_a_cent_cost_what_the_quote_said()
    {
        var line = Line(1m, 10.05m, Recurs(BillingCycle.Monthly));
        var group = Assert.Single(RecurringParts.Of(Of([line, line, line], TenPercent), Start));

        Assert.Equal(27.13m, group.Parts.Sum(part => Cost(part.Part)));
        Assert.Equal(["1.01 EUR (Autumn)", "10 % (Autumn)", "1.01 EUR (Autumn)"], group.Parts.Select(part => part.Part.Discount!.ToString()));
    }

    [Fact]
    public void Each_cycle_is_a_group_of_its_own_and_what_is_sold_once_is_in_none()
    {
        var quote = Of(
            [
                Line(10m, 12m, Recurs(BillingCycle.Monthly), Discount.OfPercent(Percent.Of(5m), "Loyalty")),
                Line(1m, 600m, Recurs(BillingCycle.Yearly, term: 36)),
                Line(1m, 250m),
            ],
            TenPercent);
        var groups = RecurringParts.Of(quote, Start);

        Assert.Equal(225m, quote.Totals.PreFreight.Amount);
        Assert.Equal([(BillingCycle.Monthly, 102.60m, null), (BillingCycle.Yearly, 540m, (LocalDate?)new LocalDate(2029, 3, 31))], groups.Select(group => (group.Cycle, group.Parts.Sum(part => Cost(part.Part)), group.LastDay)));
        Assert.Equal("14.5 % (Loyalty; Autumn)", groups[0].Parts[0].Part.Discount!.ToString());
    }

    [Fact]
    public void The_longest_term_ends_the_contract_and_an_open_one_leaves_it_open()
    {
        var lines = (ValueList<DocumentLine>)[Line(1m, 5m, Recurs(BillingCycle.Monthly, term: 12)), Line(1m, 5m, Recurs(BillingCycle.Monthly, term: 24))];

        Assert.Equal(new LocalDate(2028, 3, 31), Assert.Single(RecurringParts.Of(Of(lines), Start)).LastDay);
        Assert.Null(Assert.Single(RecurringParts.Of(Of([.. lines, Line(1m, 5m, Recurs(BillingCycle.Monthly))]), Start)).LastDay);
    }

    [Fact]
    public void A_bundle_is_one_part_at_one_price()
    {
        var quote = Of(Bundle(3m, 99.99m, Rounding.HalfUp, Recurs(BillingCycle.Monthly), (1m, 1m), (2m, 1m)), TenPercent);
        var part = Assert.Single(Assert.Single(RecurringParts.Of(quote, Start)).Parts);

        Assert.Equal((0, 3m, 99.99m), (part.Place, part.Part.Quantity, part.Part.UnitPrice!.Value.Amount));
        Assert.Equal(quote.Recurring[0].Totals.PreFreight.Amount, Cost(part.Part));
    }

    [Fact]
    public void A_full_period_of_the_parts_costs_what_the_quote_said_by_whatever_it_discounts()
    {
        var tally = new Dictionary<Way, int>();
        PropertyCheck.That(
            Prop.ForAll(
                Arb.From(
                    from rounding in DocumentArb.AnyRounding()
                    from lines in Gen.NonEmptyListOf(
                        from quantity in Gen.Choose(-40, 400)
                        from decimals in Gen.Elements(1m, 10m, 1000m)
                        from price in Gen.Choose(0, 500_000)
                        from places in Gen.Elements(100m, 10_000m, 1_000_000m)
                        from volume in Gen.Choose(-3, 3)
                        from kind in Gen.Choose(0, 3)
                        from off in Gen.Choose(0, 2000)
                        from cycle in Gen.Elements(BillingCycle.Monthly, BillingCycle.Yearly)
                        select Line(quantity / decimals, price / places, Recurs(cycle), DiscountOf(kind, off), volume <= 0 ? 0m : decimal.Min(volume, price) / places, rounding))
                    from first in Gen.Choose(0, 60_000)
                    from second in Gen.Choose(0, 40_000)
                    from header in Gen.Choose(0, 2)
                    select Of(lines.ToValueList(), [.. new[] { first / 1000m, second / 1000m }.Take(header).Select(percent => Discount.OfPercent(Percent.Of(percent)))], rounding: rounding)),
                quote =>
                {
                    foreach (var group in RecurringParts.Of(quote, Start))
                    {
                        foreach (var (_, part, _) in group.Parts)
                        {
                            var way = part.Discount is null ? quote.Discounts.IsEmpty ? Way.Undiscounted : part.UnitPrice!.Value.Amount == decimal.Round(part.UnitPrice.Value.Amount, 6) ? Way.Undiscounted : Way.Price
                                : part.Discount.Percent is not null ? Way.Percent : Way.Amount;
                            tally[way] = tally.GetValueOrDefault(way) + 1;
                        }

                        var said = quote.Recurring.Single(totals => totals.Cycle == group.Cycle).Totals.PreFreight;
                        if (group.Parts.Sum(part => Cost(part.Part, quote.Rounding)) != said.Amount || group.Parts.Any(part => part.Part.Discount?.UnitAmount is not null))
                        {
                            return false;
                        }
                    }

                    return true;
                }),
            2000,
            20,
            tally);
    }

    private static Discount? DiscountOf(int kind, int off) => kind switch
    {
        0 => null,
        1 => Discount.OfPercent(Percent.Of(off / 20m)),
        2 => Discount.OfAmount(Money.FromMinorUnits(off / 100, Currency.EUR)),
        _ => Discount.OfUnitAmount(UnitPrice.Of(off / 100_000m, Currency.EUR)),
    };

    private static decimal Cost(NewContractPart part, Rounding rounding = Rounding.HalfUp) => LineAmounts.Net(part.Quantity!.Value, part.UnitPrice!.Value, rounding, part.Discount).Amount;
}
