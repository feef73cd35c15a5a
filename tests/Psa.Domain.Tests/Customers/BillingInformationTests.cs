using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Domain.Tests.Services;
using Psa.Sellers;
using Psa.Usage;

namespace Psa.Domain.Tests.Customers;

public sealed class BillingInformationTests
{
    [Fact]
    public void Nothing_at_all_misses_every_field_at_once() =>
        Assert.Equal(["LegalName", "Email", "Language", "Address.Country", "Address.City", "Currency", "TaxCode"], ((BillingInformation?)null).MissingFields());

    [Fact]
    public void Complete_information_misses_nothing()
    {
        Assert.Empty(AnOffice.Complete.MissingFields());
        Assert.True(AnOffice.Complete.IsComplete());
    }

    [Fact]
    public void Each_field_is_missed_by_itself_and_blanks_are_nothing()
    {
        var address = AnOffice.Complete.Address!;
        Assert.Equal(["LegalName"], (AnOffice.Complete with { LegalName = " " }).MissingFields());
        Assert.Equal(["Email"], (AnOffice.Complete with { Email = string.Empty }).MissingFields());
        Assert.Equal(["Language"], (AnOffice.Complete with { Language = null }).MissingFields());
        Assert.Equal(["Address.Country"], (AnOffice.Complete with { Address = address with { Country = string.Empty } }).MissingFields());
        Assert.Equal(["Address.City"], (AnOffice.Complete with { Address = address with { City = string.Empty } }).MissingFields());
        Assert.Equal(["Address.Country", "Address.City"], (AnOffice.Complete with { Address = null }).MissingFields());
        Assert.Equal(["Currency"], (AnOffice.Complete with { Currency = null }).MissingFields());
        Assert.Equal(["TaxCode"], (AnOffice.Complete with { TaxCode = null }).MissingFields());
    }

    [Fact]
    public void An_exemption_stands_for_a_tax_code() =>
        Assert.True((AnOffice.Complete with { TaxCode = null, TaxExemption = new(TaxCategory.Exempt, "Art. 44") }).IsComplete());

    [Fact]
    public void Those_that_lack_it_are_named_all_at_once()
    {
        var (one, two, three) = (ACustomer(1, AnOffice.Complete), ACustomer(2, null), ACustomer(3, AnOffice.Complete with { Email = null }));
        var refusal = Assert.Throws<BillingInformationRequiredException>(() => BillingInformationRules.RequireComplete(one, two, three));
        Assert.Equal("billing_information.required", refusal.Code);
        Assert.Equal([two.Id.Value, three.Id.Value], refusal.Customers);
        BillingInformationRules.RequireComplete(one);
    }

    [Fact]
    public void What_cannot_be_right_is_found_all_at_once()
    {
        var wrong = AnOffice.Complete with
        {
            Email = "no address",
            Address = new() { City = "London", Country = "UK" },
            PaymentMethod = PaymentMethod.DirectDebit,
            TaxExemption = new(TaxCategory.Standard, string.Empty),
            InvoiceRecipients = ["a@b.example", "a@b@c"],
        };
        Assert.Equal(
            ["Email", "Address.Country", "BankAccount", "TaxExemption.Category", "TaxExemption.Reason", "InvoiceRecipients[1]"],
            wrong.Validate().Select(problem => problem.Where));
        Assert.All(wrong.Validate(), problem => Assert.Equal(CustomerErrors.BadBillingInformation, problem.Code));
        Assert.Empty(AnOffice.Complete.Validate());
        Assert.Empty(new BillingInformation().Validate());
    }

    private static Customer ACustomer(int number, BillingInformation? information) => new()
    {
        Id = new(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])),
        Tenant = AnOffice.Tenant,
        Payer = new(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])),
        Number = "1",
        Name = "Contoso",
        BillingInformation = information,
    };
}
