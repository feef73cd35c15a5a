using Psa.Catalog;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.Domain.Tests.Documents;

/// <summary>Worked examples of the specification, of EN 16931 and of other systems, each recomputed by hand.</summary>
public class TotalsVectorTests
{
    [Fact]
    public void A_header_discount_is_a_percent_and_then_an_amount()
    {
        var totals = Totals.Compute(AnInput.Of(AnInput.Line(20_000m, 21), AnInput.Line(6_700m, 21)) with
        {
            Discounts = [Discount.OfPercent(Percent.Of(10m), "yearly"), Discount.OfAmount(AnInput.Eur(100m), "goodwill")],
        });

        Assert.Equal(AnInput.Eur(26_700m), totals.LineTotal);
        Assert.Equal(AnInput.Eur(2_770m), totals.DiscountTotal);
        Assert.Equal(AnInput.Eur(23_930m), totals.PreFreight);
        Assert.Equal(AnInput.Eur(5_025.30m), totals.TaxTotal);
        Assert.Equal(AnInput.Eur(28_955.30m), totals.TotalWithTax);
        Assert.Equal([AnInput.Eur(2_670m), AnInput.Eur(100m)], totals.Adjustments.Select(x => x.Amount));
    }

    [Theory]
    [InlineData(100.01, 0)]
    [InlineData(50.01, 50)]
    [InlineData(0.01, 100)]
    public void A_header_discount_above_the_detail_is_refused(double amount, int percent)
    {
        var input = AnInput.Of(AnInput.Line(100m, 21)) with
        {
            Discounts = [Discount.OfAmount(AnInput.Eur((decimal)amount)), Discount.OfPercent(Percent.Of(percent))],
        };

        Assert.Equal(DocumentErrors.DiscountExceedsDetail, Assert.Throws<RuleViolationException>(() => Totals.Compute(input)).Code);
    }

    [Fact]
    public void Percents_together_above_100_are_refused()
    {
        var input = AnInput.Of(AnInput.Line(100m, 21), AnInput.Line(-100m, 6)) with
        {
            Discounts = [Discount.OfPercent(Percent.Of(60m)), Discount.OfPercent(Percent.Of(41m))],
        };

        Assert.Equal(CatalogErrors.DiscountOutOfRange, Assert.Throws<RuleViolationException>(() => Totals.Compute(input)).Code);
    }

    [Fact]
    [Trait("vector", "header-amount-mixed-one-group")]
    public void R44_an_amount_goes_to_the_lines_of_the_documents_sign_within_a_group()
    {
        var totals = Totals.Compute(AnInput.Of(AnInput.Line(1000m, 21), AnInput.Line(-900m, 21)) with { Discounts = [Discount.OfAmount(AnInput.Eur(50m))] });

        Assert.Equal([AnInput.Eur(50m), AnInput.Eur(0m)], totals.Lines.Select(x => x.Discount));
        Assert.Equal((AnInput.Eur(50m), AnInput.Eur(10.50m), AnInput.Eur(60.50m)), (totals.TotalWithoutTax, totals.TaxTotal, totals.TotalWithTax));

        // what a credit of the negative line charges back, and what the customer has then paid
        Assert.Equal((AnInput.Eur(-900m), AnInput.Eur(-189m)), (totals.Lines[1].Taxable, totals.Lines[1].Tax));
        Assert.Equal(AnInput.Eur(950m), totals.TotalWithoutTax - totals.Lines[1].Taxable);
    }

    [Fact]
    public void Vector_header_percent_mixed_groups()
    {
        var totals = Totals.Compute(AnInput.Of(AnInput.Line(1000m, 21), AnInput.Line(-900m, 6)) with { Discounts = [Discount.OfPercent(Percent.Of(10m))] });

        Assert.Equal([AnInput.Eur(100m), AnInput.Eur(-90m)], totals.Lines.Select(x => x.Discount));
        Assert.Equal([AnInput.Eur(900m), AnInput.Eur(-810m)], totals.TaxGroups.Select(x => x.Taxable));
        Assert.Equal([AnInput.Eur(189m), AnInput.Eur(-48.60m)], totals.TaxGroups.Select(x => x.Tax));
        Assert.Equal((AnInput.Eur(90m), AnInput.Eur(230.40m)), (totals.TotalWithoutTax, totals.TotalWithTax));
    }

