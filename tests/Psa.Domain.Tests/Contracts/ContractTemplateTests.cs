using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Domain.Tests.Services;
using Psa.Events;
using static Psa.Domain.Tests.Services.AnOffice;

namespace Psa.Domain.Tests.Contracts;

/// <summary>Templates of contracts in the services (R-TEMPLATE).</summary>
public sealed class ContractTemplateTests
{
    private static readonly LocalDate Start = new(2026, 1, 1);

    [Theory]
    [InlineData("2026-01-01", "2026-01-31", 0, 30)]
    [InlineData("2026-01-01", "2027-01-01", 12, 0)]
    [InlineData("2026-01-31", "2026-02-28", 1, 0)]
    [InlineData("2026-01-31", "2026-03-31", 2, 0)]
    [InlineData("2026-01-31", "2026-03-01", 1, 1)]
    [InlineData("2024-02-29", "2025-02-28", 12, 0)]
    [InlineData("2024-02-29", "2025-03-01", 12, 1)]
    [InlineData("2026-03-01", "2026-02-27", -1, 26)]
    public void A_day_is_told_in_months_and_the_days_that_are_left(string start, string date, int months, int days)
    {
        var (from, day) = (LocalDateOf(start), LocalDateOf(date));
        Assert.Equal(new(months, days), StartOffset.Of(from, day));
        Assert.Equal(day, new StartOffset(months, days).From(from));
    }

    [Fact]
    public async Task A_contract_is_saved_started_for_another_customer_and_saved_again()
    {
        var (office, contract, part) = await AgreedAsync();
        var template = await office.Contracts.SaveTemplateAsync(Ann, contract.Id, " Managed ");
        var other = await office.ABillableCustomerAsync("10002");
        var started = await office.Contracts.StartFromTemplateAsync(Ann, template.Id, new() { Customer = other.Id, EffectiveFrom = new(2026, 2, 1), Number = "C-2", PurchaseOrderNumber = "PO 7" });

        Assert.Equal(
            ("Managed", "C-2", "PO 7", ContractStatus.Draft, template.Id, new LocalDate(2027, 1, 31)),
            (started.Name, started.Number, started.PurchaseOrderNumber!, started.Status, started.Template, started.LastDay!.Value));
        Assert.Equal([new(2026, 2, 1), new(2026, 5, 1)], started.Cycles.Select(static entry => entry.EffectiveFrom));
        var copied = Assert.Single(await office.Contracts.PartsOfAsync(Ann, started.Id));

        // thirty days from 1 February; what was agreed on 15 March is two months and a half from the start; the withdrawn entry isn't there
        Assert.Equal((new LocalDate(2026, 3, 2), other.Id), (copied.TrialLastDay!.Value, copied.Customer));
        Assert.Equal([(new(2026, 2, 1), part.Terms[0].Quantity), (new LocalDate(2026, 4, 15), 12m)], copied.Terms.Select(static entry => (entry.EffectiveFrom, entry.Quantity)));
        Assert.Equal(new(copied.Id.Value), copied.Terms[0].Id!.Value);

        Assert.Equal(template, await office.Contracts.SaveTemplateAsync(Ann, started.Id, "Managed"));
        var again = await office.Contracts.SaveTemplateAsync(Ann, started.Id, "Managed again");
        Assert.Equal(template, again with { Id = template.Id, Name = template.Name, Version = template.Version });
        Assert.Equal(
            [EventKinds.ContractTemplateSaved, EventKinds.ContractCreated, EventKinds.ContractTemplateSaved],
            (await office.EventsAsync()).Select(static one => one.Kind).Where(static kind => kind is EventKinds.ContractTemplateSaved or EventKinds.ContractCreated).Skip(1));
        await office.Contracts.ActivateAsync(Ann, started.Id);
    }

