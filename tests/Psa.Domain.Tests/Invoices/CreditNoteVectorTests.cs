using Psa.Catalog;
using Psa.Documents;
using Psa.Invoices;
using Psa.Sellers;
using static Psa.Domain.Tests.Documents.AnInput;

namespace Psa.Domain.Tests.Invoices;

/// <summary>The worked figures of R-CN-LINE, R-CN-AMOUNT, R-CN-TAX and R-CN-LIMIT.</summary>
public class CreditNoteVectorTests
{
    [Theory]
    [Trait("vector", "cn-pair-last")]
    [Trait("vector", "cn-quad-last")]
    [Trait("vector", "cn-three-crumbs")]
    [InlineData("68.33 68.33", "0:68.33 1:68.33", "13.67 13.66")]
    [InlineData("68.33 68.33 68.33 68.33", "0:68.33 1:68.33 2:68.33 3:13.67 3:22.33 3:32.33", "13.67 13.67 13.67 2.73 4.47 6.45")]
    [InlineData("0.02 0.02 0.02", "0:0.02 1:0.02 2:0.02", "0.00 0.00 0.01")]
    public void A_series_of_credit_notes_closes_the_tax_of_a_group(string lines, string credits, string taxes)
    {
        var invoice = AnInvoice.Of(Of([.. Numbers(lines).Select(amount => Line(amount, 20))]));
        Assert.Equal(taxes, string.Join(' ', Taxes(invoice, credits)));
    }