    [Fact]
    public void Vector_header_percent_then_amount()
    {
        var totals = Totals.Compute(AnInput.Of(AnInput.Line(600m, 21), AnInput.Line(400m, 6)) with
        {
            Discounts = [Discount.OfAmount(AnInput.Eur(100m)), Discount.OfPercent(Percent.Of(10m))],
            Charges = [new(AnInput.Eur(25m), "freight")],
        });

        Assert.Equal([AnInput.Eur(120m), AnInput.Eur(80m)], totals.Lines.Select(x => x.Discount));
        Assert.Equal([AnInput.Eur(15m), AnInput.Eur(10m)], totals.Adjustments.Where(x => x.Kind == AdjustmentKind.Charge).Select(x => x.Amount));
        Assert.Equal([AnInput.Eur(103.95m), AnInput.Eur(19.80m)], totals.TaxGroups.Select(x => x.Tax));
        Assert.Equal((AnInput.Eur(825m), AnInput.Eur(948.75m)), (totals.TotalWithoutTax, totals.TotalWithTax));
    }

    [Fact]
    public void An_amount_off_prices_with_tax()
    {
        var input = AnInput.Of(AnInput.Line(121m, 21), AnInput.Line(53m, 6)) with { PriceMode = PriceMode.TaxInclusive };
        var totals = Totals.Compute(input with { Discounts = [Discount.OfAmount(AnInput.Eur(10m))] });

        Assert.Equal([AnInput.Eur(114.05m), AnInput.Eur(49.95m)], totals.Lines.Select(x => x.Total));
        Assert.Equal([AnInput.Eur(19.79m), AnInput.Eur(2.83m)], totals.TaxGroups.Select(x => x.Tax));
        Assert.Equal((AnInput.Eur(141.38m), AnInput.Eur(164m)), (totals.TotalWithoutTax, totals.TotalWithTax));
    }

    [Fact]
    public void What_a_groups_share_has_beyond_its_lines_goes_to_the_largest()
    {
        // 10 % of 0.13 and 0.12: cut to 0.01 and 0.01 of 0.03, the third goes to 0.013; the running totals of its lines give 0.00 and 0.01
        var spread = Totals.Compute(AnInput.Of(AnInput.Line(0.03m, 21), AnInput.Line(0.10m, 21), AnInput.Line(0.12m, 6)) with { Discounts = [Discount.OfPercent(Percent.Of(10m))] });

        Assert.Equal([0L, 2L, 1L], spread.Lines.Select(x => x.Discount.MinorUnits));
    }

    [Fact]
    public void No_share_of_a_percent_turns_the_sign_of_its_line()
    {
        // 20 % of 0.03 and 0.04: 0.01 of 0.014, to 0.008; the running totals of 0.02 and 0.01 give 0.00 and 0.01, and the largest has nothing to give back
        var spread = Totals.Compute(AnInput.Of(AnInput.Line(0.02m, 21), AnInput.Line(0.01m, 21), AnInput.Line(0.04m, 6)) with { Discounts = [Discount.OfPercent(Percent.Of(20m))] });

        Assert.Equal([0L, 0L, 1L], spread.Lines.Select(x => x.Discount.MinorUnits));
    }

    [Fact]
    public void Over_groups_of_both_signs_percents_apply_to_each_and_amounts_to_the_documents_own_sign()
    {
        var lines = new[] { AnInput.Line(300m, 21), AnInput.Line(100m, 6), AnInput.Line(-50m, 12) };

        var percent = Totals.Compute(AnInput.Of(lines) with { Discounts = [Discount.OfPercent(Percent.Of(10m))] });
        var amount = Totals.Compute(AnInput.Of(lines) with { Discounts = [Discount.OfAmount(AnInput.Eur(40m))] });

        Assert.Equal([AnInput.Eur(30m), AnInput.Eur(10m), AnInput.Eur(-5m)], percent.Lines.Select(x => x.Discount));
        Assert.Equal([AnInput.Eur(30m), AnInput.Eur(10m), AnInput.Eur(0m)], amount.Lines.Select(x => x.Discount));
    }

