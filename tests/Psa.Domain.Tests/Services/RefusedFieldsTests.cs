using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Records;
using Psa.Runs;
using Psa.SalesItems;

namespace Psa.Domain.Tests.Services;

/// <summary>A refusal names the fields it is about: all that are wrong at once, so that a screen can mark them.</summary>
public sealed class RefusedFieldsTests
{
    private static readonly LocalDate Start = new(2026, 1, 1);

    private static readonly Guid Nowhere = new("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4aff");

    [Fact]
    public async Task All_of_a_new_customer_that_is_wrong_is_named()
    {
        var office = await AnOffice.OpenAsync();
        var wrong = new NewCustomer
        {
            Number = " ",
            Name = string.Empty,
            ConsolidateBilling = true,
            BillingInformation = AnOffice.Complete with { Email = "nobody", Address = new() { City = "Gent", Country = "Belgium" }, PaymentMethod = PaymentMethod.DirectDebit, InvoiceRecipients = ["a@b", "c"] },
        };
        await RefusesAsync(
            CustomerErrors.Incomplete,
            () => office.Customers.CreateAsync(AnOffice.Ann, wrong),
            "Number", "Name", "Parent", "BillingInformation.Email", "BillingInformation.Address.Country", "BillingInformation.BankAccount", "BillingInformation.InvoiceRecipients[1]");
    }

    [Fact]
    public async Task What_the_border_refuses_is_named_with_its_path()
    {
        var office = await AnOffice.OpenAsync();
        var wrong = new NewCustomer { Number = "A\u200b1", Name = null!, TrialLastDay = new(1, 1, 1), BillingInformation = AnOffice.Complete with { Address = new() { City = "G\0", Country = "BE" } } };
        await RefusesAsync(MoneyErrors.BadText, () => office.Customers.CreateAsync(AnOffice.Ann, wrong), "Number", "Name", "TrialLastDay", "BillingInformation.Address.City");
        await RefusesAsync(MoneyErrors.Missing, () => office.Items.CancelAsync(AnOffice.Ann, default, null!), "Reason");
    }

