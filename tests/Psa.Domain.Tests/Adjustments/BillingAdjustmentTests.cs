using Psa.Adjustments;
using static Psa.Domain.Tests.Adjustments.Panes;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>Comparing what was billed with what was performed (R-ADJ and the rules beside it).</summary>
public sealed class BillingAdjustmentTests
{
    private readonly Panes _panes = new();

    [Fact]
    [Trait("vector", "adj-base")]
    public void What_was_taken_into_account_is_not_taken_again()
    {
        Assert.Equal(-20m, AmountOf(_panes.Adjust([Billed("L", 100m)], [Performed("R", 80m)])));
        Assert.Equal(0m, AmountOf(_panes.Adjust([Billed("L", 100m)], [Performed("R", 80m)])));
        Assert.Equal(40m, AmountOf(_panes.Adjust([Billed("L", 70m)], [Performed("R", 90m)])));
    }

    [Fact]
    [Trait("vector", "adj-overlapping-selections")]
    public void Selections_may_overlap()
    {
        Assert.Equal(-70m, AmountOf(_panes.Adjust([Billed("L1", 100m)], [Performed("R1", 30m)])));
        Assert.Equal(20m, AmountOf(_panes.Adjust([Billed("L1", 100m), Billed("L2", 50m)], [Performed("R1", 30m), Performed("R2", 70m)])));
    }

    [Theory]
    [Trait("vector", "adj-split-catalog")]
    [InlineData(1)]
    [InlineData(3)]
    public void Values_are_summed_exactly_and_rounded_once(int lines)
    {
        var panes = new Panes { Catalog = new() { PriceOf = static _ => UnitPrice.Of(0.335m, Euro) } };
        AdjustmentLine[] right = [.. Enumerable.Range(0, lines).Select(i => Performed($"R{i}", null, quantity: 3 / lines))];

        Assert.Equal(1.01m, AmountOf(panes.Adjust([], right)));
    }

    [Fact]
    public void What_has_no_end_of_decimals_is_taken_exactly()
    {
        static AdjustmentLine Minutes(string id, decimal minutes) => Performed(id, 33.335m, quantity: minutes) with { Unit = "MIN", PriceQuantity = 60m };

        // a third of 33.335 three times is 33.335 again; what is over is in no line
        var whole = _panes.Adjust([], [Minutes("A", 20m), Minutes("B", 20m), Minutes("C", 20m)]);
        Assert.Equal(33.34m, AmountOf(whole));
        Assert.Equal("11.111666666666667 EUR", whole.Lines[0].Difference.ToString());
        Assert.Empty(_panes.Offer([], [Minutes("A", 20m), Minutes("B", 20m), Minutes("C", 20m)]).Lines);

        // ten minutes more are 5.5558333…, and twenty less −11.1116666…; a rate of 3 makes a third whole again
        Assert.Equal(-5.56m, AmountOf(_panes.Adjust([], [Minutes("A", 30m), Minutes("B", 0m)])));
        var dollars = new Panes { Catalog = new() { Rates = new Dictionary<Currency, decimal> { [Currency.USD] = 3m } } };
        Assert.Equal(23.34m, AmountOf(dollars.Adjust([Billed("L", 10m)], [Performed("A", 33.335m, quantity: 20m, currency: Currency.USD) with { PriceQuantity = 60m }])));
        Assert.Single(_panes.Compare([], [Minutes("A", 1m) with { PriceQuantity = 0m }]).Unpriced);
    }

    [Fact]
    [Trait("vector", "adj-straddling-quarter")]
    public void What_was_billed_for_a_quarter_is_split_by_days()
    {
        var left = Billed("L", 300m, period: Quarter);

        Assert.Equal([-103.33m, -93.34m, -103.33m], Enumerable.Range(1, 3).Select(month => AmountOf(_panes.Adjust([left], [], Month(month)))));
        Assert.Equal(0m, AmountOf(_panes.Adjust([left], [])));
    }