    [Fact]
    public void Freight_follows_the_tax_of_the_lines_unless_it_has_its_own()
    {
        var lines = new[] { AnInput.Line(300m, 21), AnInput.Line(100m, 6) };

        var spread = Totals.Compute(AnInput.Of(lines) with { Charges = [new(AnInput.Eur(10m), "freight")] });
        var untaxed = Totals.Compute(AnInput.Of(lines) with { Charges = [new(AnInput.Eur(10m), "freight", ATax.ZeroRated)] });

        Assert.Equal([AnInput.Eur(307.50m), AnInput.Eur(102.50m)], spread.TaxGroups.Select(x => x.Taxable));
        Assert.Equal(AnInput.Eur(70.73m), spread.TaxTotal);
        Assert.Equal([AnInput.Eur(300m), AnInput.Eur(100m), AnInput.Eur(10m)], untaxed.TaxGroups.Select(x => x.Taxable));
        Assert.Equal(AnInput.Eur(69m), untaxed.TaxTotal);
        Assert.Equal(AnInput.Eur(479m), untaxed.TotalWithTax);
    }

    [Fact]
    public void A_charge_on_a_document_without_lines_needs_a_tax()
    {
        var input = AnInput.Of() with { Charges = [new(AnInput.Eur(10m), "reminder")] };

        Assert.Equal(DocumentErrors.ChargeNeedsTax, Assert.Throws<RuleViolationException>(() => Totals.Compute(input)).Code);
        Assert.Equal(AnInput.Eur(12.10m), Totals.Compute(input with { Charges = [new(AnInput.Eur(10m), "reminder", ATax.Of(21))] }).TotalWithTax);
    }

    [Fact]
    public void A_document_without_lines_comes_to_nothing()
    {
        var totals = Totals.Compute(AnInput.Of());

        Assert.Equal(AnInput.Eur(0m), totals.TotalWithTax);
        Assert.Empty(totals.TaxGroups);
    }

    [Fact]
    public void An_amount_of_another_currency_is_refused()
    {
        var dollars = Money.Of(1m, Currency.USD);

        Assert.Throws<CurrencyMismatchException>(() => Totals.Compute(AnInput.Of(new LineAmount(dollars, ATax.Of(21)))));
        Assert.Throws<CurrencyMismatchException>(() => Totals.Compute(AnInput.Of(AnInput.Line(5m, 21)) with { Discounts = [Discount.OfAmount(dollars)] }));
        Assert.Throws<CurrencyMismatchException>(() => Totals.Compute(AnInput.Of(AnInput.Line(5m, 21)) with { Charges = [new(dollars, "freight")] }));
        Assert.Throws<CurrencyMismatchException>(() => Totals.Compute(AnInput.Of(AnInput.Line(5m, 21)) with { Charges = [new(dollars, "freight", ATax.Of(21))] }));
    }

    [Theory]
    [InlineData(long.MaxValue, 0)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(long.MinValue, 0)]
    [InlineData(long.MinValue, -1)]
    public void More_than_money_can_hold_is_refused(long first, long second)
    {
        var lines = new[] { first, second }.Select(x => new LineAmount(Money.FromMinorUnits(x, Currency.EUR), ATax.Of(21))).ToArray();

        Assert.Equal(MoneyErrors.Overflow, Assert.Throws<RuleViolationException>(() => Totals.Compute(AnInput.Of(lines))).Code);
    }

    [Fact]
    public void Prices_with_tax_give_the_tax_back()
    {
        var totals = Totals.Compute(AnInput.Of(AnInput.Line(121m, 21), AnInput.Line(0.99m, 21), AnInput.Line(10.60m, 6)) with { PriceMode = PriceMode.TaxInclusive });

        Assert.Equal([AnInput.Eur(21.17m), AnInput.Eur(0.60m)], totals.TaxGroups.Select(x => x.Tax));
        Assert.Equal([AnInput.Eur(100.82m), AnInput.Eur(10m)], totals.TaxGroups.Select(x => x.Taxable));
        Assert.Equal(AnInput.Eur(132.59m), totals.TotalWithTax);
    }

