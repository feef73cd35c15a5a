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

        Assert.Equal(DocumentErrors.DiscountExceedsDetail, Assert.Throws<RuleViolationException>(() => Totals.Compute(input)).Code);
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
}