    [Fact]
    public void A_month_of_a_quarter_that_was_credited_meanwhile_gives_back_its_share()
    {
        _panes.Adjust([Billed("L", 300m, period: Quarter)], [], Month(1));

        // 270.00 × 31/90 is 93.00
        Assert.Equal(10.33m, AmountOf(_panes.Adjust([Billed("L", 270m, period: Quarter)], [], Month(1))));
        Assert.Equal(-177m, AmountOf(_panes.Adjust([Billed("L", 270m, period: Quarter)], [])));
    }

    [Fact]
    [Trait("vector", "adj-per-buyer")]
    public void Each_buyer_has_a_difference_of_its_own()
    {
        var made = _panes.Adjust([Billed("A1", 100m), Billed("B1", 50m, customer: "B")], [Performed("A2", 60m), Performed("B2", 120m, customer: "B")]);

        Assert.Equal(
            [(ACustomer("A"), -40m), (ACustomer("B"), 70m)],
            made.Differences.AsEnumerable().Select(static difference => (difference.Buyer, difference.Amount.Amount)).OrderBy(static one => one.Amount));
    }

    [Fact]
    [Trait("vector", "adj-mixed-categories")]
    public void Each_tax_code_has_a_difference_of_its_own()
    {
        var made = _panes.Adjust([Billed("L", 145m)], [Performed("R1", 50m, "Z"), Performed("R2", 100m)]);

        Assert.Equal((-45m, 50m), (AmountOf(made, "S"), AmountOf(made, "Z")));
    }

    [Fact]
    [Trait("vector", "adj-swap-negates")]
    public void Swapping_the_panes_negates()
    {
        AdjustmentLine[] left = [Billed("1", 100m), Billed("2", 20m, "Z")];
        AdjustmentLine[] right = [Performed("3", 70m), Performed("4", 50m, "Z")];
        var (one, other) = (_panes.Compare(left, right), _panes.Compare(right, left));

        Assert.Equal((-30m, 30m), (AmountOf(one, "S"), AmountOf(one, "Z")));
        Assert.Equal((30m, -30m), (AmountOf(other, "S"), AmountOf(other, "Z")));
    }

