using NodaTime;
using Psa.Catalog;
using Psa.Customers;
using Psa.Domain.Tests.Catalog;

namespace Psa.Domain.Tests.Customers;

public class CustomerTaxTests
{
    private static readonly LocalDate Today = new(2026, 3, 1);
    private static readonly TaxExemption Embassy = new(TaxCategory.Exempt, "Diplomatic mission");

    [Theory]
    [InlineData("LOW", false, null, "LOW")]
    [InlineData(null, false, null, "STD")]
    [InlineData(null, false, "LOW", "LOW")]
    [InlineData("LOW", false, "STD", "LOW")]
    [InlineData("LOW", false, "REVERSE", "REVERSE")]
    [InlineData("LOW", true, "REVERSE", "LOW")]
    [InlineData(null, true, "REVERSE", "REVERSE")]
    public void Line_and_customer_agree_on_a_code(string? line, bool isOverride, string? customer, string expected) =>
        Assert.Equal(expected, ATaxTable.Belgian.For(line, isOverride, customer, null, Today).Code);

    [Theory]
    [InlineData("LOW", false, "STD", "E")]
    [InlineData(null, false, null, "E")]
    [InlineData("LOW", true, null, "LOW")]
    public void An_exemption_goes_before_all_but_overrides(string? line, bool isOverride, string? customer, string expected) =>
        Assert.Equal(expected, ATaxTable.Belgian.For(line, isOverride, customer, Embassy, Today).Code);

    [Fact]
    public void An_exemption_carries_its_reason()
    {
        Assert.Equal(new AppliedTax("E", TaxCategory.Exempt, default, "Diplomatic mission"), Embassy.ToTax());
        Assert.Equal("VATEX-EU-AE", new TaxExemption(TaxCategory.ReverseCharge, "Art. 196").ToTax().ExemptionCode);
    }

    [Fact]
    public void A_taxed_category_is_no_exemption() =>
        Assert.Equal(CatalogErrors.BadTaxRate, Assert.Throws<RuleViolationException>(() => new TaxExemption(TaxCategory.Standard, "why").ToTax()).Code);
}
