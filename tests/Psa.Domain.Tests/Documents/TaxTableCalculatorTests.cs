using FsCheck.Fluent;
using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Domain.Tests.Catalog;
using Psa.Testing;

namespace Psa.Domain.Tests.Documents;

public class TaxTableCalculatorTests
{
    [Fact]
    public async Task Each_line_gets_its_tax_in_order()
    {
        var taxes = await new TaxTableCalculator().FindTaxesAsync(
            Request(customerCode: null, new("LOW", null, AnInput.Eur(1m)), new(null, null, AnInput.Eur(1m))), TestContext.Current.CancellationToken);

        Assert.Equal([Percent.Of(6m), Percent.Of(21m)], taxes.Select(x => x.Rate));
    }

    [Fact]
    public async Task An_untaxed_customer_goes_before_the_lines_but_not_before_overrides()
    {
        var taxes = await new TaxTableCalculator().FindTaxesAsync(
            Request("REVERSE", new("LOW", null, AnInput.Eur(1m)), new("LOW", null, AnInput.Eur(1m), IsOverride: true)), TestContext.Current.CancellationToken);

        Assert.Equal([TaxCategory.ReverseCharge, TaxCategory.Standard], taxes.Select(x => x.Category));
    }

    [Fact]
    public void Lines_that_are_asked_for_together_have_the_taxes_that_each_has_alone()
    {
        var line = Gen.Elements("LOW", "REVERSE", null).Zip(Gen.Elements(true, false), (code, isOverride) => new TaxRequestLine(code, null, AnInput.Eur(1m), isOverride));
        var cases = Gen.Elements("LOW", "REVERSE", null).Zip(Gen.NonEmptyListOf(line), (customer, lines) => (Customer: customer, Lines: lines.ToArray()));
        PropertyCheck.That(Prop.ForAll(cases.ToArbitrary(), one => one.Lines.SelectMany(alone => Find(one.Customer, alone)).SequenceEqual(Find(one.Customer, one.Lines))));

        static ValueList<AppliedTax> Find(string? customer, params TaxRequestLine[] lines)
        {
            var asked = new TaxTableCalculator().FindTaxesAsync(Request(customer, lines));
            return asked.IsCompletedSuccessfully ? asked.Result : throw new InvalidOperationException("The library's own calculator waits for nothing.");
        }
    }

    private static TaxRequest Request(string? customerCode, params TaxRequestLine[] lines) => new()
    {
        Tenant = ATaxTable.Belgian.Tenant,
        Table = ATaxTable.Belgian,
        TaxPoint = new LocalDate(2026, 3, 1),
        Seller = new Address { Country = "BE" },
        Customer = new Address { Country = "NL" },
        CustomerTaxCode = customerCode,
        Lines = lines.ToValueList(),
    };
}