    [Fact]
    public void Exemption_reasons_of_one_category_are_named_together()
    {
        var other = new AppliedTax("E2", TaxCategory.Exempt, default, "Article 132", "VATEX-EU-132");

        var both = Assert.Single(Totals.Compute(AnInput.Of(AnInput.Line(1m, ATax.Exempt), AnInput.Line(2m, other))).TaxGroups);
        var one = Assert.Single(Totals.Compute(AnInput.Of(AnInput.Line(2m, other))).TaxGroups);

        Assert.Equal(("Article 44; Article 132", null), (both.ExemptionReason, both.ExemptionCode));
        Assert.Equal(("Article 132", "VATEX-EU-132"), (one.ExemptionReason, one.ExemptionCode));
    }

    [Fact]
    public void Where_another_system_shows_1889_and_1887_and_1890_ours_shows_one_tax()
    {
        // Eight fees at 10 % and 20 %, coupons of 20.00 on two, 10.00 on four, 5.00 on all: fees already less their whole-cent shares of the limited ones.
        decimal[] amounts = [10.00m, 20.00m, 30.00m, 40.00m, 10.00m, 20.00m, 30.00m, 40.00m];
        decimal[] rates = [10, 20, 10, 10, 10, 20, 10, 10];
        var first = AnInput.Eur(20.00m).Allocate(1000, 2000);
        var second = AnInput.Eur(10.00m).Allocate(1000, 2000, 3000, 4000);
        Money[] limited = [first[0], first[1], AnInput.Eur(0m), AnInput.Eur(0m), .. second];
        var lines = amounts.Select((amount, i) => new LineAmount(AnInput.Eur(amount) - limited[i], ATax.Of(rates[i]))).ToArray();

        var totals = Totals.Compute(AnInput.Of(lines) with { Discounts = [Discount.OfAmount(AnInput.Eur(5.00m))] });

        Assert.Equal(AnInput.Eur(165.00m), totals.TotalWithoutTax);
        Assert.Equal(AnInput.Eur(18.90m), totals.TaxTotal);
        Assert.Equal(1890, totals.TaxGroups.Sum(x => x.Tax.MinorUnits));
        Assert.Equal(1890, totals.Lines.Sum(x => x.Tax.MinorUnits));
    }

    [Theory]
    [InlineData(new[] { 6833, 6833, 6833, 6833 }, 0, 5466, 32798)]
    [InlineData(new[] { 6833, 6833 }, 0, 2733, 16399)]
    [InlineData(new[] { 1999, 6833, 20033 }, 1000, 5573, 33438)]
    public void Fees_at_20_percent_with_and_without_a_coupon(int[] fees, int coupon, int tax, int total)
    {
        var lines = fees.Select(x => AnInput.Line(x / 100m, 20)).ToArray();

        var totals = Totals.Compute(AnInput.Of(lines) with { Discounts = [Discount.OfAmount(AnInput.Eur(coupon / 100m))] });

        Assert.Equal((tax, total), (totals.TaxTotal.MinorUnits, totals.TotalWithTax.MinorUnits));
    }

    [Fact]
    public void Four_fees_of_three_rates_share_a_coupon()
    {
        var totals = Totals.Compute(AnInput.Of(AnInput.Line(100m, 10), AnInput.Line(50m, 0), AnInput.Line(30m, 20), AnInput.Line(20m, 20))
            with
        { Discounts = [Discount.OfAmount(AnInput.Eur(10m))] });

        Assert.Equal([500L, 250L, 150L, 100L], totals.Lines.Select(x => x.Discount.MinorUnits));
        Assert.Equal([950L, 0L, 570L, 380L], totals.Lines.Select(x => x.Tax.MinorUnits));
        Assert.Equal((19_000, 1900, 20_900), (totals.TotalWithoutTax.MinorUnits, totals.TaxTotal.MinorUnits, totals.TotalWithTax.MinorUnits));
    }

    [Fact]
    public void A_coupon_on_one_fee_is_that_lines_discount()
    {
        var discounted = LineAmounts.Net(1m, UnitPrice.Of(399m, Currency.EUR), Rounding.HalfUp, Discount.OfAmount(AnInput.Eur(250m)));

        var totals = Totals.Compute(AnInput.Of(AnInput.Line(179m, 10), new(discounted, ATax.Of(20))));

        Assert.Equal((32_800, 4770, 37_570), (totals.TotalWithoutTax.MinorUnits, totals.TaxTotal.MinorUnits, totals.TotalWithTax.MinorUnits));
    }