    [Fact]
    public async Task What_is_taken_or_isnt_there_names_its_field()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.Customers.CreateAsync(AnOffice.Ann, new() { Number = "C1", Name = "Contoso" });
        await RefusesAsync(CustomerErrors.NumberTaken, () => office.Customers.CreateAsync(AnOffice.Ann, new() { Number = "C1", Name = "Other" }), "Number");
        await RefusesAsync(PsaErrors.NotFound, () => office.Customers.CreateAsync(AnOffice.Ann, new() { Number = "C2", Name = "Other", Parent = new(Nowhere) }), "Parent");
        await RefusesAsync(CustomerErrors.PayerDerived, () => office.Customers.UpdateAsync(AnOffice.Ann, customer with { Payer = new(Nowhere) }), "Payer");
        await RefusesAsync(
            PsaErrors.NotFound,
            () => office.Customers.SaveBillingInformationAsync(AnOffice.Ann, customer.Id, AnOffice.Complete with { DefaultBillingEntity = new(Nowhere) }),
            "BillingInformation.DefaultBillingEntity");
        await RefusesAsync(
            PsaErrors.BillingInformationRequired,
            () => office.Items.CreateAsync(AnOffice.Ann, new() { Customer = customer.Id, BillingDate = Start, Lines = [new() { Text = "x", UnitPrice = UnitPrice.Of(1m, Currency.EUR) }] }),
            "BillingInformation.LegalName", "BillingInformation.Email", "BillingInformation.Language", "BillingInformation.Address.Country", "BillingInformation.Address.City", "BillingInformation.Currency", "BillingInformation.TaxCode");
    }

    [Fact]
    public async Task All_lines_and_parts_that_name_what_isnt_there_are_named()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.Customers.CreateAsync(AnOffice.Ann, new() { Number = "C1", Name = "Contoso", BillingInformation = AnOffice.Complete });
        var (price, nowhere) = (UnitPrice.Of(1m, Currency.EUR), new Id<Product>(Nowhere));
        await office.Catalog.SaveTaxTableAsync(AnOffice.Ann, new() { Id = default, Tenant = AnOffice.Tenant, Entries = [TaxTableEntry.Taxed("S21", "21 %", new TaxRate(Start, Percent.Of(21)))] });

        NewDocumentLine[] lines = [new() { Text = "good", UnitPrice = price }, new() { Text = "x", UnitPrice = price, Product = nowhere }, new() { Text = "y", UnitPrice = price, Product = nowhere, TaxCode = "NO" }];
        var item = new NewSalesItem { Customer = customer.Id, BillingDate = Start, Lines = lines.ToValueList() };
        await RefusesAsync(PsaErrors.NotFound, () => office.Items.CreateAsync(AnOffice.Ann, item), "Lines[1].Product", "Lines[2].Product", "Lines[2].TaxCode");
        await RefusesAsync(PsaErrors.NotFound, () => office.Items.CreateAsync(AnOffice.Ann, item with { Contract = new(Nowhere), Lines = [lines[0]] }), "Contract");

        NewContractPart[] parts = [new() { Text = "x", Quantity = 1m, UnitPrice = price, TaxCode = "NO" }, new() { Text = "y", Quantity = 1m, UnitPrice = price, Product = nowhere }];
        var contract = new NewContract { Customer = customer.Id, Number = "K1", Name = "Support", EffectiveFrom = Start, Cycle = BillingCycle.Monthly, Parts = parts.ToValueList() };
        await RefusesAsync(PsaErrors.NotFound, () => office.Contracts.CreateAsync(AnOffice.Ann, contract), "Parts[1].Product", "Parts[0].TaxCode");
        await RefusesAsync(
            ContractErrors.Incomplete,
            () => office.Contracts.CreateAsync(AnOffice.Ann, contract with { Parts = [parts[0] with { Text = " ", UnitPrice = null }, parts[1] with { LastDay = Start.PlusDays(-2) }] }),
            "Parts[0].Text", "Parts[0].Terms[0]", "Parts[1].LastDay");
    }

    [Fact]
    public async Task An_edit_names_each_field_that_it_may_not_change()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.Customers.CreateAsync(AnOffice.Ann, new() { Number = "C1", Name = "Contoso", BillingInformation = AnOffice.Complete });
        var contract = await office.Contracts.CreateAsync(AnOffice.Ann, new() { Customer = customer.Id, Number = "K1", Name = "Support", EffectiveFrom = Start, Cycle = BillingCycle.Monthly });
        await RefusesAsync(ContractErrors.Fixed, () => office.Contracts.UpdateAsync(AnOffice.Ann, contract with { Currency = Currency.USD, BillingEntity = new(Nowhere) }), "BillingEntity", "Currency");
        await RefusesAsync(ContractErrors.OwnStep, () => office.Contracts.UpdateAsync(AnOffice.Ann, contract with { LastDay = Start, Status = ContractStatus.Active }), "Status", "LastDay");
    }

    [Fact]
    public void Malformed_text_names_the_field_of_its_path()
    {
        static ValueList<string> FieldsOf(string json) => Assert.Throws<InvalidDataPsaException>(() => PsaJson.Read(json, PsaJsonContext.Default.NewCustomer)).Fields;
        Assert.Equal(["BillingInformation.Address.City"], FieldsOf("""{"number":"1","name":"n","billingInformation":{"address":{"city":null}}}"""));
        Assert.Equal([], FieldsOf("[]"));
    }

    [Fact]
    public async Task All_options_that_are_wrong_are_named()
    {
        var office = await AnOffice.OpenAsync();
        var runs = new Psa.Services.BillingRunService(office.Store, office.Clock, office.Ids, new Psa.Documents.TaxTableCalculator());
        await RefusesAsync(RunErrors.BadOptions, () => runs.CalculateAsync(AnOffice.Ann, default, new BillingRunOptions { BatchSize = 0, Lease = Duration.Zero }), "BatchSize", "Lease");
    }

    private static async Task RefusesAsync(string code, Func<Task> call, params string[] fields)
    {
        var refusal = await Assert.ThrowsAnyAsync<PsaException>(call);
        Assert.Equal((code, string.Join(' ', fields)), (refusal.Code, string.Join(' ', refusal.Fields)));
    }
}