    [Fact]
    [Trait("vector", "cn-many-crumbs")]
    public void Many_crumbs_share_their_tax_evenly()
    {
        var invoice = AnInvoice.Of(Of([.. Enumerable.Repeat(Line(0.02m, 20), 150)]));
        var taxes = Taxes(invoice, string.Join(' ', Enumerable.Range(0, 150).Select(static i => $"{i}:0.02"))).ConvertAll(static text => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(0.60m, invoice.Totals.TaxTotal.Amount);
        Assert.Equal((0.01m, 0.01m, 0.60m), (taxes.Max(), taxes[^1], taxes.Sum()));
    }

    [Fact]
    [Trait("vector", "cn-inclusive-three")]
    public void Prices_with_tax_give_back_the_tax_that_they_held()
    {
        var invoice = AnInvoice.Of(Of(Line(1m, 21), Line(1m, 21), Line(1m, 21)) with { PriceMode = PriceMode.TaxInclusive });
        Assert.Equal("0.17 0.17 0.18", string.Join(' ', Taxes(invoice, "0:1.00 1:1.00 2:1.00")));
    }

    [Fact]
    [Trait("vector", "cn-by-amount-two-groups")]
    public void An_amount_on_the_document_is_spread_over_its_tax_groups()
    {
        var invoice = AnInvoice.Of(Of(Line(100m, 21), Line(50m, 6)));
        var balance = Balances.Of(invoice);
        var note = invoice.Credit(ref balance, invoice.OnDocument(Eur(10m)));

        Assert.Equal([Eur(1.21m), Eur(0.17m)], note.Totals.TaxGroups.Select(static group => group.Tax));
        Assert.Equal([Eur(6.95m), Eur(3.05m)], note.Totals.TaxGroups.Select(static group => group.Taxable + group.Tax));
        Assert.Equal((Eur(8.62m), Eur(10m)), (note.Totals.TotalWithoutTax, note.Totals.TotalWithTax));
        Assert.Equal([Eur(5.74m), Eur(2.88m)], note.Credit!.Lines.Select(static line => line.Amount));
    }

    [Fact]
    [Trait("vector", "cn-line-with-discount-share")]
    public void A_line_takes_its_share_of_the_document_discounts_with_it()
    {
        var invoice = AnInvoice.Of(Of(Line(399m, 20)) with { Discounts = [Discount.OfAmount(Eur(250m), "coupon")] });
        var balance = Balances.Of(invoice);
        var note = invoice.Credit(ref balance, invoice.Lines(new CreditLine(0, Amount: Eur(262.60m))));

        Assert.Equal((Eur(164.54m), Eur(98.06m), Eur(19.61m), Eur(117.67m)), (note.Totals.DiscountTotal, note.Totals.TotalWithoutTax, note.Totals.TaxTotal, note.Totals.TotalWithTax));

        var rest = invoice.Credit(ref balance, invoice.Whole());
        Assert.Equal((Eur(85.46m), invoice.Totals.TotalWithTax), (rest.Totals.DiscountTotal, rest.Totals.TotalWithTax + note.Totals.TotalWithTax));
        Assert.Equal(InvoiceStatus.Credited, balance.Status);
    }

    [Fact]
    [Trait("vector", "cn-three-limits")]
    public void The_document_has_a_limit_of_its_own()
    {
        var invoice = AnInvoice.Of(Of(Line(100m, 20), Line(-90m, 10)));
        var balance = Balances.Of(invoice);

        var refused = Assert.Throws<RuleViolationException>(() => invoice.Draft(balance, invoice.Lines(new CreditLine(0, 1m))));
        Assert.Equal(CreditNoteErrors.ExceedsBilled, refused.Code);
        Assert.Contains("21.00 EUR is left", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Eur(21m), invoice.Credit(ref balance, invoice.Whole()).Totals.TotalWithTax);
    }

    [Fact]
    public void Returns_by_quantity_are_cut_by_running_totals()
    {
        var invoice = AnInvoice.Of(Of(Line(100m, 20)), 3m);
        invoice = invoice with { Lines = [invoice.Lines[0] with { UnitPrice = UnitPrice.Of(33.3333m, Currency.EUR) }] };
        var balance = Balances.Of(invoice);
        var nets = Enumerable.Range(0, 3).Select(_ => invoice.Credit(ref balance, invoice.Lines(new CreditLine(0, 1m))).Totals.TotalWithoutTax).ToList();

        Assert.Equal([Eur(33.33m), Eur(33.34m), Eur(33.33m)], nets);
        Assert.Equal(CreditNoteErrors.ExceedsBilled, Assert.Throws<RuleViolationException>(() => invoice.Draft(balance, invoice.Lines(new CreditLine(0, 1m)))).Code);
    }

    [Theory]
    [InlineData(399, 250, "262.60 136.40", "164.54=98.06 85.46=50.94")]
    [InlineData(399, 250, "133 133 133", "83.33=49.67 83.34=49.66 83.33=49.67")]
    [InlineData(399, 250, "0.01 398.99", "0.01=0.00 249.99=149.00")]
    [InlineData(2, 0.01, "1 1", "0.00=1.00 0.01=0.99")]
    public void A_discount_by_amount_goes_with_a_part_of_its_line_and_the_line_multiplies_out(int units, double discount, string returns, string expected)
    {
        var off = Eur((decimal)discount);
        var invoice = AnInvoice.Of(Of(Line(units - off.Amount, 20)), units);
        invoice = invoice with { Lines = [invoice.Lines[0] with { UnitPrice = UnitPrice.Of(1m, Currency.EUR), Discount = Discount.OfAmount(off, "coupon"), Carry = 0 }] };
        var balance = Balances.Of(invoice);
        var lines = Numbers(returns).Select(quantity => Assert.Single(invoice.Credit(ref balance, invoice.Lines(new CreditLine(0, quantity))).Lines.AsEnumerable())).ToList();

        Assert.Equal(expected, string.Join(' ', lines.Select(static line => $"{(line.Discount?.Amount ?? Eur(0m)).AmountText()}={line.Amount.AmountText()}")));
        Assert.All(lines, line => Assert.Equal((0L, line.Amount), (line.Carry, line.Recompute(invoice.Rounding))));
        Assert.All(lines, static line => Assert.True(line.Discount is null or { Reason: "coupon" }));
        Assert.Equal(InvoiceStatus.Credited, balance.Status);
    }

    [Theory]
    [InlineData("376.36 376.37 282.27", false)]
    [InlineData("340.00 340.00 255.00", true)]
    public void A_volume_discount_and_one_off_each_unit_go_with_a_part_of_their_line(string expected, bool each)
    {
        var discount = each ? Discount.OfUnitAmount(UnitPrice.Of(10m, Currency.EUR), "coupon") : Discount.OfAmount(Eur(10m), "coupon");
        var invoice = AnInvoice.Of(Of(Line(each ? 935m : 1035m, 20)), 11);
        var line = invoice.Lines[0] with { UnitPrice = UnitPrice.Of(100m, Currency.EUR), VolumeDiscount = UnitPrice.Of(5m, Currency.EUR), Discount = discount, Carry = 0 };
        invoice = invoice with { Lines = [line] };
        Assert.Equal(line.Amount, line.Recompute(invoice.Rounding));
        var balance = Balances.Of(invoice);
        var lines = new[] { 4m, 4m, 3m }.Select(quantity => Assert.Single(invoice.Credit(ref balance, invoice.Lines(new CreditLine(0, quantity))).Lines.AsEnumerable())).ToList();

        Assert.Equal(expected, string.Join(' ', lines.Select(static credited => credited.Amount.AmountText())));
        Assert.All(lines, credited => Assert.Equal((line.VolumeDiscount, credited.Amount), (credited.VolumeDiscount, credited.Recompute(invoice.Rounding))));
        Assert.Equal(InvoiceStatus.Credited, balance.Status);
    }

    [Fact]
    [Trait("vector", "header-amount-mixed-credit-second")]
    public void A_negative_line_is_charged_back()
    {
        var invoice = AnInvoice.Of(Of(Line(1000m, 21), Line(-900m, 21)) with { Discounts = [Discount.OfAmount(Eur(50m))] });
        var balance = Balances.Of(invoice);
        var note = invoice.Credit(ref balance, invoice.Lines(new CreditLine(1, Amount: Eur(-900m))));

        Assert.Equal((Eur(-900m), Eur(-189m)), (note.Totals.TotalWithoutTax, note.Totals.TaxTotal));
        Assert.Equal(Eur(950m), invoice.Totals.TotalWithoutTax - note.Totals.TotalWithoutTax);
        Assert.Equal(invoice.Totals.TotalWithTax - note.Totals.TotalWithTax, balance.Open);
    }

    [Fact]
    public void R27_the_rest_takes_the_rounding_of_what_is_paid_with_it()
    {
        var invoice = AnInvoice.Of(Of(Line(219m, 25)) with { PayableStep = Eur(1m) });
        var balance = Balances.Of(invoice);
        var part = invoice.Credit(ref balance, invoice.Lines(new CreditLine(0, Amount: Eur(19m))));
        var rest = invoice.Credit(ref balance, invoice.Whole());

        Assert.Equal((Eur(0m), Eur(0.25m)), (part.Totals.PayableRounding, rest.Totals.PayableRounding));
        Assert.Equal((Eur(274m), Eur(0m)), (balance.Credited, balance.Open));
    }

    [Fact]
    public void Who_takes_the_rounding_is_known_at_issue_whatever_was_drafted()
    {
        var invoice = AnInvoice.Of(Of(Line(50m, 21), Line(38.54m, 21)) with { PayableStep = Eur(0.05m) });
        Assert.Equal(Eur(0.02m), invoice.Totals.PayableRounding);
        var balance = Balances.Of(invoice);
        var first = invoice.Draft(balance, invoice.Lines(new CreditLine(0, 1m)));
        var second = invoice.Draft(balance.WithDraft(first), invoice.Lines(new CreditLine(1, 1m)));
        balance = balance.WithDraft(first).WithDraft(second).WithoutDraft(first);
        second = second.Closing(invoice, balance);
        balance = balance.WithIssued(second).WithStatus();
        Assert.Equal(Eur(0m), second.Totals.PayableRounding);
        Assert.Equal(Eur(60.50m), CreditedParts.Left(invoice, balance, [], static _ => null).TotalWithTax);

        var rest = invoice.Credit(ref balance, invoice.OnDocument(Eur(60.50m)));
        Assert.Equal((Eur(0.02m), Eur(107.15m), Eur(0m)), (rest.Totals.PayableRounding, balance.Credited, CreditedParts.Left(invoice, balance, [], static _ => null).TotalWithTax));
    }

    [Theory]
    [InlineData(TaxRounding.PerGroup, "0.98")]
    [InlineData(TaxRounding.PerGroup, "0.08 1.00 0.01 3.33")]
    [InlineData(TaxRounding.PerLine, "3.45 1.00 0.07 20.01")]
    public void An_amount_is_credited_to_the_cent_whatever_its_series_and_lines_make_of_the_tax(TaxRounding rounding, string amounts)
    {
        // six times 0.02 at 20 % leave 0.01 less tax credited than the law of the series lets stand much longer
        var invoice = AnInvoice.Of(Of([.. Enumerable.Repeat(Line(5m, 20), 8)]) with { TaxRounding = rounding });
        var balance = Balances.Of(invoice);
        for (var i = 0; i < 6; i++)
        {
            invoice.Credit(ref balance, invoice.Lines(new CreditLine(0, Amount: Eur(0.02m))));
        }

        Assert.Equal(Numbers(amounts), Numbers(amounts).Select(amount => invoice.Credit(ref balance, invoice.OnDocument(Eur(amount))).Totals.TotalWithTax.Amount));
        invoice.Credit(ref balance, invoice.Whole());
        Assert.Equal(invoice.Totals.TotalWithTax, balance.Credited);
    }

    [Fact]
    public void An_amount_that_no_part_with_its_tax_comes_to_is_refused_by_name()
    {
        // 0.01 and the tax on it, rounded up, are 0.02
        var invoice = AnInvoice.Of(Of(Line(0.01m, 20)) with { Rounding = Rounding.Up });
        Assert.Equal(CreditNoteErrors.BadRequest, Assert.Throws<RuleViolationException>(() => invoice.Draft(Balances.Of(invoice), invoice.OnDocument(Eur(0.01m)))).Code);
        Assert.Equal(Eur(0.02m), invoice.Draft(Balances.Of(invoice), invoice.OnDocument(Eur(0.02m))).Totals.TotalWithTax);
    }

    private static decimal[] Numbers(string text) => [.. text.Split(' ').Select(static one => decimal.Parse(one, System.Globalization.CultureInfo.InvariantCulture))];

    private static List<string> Taxes(Invoice invoice, string credits)
    {
        var balance = Balances.Of(invoice);
        var taxes = new List<string>();
        foreach (var credit in credits.Split(' '))
        {
            var (line, amount) = (int.Parse(credit.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture), Numbers(credit.Split(':')[1])[0]);
            var note = invoice.Credit(ref balance, invoice.Lines(new CreditLine(line, Amount: Eur(amount))));
            taxes.Add(note.Totals.TaxTotal.Amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.Equal(invoice.Totals.TotalWithTax, balance.Credited);
        return taxes;
    }
}
