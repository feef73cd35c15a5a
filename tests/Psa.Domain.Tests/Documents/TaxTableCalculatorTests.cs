using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Domain.Tests.Catalog;

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