    [Fact]
    public void A_line_that_is_gone_counts_nothing_now()
    {
        _panes.Adjust([Billed("L", 100m)], [Performed("R", 80m)]);

        var offered = _panes.Offer([], []);

        Assert.Equal(["L", "R"], offered.Lines.AsEnumerable().Select(static line => line.Line.Id));
        Assert.Equal(["-100 EUR", "-80 EUR"], offered.Lines.AsEnumerable().Select(static line => line.Difference.ToString().Replace(".00", string.Empty, StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_all_taken_into_account_is_not_offered()
    {
        _panes.Adjust([Billed("L", 100m)], [Performed("R", 80m)]);

        Assert.Equal(["L2"], _panes.Offer([Billed("L", 100m), Billed("L2", 5m)], [Performed("R", 80m)]).Lines.AsEnumerable().Select(static line => line.Line.Id));
    }

    [Fact]
    public void What_an_adjustment_took_is_taken_back_as_a_difference()
    {
        var first = _panes.Adjust([Billed("L", 300m, period: Quarter)], [Performed("R", 80m)], Month(1));
        _panes.Adjust([Billed("L", 270m, period: Quarter)], [Performed("R", 90m)], Month(1));

        _panes.Cancel(first);

        // what the second adjustment billed stays: 10.33 and 10.00
        Assert.Equal(90m - 93m - 20.33m, AmountOf(_panes.Adjust([Billed("L", 270m, period: Quarter)], [Performed("R", 90m)], Month(1))));
        Assert.Equal(0m, AmountOf(_panes.Compare([Billed("L", 270m, period: Quarter)], [Performed("R", 90m)], Month(1))));
    }

    [Fact]
    public void What_was_performed_is_billed_to_whom_the_customer_was_invoiced()
    {
        var (before, today) = (ACustomer("before"), ACustomer("today"));
        var panes = new Panes { Catalog = new() { PayerOf = _ => today } };
        var left = Billed("L", 100m) with { Buyer = before };

        Assert.Equal(before, Assert.Single(panes.Compare([left], [Performed("R", 60m)]).Differences).Buyer);
        Assert.Equal(today, Assert.Single(panes.Compare([], [Performed("R", 60m)]).Differences).Buyer);
        // of two who were invoiced none is the one
        Assert.Equal(today, panes.Compare([left, Billed("L2", 1m) with { Buyer = ACustomer("other") }], [Performed("R", 60m)]).Lines[^1].Buyer);
    }

    [Fact]
    public void A_line_without_a_price_anywhere_is_named()
    {
        var made = _panes.Compare([Billed("L", 100m)], [Performed("R", null), Performed("R2", 80m)]);

        Assert.Equal((AdjustmentPane.Performed, "R"), (made.Unpriced[0].Pane, Assert.Single(made.Unpriced).Line.Id));
        Assert.Equal(-20m, AmountOf(made));
    }

    [Fact]
    public void Only_the_right_side_is_converted_as_one_sum_before_it_is_rounded()
    {
        var dollar = Currency.FromCode("USD");
        AdjustmentLine[] right = [Performed("R1", 0.01m, currency: dollar), Performed("R2", 0.01m, currency: dollar), Performed("R3", 0.001m)];
        var panes = new Panes { Catalog = new() { Rates = new Dictionary<Currency, decimal> { [dollar] = 0.7m } } };

        // 0.02 × 0.7 + 0.001 is 0.015
        Assert.Equal(-9.98m, AmountOf(panes.Adjust([Billed("L", 10m)], right)));
        Assert.Equal(0m, AmountOf(new Panes { Catalog = new() }.Compare([], [])));
        var refused = Assert.Throws<RuleViolationException>(() => _panes.Compare([Billed("L", 10m)], right));
        Assert.Equal("adjustment.currencies", refused.Code);
        Assert.Contains("EUR, USD", refused.Message, StringComparison.Ordinal);
        Assert.Equal("adjustment.currencies", Assert.Throws<RuleViolationException>(() => panes.Compare([Billed("L", 10m), Billed("L2", 10m, currency: dollar)], [])).Code);
    }

    [Fact]
    public void A_rate_of_later_changes_nothing_that_was_taken()
    {
        var dollar = Currency.FromCode("USD");
        var rates = new Dictionary<Currency, decimal> { [dollar] = 0.7m };
        var panes = new Panes { Catalog = new() { Rates = rates } };
        panes.Adjust([Billed("L", 10m)], [Performed("R", 5m, currency: dollar)]);
        rates[dollar] = 0.9m;

        Assert.Empty(panes.Compare([Billed("L", 10m)], [Performed("R", 5m, currency: dollar)]).Differences);
        Assert.Equal(0.9m, AmountOf(panes.Compare([Billed("L", 10m)], [Performed("R", 6m, currency: dollar)])));
    }

    [Fact]
    public void A_code_that_a_line_does_not_say_stays_the_one_it_was_taken_under()
    {
        var code = "S";
        var panes = new Panes { Catalog = new() { TaxCodeOf = _ => code } };
        panes.Adjust([], [Performed("R", 80m, null)]);
        code = "Z";

        Assert.Equal(("S", -30m), (Assert.Single(panes.Compare([], [Performed("R", 50m, null)]).Differences) is var one ? one.TaxCode : null, one.Amount.Amount));

        // one that it says itself is another
        Assert.Equal((-80m, 50m), (AmountOf(panes.Compare([], [Performed("R", 50m, "Z")]), "S"), AmountOf(panes.Compare([], [Performed("R", 50m, "Z")]), "Z")));
    }
}
