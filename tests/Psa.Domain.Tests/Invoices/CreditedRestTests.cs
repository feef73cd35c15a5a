using Psa.Domain.Tests.Documents;
using Psa.Invoices;
using Psa.Sellers;
using static Psa.Domain.Tests.Documents.AnInput;

namespace Psa.Domain.Tests.Invoices;

/// <summary>What credits all that is left of an invoice: what of each line and tax group neither people credited nor runs gave back (R-CN-LIMIT).</summary>
public class CreditedRestTests
{
    [Fact]
    public void What_is_charged_back_never_outweighs_what_is_credited()
    {
        var items = new BilledItems(AnInvoice.Of(Of(Line(100m, 0), Line(-58.55m, 0))), [1, 1]);
        var balance = Balances.Of(items.Invoice);
        items.GiveBack(balance, 0, 1000);

        Assert.Equal(Eur(-58.55m), CreditedParts.LeftWithTax(items.Invoice, [.. CreditedParts.Of(items.Invoice, balance), .. items.GivenBack]));
        Assert.Equal(CreditNoteErrors.ExceedsBilled, Refused(items, balance, items.Invoice.Whole()));
        Assert.Equal(CreditNoteErrors.ExceedsBilled, Refused(items, balance, items.Invoice.OnDocument(Eur(0.01m))));
        Assert.Equal(Eur(0m), CreditedParts.Left(items.Invoice, balance, items.GivenBack, static _ => null).TotalWithTax);
    }

    [Fact]
    public void A_period_of_both_signs_makes_no_room_for_what_a_run_gave_back()
    {
        // charged back at 6 %, and credited at 21 %, 78.87 would be 11.83 that nobody bears
        var items = new BilledItems(AnInvoice.Of(Of(Line(200m, 21), Line(-78.87m, 6))), [2]);
        var balance = Balances.Of(items.Invoice);
        items.GiveBack(balance, 0, 1000);

        Assert.Equal(CreditNoteErrors.ExceedsBilled, Refused(items, balance, items.Invoice.Whole()));
    }

    [Fact]
    public void What_a_run_left_of_lines_of_both_signs_is_credited()
    {
        var items = new BilledItems(AnInvoice.Of(Of(Line(100m, 20), Line(-40m, 10))), [1, 1]);
        var balance = Balances.Of(items.Invoice);
        items.GiveBack(balance, 0, 300);

        var rest = items.Invoice.Draft(balance, items.Invoice.Whole(), items);
        Assert.Equal((Eur(40m), items.Invoice.Totals.TotalWithTax), (rest.Totals.TotalWithTax, rest.Totals.TotalWithTax + items.Notes[0].Totals.TotalWithTax));
        Assert.Equal([Eur(70m), Eur(-40m)], rest.Lines.Select(static line => line.Amount));
    }

    [Fact]
    public void An_amount_of_all_that_is_left_closes_groups_of_both_signs()
    {
        var invoice = AnInvoice.Of(Of(Line(100m, 20), Line(-90m, 10)));
        var balance = Balances.Of(invoice);
        var note = invoice.Credit(ref balance, invoice.OnDocument(Eur(21m)));

        Assert.Equal([Eur(20m), Eur(-9m)], note.Totals.TaxGroups.Select(static group => group.Tax));
        Assert.Equal([Eur(100m), Eur(-90m)], note.Lines.Select(static line => line.Amount));
        Assert.Equal((Eur(21m), InvoiceStatus.Credited), (note.Totals.TotalWithTax, balance.Status));
    }

    [Theory]
    [InlineData(TaxRounding.PerGroup)]
    [InlineData(TaxRounding.PerLine)]
    public void An_amount_of_all_that_is_left_closes_each_component_of_prices_with_tax(TaxRounding rounding)
    {
        var invoice = AnInvoice.Of(Of(Line(100m, ATax.GstQst), Line(-13.33m, ATax.GstQst)) with { PriceMode = PriceMode.TaxInclusive, TaxRounding = rounding });
        var balance = Balances.Of(invoice);
        var first = invoice.Credit(ref balance, invoice.OnDocument(Eur(33.37m)));
        var rest = invoice.Credit(ref balance, invoice.OnDocument(invoice.Totals.TotalWithTax - first.Totals.TotalWithTax));

        Assert.Equal(
            invoice.Totals.TaxGroups.Select(static group => group.Tax),
            first.Totals.TaxGroups.AsEnumerable().Zip(rest.Totals.TaxGroups, static (one, other) => one.Tax + other.Tax));
    }

    [Theory]
    [InlineData(1210, 1000, 0)]
    [InlineData(1400, 1000, 157)]
    [InlineData(3630, 1000, 2000)]
    public void What_a_line_can_not_bear_of_an_amount_goes_to_the_charge(int cents, int ofLine, int ofCharge)
    {
        var items = new BilledItems(AnInvoice.Of(Of(Line(100m, 21)) with { Charges = [new(Eur(20m), "freight", Line(1m, 21).Tax)] }), [1]);
        var balance = Balances.Of(items.Invoice);
        items.GiveBack(balance, 0, 900);

        var note = items.Invoice.Draft(balance, items.Invoice.OnDocument(Money.FromMinorUnits(cents, Currency.EUR)), items);
        items.With(balance).RequireBorne(note.Credit!.Lines, isDrafted: false);
        Assert.Equal(cents, note.Totals.TotalWithTax.MinorUnits);
        Assert.Equal(ofLine, note.Credit.Lines.AsEnumerable().Sum(static line => line.Amount.MinorUnits));
        Assert.Equal(ofCharge, note.Credit.Charges.AsEnumerable().Sum(static charge => charge.Amount.MinorUnits));
    }

    private static string Refused(BilledItems items, InvoiceBalance balance, NewCreditNote wanted) =>
        Assert.Throws<RuleViolationException>(() => items.Invoice.Draft(balance, wanted, items)).Code;
}