    [Fact]
    public async Task A_contract_is_started_once_for_an_id()
    {
        var (office, contract, _) = await AgreedAsync();
        var template = await office.Contracts.SaveTemplateAsync(Ann, contract.Id, "Managed");
        var request = new NewTemplatedContract { Id = office.Ids.Next<Contract>(), Customer = contract.Customer, EffectiveFrom = Start, Number = "C-2", Name = "Second" };
        var started = await office.Contracts.StartFromTemplateAsync(Ann, template.Id, request);
        Assert.Equal(("Second", request.Id), (started.Name, started.Id));
        Assert.Equal(started, await office.Contracts.StartFromTemplateAsync(Ann, template.Id, request));
        await office.Contracts.DeleteTemplateAsync(Ann, template.Id);
        Assert.Equal(started, await office.Contracts.FindAsync(Ann, started.Id));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Contracts.StartFromTemplateAsync(Ann, template.Id, request with { Id = null, Number = "C-3" }));
    }

    [Fact]
    public async Task A_contract_doesnt_change_its_template()
    {
        var (office, contract, _) = await AgreedAsync();
        var template = await office.Contracts.SaveTemplateAsync(Ann, contract.Id, "Managed");
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => office.Contracts.UpdateAsync(Ann, contract with { Template = template.Id }));
        Assert.Equal((ContractErrors.OwnStep, "Template"), (refused.Code, Assert.Single(refused.Fields)));
    }

    [Fact]
    public async Task Inactive_products_are_named_by_line_or_left_out()
    {
        var office = await OpenAsync();
        var products = new List<Product>();
        foreach (var number in new[] { "P-1", "P-2", "P-3" })
        {
            products.Add(await office.Catalog.SaveProductAsync(Ann, new() { Id = default, Tenant = Tenant, Number = number, Name = number, Kind = ProductKind.Service, Unit = "C62" }));
        }

        var customer = await office.ABillableCustomerAsync();
        var (contract, _) = await office.AnActiveContractAsync(customer, [.. products.Select(static product => APart() with { Product = product.Id, Text = product.Number })]);
        var template = await office.Contracts.SaveTemplateAsync(Ann, contract.Id, "Managed");
        await office.Catalog.SaveProductAsync(Ann, products[0] with { IsActive = false });
        await office.Catalog.SaveProductAsync(Ann, products[2] with { IsActive = false });

        var request = new NewTemplatedContract { Customer = customer.Id, EffectiveFrom = Start, Number = "C-2" };
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => office.Contracts.StartFromTemplateAsync(Ann, template.Id, request));
        Assert.Equal(CatalogErrors.InactiveProduct, refused.Code);
        Assert.Equal(["Parts[0].Product", "Parts[2].Product"], refused.Fields);
        var started = await office.Contracts.StartFromTemplateAsync(Ann, template.Id, request with { LeavesOutInactive = true });
        Assert.Equal("P-2", Assert.Single(await office.Contracts.PartsOfAsync(Ann, started.Id)).Text);
    }

    [Fact]
    public async Task Templates_are_listed_renamed_and_deleted()
    {
        var (office, contract, _) = await AgreedAsync();
        var managed = await office.Contracts.SaveTemplateAsync(Ann, contract.Id, "Managed");
        var backup = await office.Contracts.SaveTemplateAsync(Ann, contract.Id, "Backup");
        Assert.Equal(["Backup", "Managed"], await NamesAsync());
        Assert.Equal(["Managed", "Backup"], (await office.Contracts.ListTemplatesAsync(Ann, new() { Size = 10 }, descending: true)).Items.Select(static one => one.Name));

        var renamed = await office.Contracts.RenameTemplateAsync(Ann, backup.Id, " Office ");
        Assert.Equal("Office", renamed.Name);
        Assert.Equal(renamed, await office.Contracts.RenameTemplateAsync(Ann, backup.Id, "Office"));
        var told = (await office.EventsAsync())[^1];
        Assert.Equal((EventKinds.ContractTemplateRenamed, "Backup", "Office"), (told.Kind, told.From, told.To));
        Assert.Equal(renamed, await office.Contracts.FindTemplateAsync(Ann, backup.Id));

        await RefusedAsync(ContractErrors.DuplicateTemplate, () => office.Contracts.RenameTemplateAsync(Ann, backup.Id, "Managed"));
        await RefusedAsync(ContractErrors.TemplateUnnamed, () => office.Contracts.RenameTemplateAsync(Ann, backup.Id, " "));
        await RefusedAsync(ContractErrors.TemplateUnnamed, () => office.Contracts.SaveTemplateAsync(Ann, contract.Id, " "));
        await office.Contracts.ChangeDatesAsync(Ann, contract.Id, Start, new(2027, 6, 30));
        await RefusedAsync(ContractErrors.DuplicateTemplate, () => office.Contracts.SaveTemplateAsync(Ann, contract.Id, "Managed"));

        await office.Contracts.DeleteTemplateAsync(Ann, managed.Id);
        await office.Contracts.DeleteTemplateAsync(Ann, managed.Id);
        Assert.Equal(["Office"], await NamesAsync());
        Assert.Equal(1, (await office.EventsAsync()).Count(static one => one.Kind == EventKinds.ContractTemplateDeleted));

        async Task<IEnumerable<string>> NamesAsync() => (await office.Contracts.ListTemplatesAsync(Ann, new() { Size = 10 })).Items.Select(static one => one.Name);
    }

    [Fact]
    public async Task A_customers_manager_sees_no_templates()
    {
        var (office, contract, _) = await AgreedAsync();
        var template = await office.Contracts.SaveTemplateAsync(Ann, contract.Id, "Managed");
        var client = Actor.Create(Tenant, UserId.Of("bo"), "Bo", [Role.ClientManager], AccessTable.Default, contract.Customer.Value);
        await Assert.ThrowsAsync<PermissionDeniedException>(() => office.Contracts.FindTemplateAsync(client, template.Id));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => office.Contracts.ListTemplatesAsync(client, new() { Size = 10 }));
    }

    private static async Task RefusedAsync(string code, Func<Task> call)
    {
        var refused = await Assert.ThrowsAnyAsync<PsaException>(call);
        Assert.Equal(code, refused is ValidationFailedException invalid ? invalid.Problems[0].Code : refused.Code);
    }

    private static LocalDate LocalDateOf(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    // a year, by the quarter from April on; thirty days of trial, a change on 15 March, and a slip
    private static async Task<(AnOffice Office, Contract Contract, ContractPart Part)> AgreedAsync()
    {
        var office = await OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        var contract = await office.Contracts.CreateAsync(Ann, AContract(customer, APart() with { TrialLastDay = new(2026, 1, 30), BillFrom = new(2026, 2, 1) }) with { LastDay = new(2026, 12, 31), PurchaseOrderNumber = "PO 1" });
        contract = (await office.Contracts.ActivateAsync(Ann, contract.Id)).Contract;
        contract = await office.Contracts.ChangeCycleAsync(Ann, contract.Id, new(new(2026, 4, 1), BillingCycle.Quarterly));
        var part = (await office.Contracts.PartsOfAsync(Ann, contract.Id))[0];
        await office.Contracts.ChangeQuantityAsync(Ann, part.Id, 12m, new(2026, 3, 15));
        part = await office.Contracts.ChangeQuantityAsync(Ann, part.Id, 120m, new(2026, 3, 20));
        part = await office.Contracts.WithdrawTermsAsync(Ann, part.Id, part.Terms[2].Id!.Value, "a slip");
        return (office, contract, part);
    }
}
