using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Domain.Tests.Numbering;
using Psa.Sellers;
using Psa.Usage;

namespace Psa.Domain.Tests.Sellers;

public class BillingEntityTests
{
    [Fact]
    public void A_complete_entity_has_no_problems() => Assert.Empty((ASeries.Entity with { MinimumInvoice = Money.Of(5m, Currency.EUR) }).Validate());

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        var bad = ASeries.Entity with
        {
            Code = "A-1",
            LegalName = "",
            VatNumber = "",
            Address = new Address { Country = "UK" },
            MinimumInvoice = Money.Of(5m, Currency.USD),
            PayableSteps = [Money.Of(0.05m, Currency.CHF), Money.Of(0m, Currency.SEK), Money.Of(1m, Currency.CHF), Money.Of(-1m, Currency.NOK), default],
            InvoiceFooter = "[IBAN]",
        };

        Assert.Equal(
            [
                (SellerErrors.BadEntityCode, "Code"),
                (SellerErrors.IncompleteEntity, "LegalName"),
                (SellerErrors.IncompleteEntity, "VatNumber"),
                (SellerErrors.IncompleteEntity, "Address.City"),
                (SellerErrors.IncompleteEntity, "Address.Country"),
                (SellerErrors.BadMinimum, "MinimumInvoice"),
                (SellerErrors.BadPayableStep, "PayableSteps[1]"),
                (SellerErrors.BadPayableStep, "PayableSteps[2]"),
                (SellerErrors.BadPayableStep, "PayableSteps[3]"),
                (SellerErrors.BadPayableStep, "PayableSteps[4]"),
                (SellerErrors.UnknownPlaceholder, "InvoiceFooter"),
            ],
            bad.Validate().Select(x => (x.Code, x.Where)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ELEVENCHARS")]
    [InlineData("A B")]
    public void A_code_is_1_to_10_letters_and_digits(string code) =>
        Assert.Equal(SellerErrors.BadEntityCode, Assert.Single((ASeries.Entity with { Code = code }).Validate()).Code);
}