    [Fact]
    public void Tax_by_line_is_rounded_by_line()
    {
        var lines = new[] { AnInput.Line(0.43m, 15), AnInput.Line(4.84m, 15) };

        var byLine = Totals.Compute(AnInput.Of(lines) with { TaxRounding = TaxRounding.PerLine });

        Assert.Equal([6L, 73L], byLine.Lines.Select(x => x.Tax.MinorUnits));
        Assert.Equal((527, 79, 606), (byLine.TotalWithoutTax.MinorUnits, byLine.TaxTotal.MinorUnits, byLine.TotalWithTax.MinorUnits));
    }

    [Fact]
    public void Yen_rounded_down_and_dollars_half_even()
    {
        var yen = new DocumentInput { Currency = Currency.JPY, Lines = [new(Money.Of(15m, Currency.JPY), ATax.Of(10))], Rounding = Rounding.Down };
        var dollars = new DocumentInput { Currency = Currency.USD, Lines = [new(Money.Of(70m, Currency.USD), ATax.Of(7))], Rounding = Rounding.HalfEven };

        Assert.Equal(Money.Of(1m, Currency.JPY), Totals.Compute(yen).TaxTotal);
        Assert.Equal(Money.Of(4.90m, Currency.USD), Totals.Compute(dollars).TaxTotal);
    }

    [Fact]
    public void A_hundred_lines_of_1_00_at_20_percent_by_line()
    {
        var lines = Enumerable.Repeat(new LineAmount(UnitPrice.Of(1.001m, Currency.EUR).Extend(1m, Rounding.HalfUp), ATax.Of(20)), 100).ToArray();

        var totals = Totals.Compute(AnInput.Of(lines) with { TaxRounding = TaxRounding.PerLine });

        Assert.Equal((AnInput.Eur(100m), AnInput.Eur(20m)), (totals.TotalWithoutTax, totals.TaxTotal));
    }

    [Fact]
    public void Taxed_and_untaxed_lines_and_a_return()
    {
        var mixed = Totals.Compute(AnInput.Of(AnInput.Line(200m, 10), AnInput.Line(20m, 0)));
        var returned = Totals.Compute(AnInput.Of(AnInput.Line(-200m, 10)));

        Assert.Equal((AnInput.Eur(220m), AnInput.Eur(20m), AnInput.Eur(240m)), (mixed.TotalWithoutTax, mixed.TaxTotal, mixed.TotalWithTax));
        Assert.Equal(AnInput.Eur(-220m), returned.TotalWithTax);
    }

    [Theory]
    [InlineData(140.00, 5, 9.975, 700, 1397, 16_097)]
    [InlineData(10.00, 6, 1.25, 60, 13, 1073)]
    [InlineData(45.30, 5, 9.975, 227, 452, 5209)]
    public void Each_component_is_a_group_and_a_rounding_of_its_own(double net, double first, double second, long firstTax, long secondTax, long total)
    {
        var tax = new AppliedTax("TWO", [ATax.Component("A", (decimal)first), ATax.Component("B", (decimal)second)]);

        var totals = Totals.Compute(AnInput.Of(AnInput.Line((decimal)net, tax)));

        Assert.Equal([("A", firstTax), ("B", secondTax)], totals.TaxGroups.Select(x => (x.Component, x.Tax.MinorUnits)).Order());
        Assert.Equal([firstTax, secondTax], totals.Lines[0].Taxes.Select(x => x.MinorUnits));
        Assert.Equal((AnInput.Eur((decimal)net), total), (totals.TotalWithoutTax, totals.TotalWithTax.MinorUnits));
    }

