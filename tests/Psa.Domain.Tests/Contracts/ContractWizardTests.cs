using System.Text.Json;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Domain.Tests.Services;
using Psa.Records;
using Psa.SalesItems;
using Psa.Usage;

namespace Psa.Domain.Tests.Contracts;

public sealed class ContractWizardTests
{
    [Fact]
    public async Task The_wizard_goes_from_terms_to_billing_information_to_parts_and_stores_all_at_once()
    {
        var (office, wizard) = await StartAsync(isComplete: false);
        var customer = await office.Customers.FindAsync(AnOffice.Ann, wizard.Customer);
        var draft = await office.StoreAsync(office.AnItem(customer!, SalesItemStatus.Draft));
        Assert.Equal(ContractWizardStep.Terms, wizard.Step);

        wizard = wizard.WithTerms(Terms(wizard));
        Assert.Equal(ContractWizardStep.BillingInformation, wizard.Step);
        wizard = wizard.WithBillingInformation(AnOffice.Complete with { Email = null, Address = null });
        Assert.Equal(ContractWizardStep.BillingInformation, wizard.Step);
        Assert.Equal(
            ["BillingInformation.Email", "BillingInformation.Address.Country", "BillingInformation.Address.City"],
            wizard.Problems().Select(problem => problem.Where));
        wizard = wizard.WithBillingInformation(AnOffice.Complete);

        Assert.Equal(ContractWizardStep.Parts, wizard.Step);
        var (priced, unpriced) = (wizard.Parts[1], wizard.Parts[0]);
        Assert.Equal(("Cloud storage", 30m, PriceBehaviour.UseCurrent, null, 0.25m), (priced.Text, priced.Quantity, priced.PriceBehaviour, priced.UnitPrice, wizard.Services[1].CatalogPrice!.Value.Amount));
        Assert.Equal(("backup", PriceBehaviour.Locked, null), (unpriced.Text, unpriced.PriceBehaviour, unpriced.UnitPrice));
        Assert.Equal([(ContractErrors.PriceMissing, "Parts[0].Terms[0]")], wizard.Problems().Select(problem => (problem.Code, problem.Where)));

        wizard = wizard.WithParts([priced]);
        Assert.Equal(ContractWizardStep.Finish, wizard.Step);
        var contract = (await office.Wizard.FinishAsync(AnOffice.Ann, wizard)).Contract;
        Assert.Equal(ContractStatus.Active, contract.Status);
        Assert.Equal(contract, await office.Contracts.FindAsync(AnOffice.Ann, contract.Id));
        var part = Assert.Single((await office.Contracts.PartsOfAsync(AnOffice.Ann, contract.Id)).ToArray());
        Assert.Equal("storage", part.QuantitySource.ServiceCode);
        Assert.Equal(AnOffice.Complete, (await office.Customers.FindAsync(AnOffice.Ann, wizard.Customer))?.BillingInformation);
        Assert.Equal(SalesItemStatus.Pending, (await office.Items.FindAsync(AnOffice.Ann, draft.Id))?.Status);
    }

    [Fact]
    public async Task Complete_billing_information_skips_its_step_and_removed_parts_do_not_come_back()
    {
        var (_, wizard) = await StartAsync(isComplete: true);
        wizard = wizard.WithTerms(Terms(wizard));
        Assert.Equal(ContractWizardStep.Parts, wizard.Step);
        wizard = wizard.WithParts([]).GoTo(ContractWizardStep.Terms).WithTerms(Terms(wizard));
        Assert.Equal(ContractWizardStep.Parts, wizard.Step);
        Assert.Empty(wizard.Parts.ToArray());
    }

    [Fact]
    public async Task Steps_are_not_jumped_and_wrong_input_is_kept_with_all_that_is_wrong()
    {
        var (office, wizard) = await StartAsync(isComplete: false);
        Assert.Equal(ContractErrors.StepMissing, Assert.Throws<RuleViolationException>(() => wizard.WithParts([])).Code);
        Assert.Equal(ContractErrors.StepMissing, Assert.Throws<RuleViolationException>(() => wizard.WithBillingInformation(AnOffice.Complete)).Code);
        var wrong = wizard.WithTerms(Terms(wizard) with { Name = string.Empty, LastDay = new LocalDate(2020, 1, 1) });
        Assert.Equal((ContractWizardStep.Terms, string.Empty), (wrong.Step, wrong.Terms?.Name));
        Assert.Equal([ContractErrors.Incomplete, ContractErrors.EndBeforeStart], wrong.Problems(ContractWizardStep.Terms).Select(problem => problem.Code));
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => office.Wizard.FinishAsync(AnOffice.Ann, wrong));
        Assert.Equal(9, refusal.Problems.Count);
    }

    [Fact]
    public async Task A_host_keeps_it_as_json_between_two_steps()
    {
        var (_, wizard) = await StartAsync(isComplete: false);
        wizard = wizard.WithTerms(Terms(wizard)).WithBillingInformation(AnOffice.Complete);
        var json = JsonSerializer.Serialize(wizard, PsaJsonContext.Default.ContractWizard);
        Assert.Equal(wizard, JsonSerializer.Deserialize(json, PsaJsonContext.Default.ContractWizard));
    }

    private static NewContract Terms(ContractWizard wizard) => new() { Customer = wizard.Customer, Name = "Cloud", Number = "C-9", EffectiveFrom = new(2026, 4, 1) };

    private static async Task<(AnOffice Office, ContractWizard Wizard)> StartAsync(bool isComplete)
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ACustomerAsync(isComplete ? AnOffice.Complete : null);
        var product = await office.Catalog.SaveProductAsync(
            AnOffice.Ann,
            new() { Id = default, Tenant = AnOffice.Tenant, Number = "ST", Name = "Cloud storage", Kind = ProductKind.ManagedService, Unit = "C62", ServiceCode = "storage" });
        await office.Catalog.SavePriceListAsync(AnOffice.Ann, new()
        {
            Id = default,
            Tenant = AnOffice.Tenant,
            Name = "2026",
            Currency = Currency.EUR,
            ValidFrom = new(2026, 1, 1),
            Items = [new(product.Id, "C62", [new(new(2026, 1, 1), UnitPrice.Of(0.25m, Currency.EUR))])],
        });
        await office.Usage.ImportAsync(
            AnOffice.Ann,
            new("vendor"),
            new[]
            {
                Reading("1", "storage", new(2026, 2, 3), 100m), Reading("2", "storage", new(2026, 3, 3), 10m),
                Reading("3", "storage", new(2026, 3, 4), 20m), Reading("4", "backup", new(2026, 3, 4), 1m),
            }.ToAsyncEnumerable());
        return (office, await office.Wizard.StartAsync(AnOffice.Ann, customer.Id));
    }

    private static UsageReading Reading(string id, string service, LocalDate date, decimal quantity) =>
        new() { SourceId = id, CustomerNumber = "10001", ServiceCode = service, Date = date, Quantity = quantity, Unit = "GB" };
}