    [Theory]
    [InlineData(160.97, 700, 1397, 14_000)]
    [InlineData(100.00, 435, 867, 8698)]
    public void Prices_with_tax_hold_the_tax_of_all_components(double gross, long gst, long qst, long net)
    {
        var totals = Totals.Compute(AnInput.Of(AnInput.Line((decimal)gross, ATax.GstQst)) with { PriceMode = PriceMode.TaxInclusive });

        Assert.Equal([gst, qst], totals.Lines[0].Taxes.Select(x => x.MinorUnits));
        Assert.Equal([("QST", qst), ("GST", gst)], totals.TaxGroups.Select(x => (x.Component, x.Tax.MinorUnits)));
        Assert.Equal((net, gst + qst, AnInput.Eur((decimal)gross)), (totals.TotalWithoutTax.MinorUnits, totals.TaxTotal.MinorUnits, totals.TotalWithTax));
        Assert.Equal((net, AnInput.Eur((decimal)gross)), (totals.Lines[0].Net.MinorUnits, totals.Lines[0].Gross));
    }

    [Fact]
    public void A_name_is_of_the_group_only_where_the_code_has_several()
    {
        var totals = Totals.Compute(AnInput.Of(AnInput.Line(100m, ATax.GstQst), AnInput.Line(40m, ATax.GstPst), AnInput.Line(10m, ATax.Of(5))));

        Assert.Equal(
            [("QST", 10_000L, 998L), ("PST", 4000L, 280L), (null, 1000L, 50L), ("GST", 14_000L, 700L), ("LEVY", 4000L, 20L)],
            totals.TaxGroups.Select(x => (x.Component, x.Taxable.MinorUnits, x.Tax.MinorUnits)));
        Assert.Equal(AnInput.Eur(150m), totals.TotalWithoutTax);
    }

    [Fact]
    public void A_discount_is_taken_once_off_a_net_with_several_taxes()
    {
        var totals = Totals.Compute(AnInput.Of(AnInput.Line(100m, ATax.GstQst)) with { Discounts = [Discount.OfAmount(AnInput.Eur(10m))] });

        var discount = Assert.Single(totals.Adjustments);
        Assert.Equal((AnInput.Eur(10m), AnInput.Eur(90m)), (discount.Amount, totals.TotalWithoutTax));
        Assert.Equal(["GST", "QST"], discount.Taxes.Select(x => x.Component));
        Assert.Equal([(9000L, 898L), (9000L, 450L)], totals.TaxGroups.Select(x => (x.Taxable.MinorUnits, x.Tax.MinorUnits)));
    }

    [Fact]
    public void A_note_stands_in_no_tax_group()
    {
        var totals = Totals.Compute(AnInput.Of(new LineAmount(AnInput.Eur(0m), null), AnInput.Line(10m, 6)));

        Assert.Equal((2, AnInput.Eur(0m)), (totals.Lines.Count, totals.Lines[0].Total));
        Assert.Equal(Percent.Of(6m), Assert.Single(totals.TaxGroups).Rate);
        Assert.Empty(Totals.Compute(AnInput.Of(new LineAmount(AnInput.Eur(0m), null))).TaxGroups);
    }

    [Theory]
    [InlineData("SEK", 273.75, 1.00, 0.25)]
    [InlineData("CHF", 107.13, 0.05, 0.02)]
    [InlineData("CHF", 107.12, 0.05, -0.02)]
    [InlineData("SEK", 100.50, 1.00, 0.50)]
    [InlineData("SEK", -100.50, 1.00, -0.50)]
    [InlineData("SEK", 100.49, 1.00, -0.49)]
    [InlineData("JPY", 15, 10, 5)]
    public void What_is_payable_is_rounded_to_the_nearest_step(string code, double total, double step, double rounding)
    {
        var currency = Currency.FromCode(code);
        var totals = Totals.Compute(new()
        {
            Currency = currency,
            Lines = [new(Money.Of((decimal)total, currency), ATax.ZeroRated)],
            PayableStep = Money.Of((decimal)step, currency),
            Rounding = Rounding.Down,
        });

        Assert.Equal(Money.Of((decimal)rounding, currency), totals.PayableRounding);
        Assert.Equal(Money.Of((decimal)(total + rounding), currency), totals.Payable);
        Assert.Equal(Money.Of((decimal)total, currency), totals.TotalWithTax);
    }

    [Fact]
    public void A_step_of_another_currency_is_refused() =>
        Assert.Throws<CurrencyMismatchException>(() => Totals.Compute(AnInput.Of(AnInput.Line(1m, 21)) with { PayableStep = Money.Of(1m, Currency.SEK) }));
}
