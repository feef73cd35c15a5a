using Psa.Contracts;
using Psa.Customers;
using Psa.Domain.Tests.Runs;
using Psa.Numbering;
using Psa.Runs;
using Psa.SalesItems;
using static Psa.Domain.Tests.Services.AnOffice;

namespace Psa.Domain.Tests.Services;

/// <summary>A call whose answer was lost is repeated with the same id, and does nothing twice: no record, no event, no number.</summary>
public sealed class RepeatedCallTests
{
    [Fact]
    public async Task A_customer_is_made_once()
    {
        var office = await OpenAsync();
        var request = new NewCustomer { Id = office.Ids.Next<Customer>(), Number = "1", Name = "Contoso" };
        await TwiceAsync(office, o => o.Customers.CreateAsync(Ann, request));
    }

    [Fact]
    public async Task A_contract_with_a_number_from_a_series_is_made_once_and_takes_one_number()
    {
        var office = await OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        var series = await office.Numbering.CreateSeriesAsync(Ann, new() { BillingEntity = Entity, Purpose = NumberPurpose.Contract, Pattern = "C-{seq:000}" });
        await office.Numbering.ConfirmAsync(Ann, series.Id);
        var request = AnOffice.AContract(customer, APart() with { Id = office.Ids.Next<ContractPart>() }) with { Id = office.Ids.Next<Contract>(), Number = null };
        var contract = await TwiceAsync(office, o => o.Contracts.CreateAsync(Ann, request));
        Assert.Equal("C-001", contract.Number);
        Assert.Equal(2, (await office.Numbering.SeriesOfAsync(Ann, Entity))[0].NextNumber);
        Assert.Equal(request.Parts[0].Id, Assert.Single(await PartsOfAsync(office, contract)).Id);
    }

    [Fact]
    public async Task A_part_and_an_entry_of_its_terms_are_made_once()
    {
        var office = await OpenAsync();
        var (contract, _) = await office.AnActiveContractAsync(await office.ABillableCustomerAsync());
        var request = APart() with { Id = office.Ids.Next<ContractPart>() };
        var part = await TwiceAsync(office, o => o.Contracts.AddPartAsync(Ann, contract.Id, request));
        var raise = new PartTerms(new(2026, 2, 1), 12m, UnitPrice.Of(5m, Currency.EUR)) { Id = office.Ids.Next<PartTerms>() };
        await TwiceAsync(office, o => o.Contracts.ChangeTermsAsync(Ann, part.Id, raise));

        // somebody else changed it in between: the first change stays where it was
        await office.Contracts.ChangeTermsAsync(Ann, part.Id, raise with { Quantity = 20m, Id = null });
        var changed = await office.Contracts.ChangeTermsAsync(Ann, part.Id, raise);
        Assert.Equal([10m, 12m, 20m], changed.Terms.AsEnumerable().Select(terms => terms.Quantity));
    }

    [Fact]
    public async Task An_item_by_hand_is_made_once()
    {
        var office = await OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        var request = new NewSalesItem
        {
            Id = office.Ids.Next<SalesItem>(),
            Customer = customer.Id,
            BillingDate = new(2026, 3, 1),
            Lines = [new() { Text = "Work", Quantity = 1m, UnitPrice = UnitPrice.Of(80m, Currency.EUR) }],
        };
        await TwiceAsync(office, o => o.Items.CreateAsync(Ann, request));
    }

    [Fact]
    public async Task A_wizard_is_finished_once()
    {
        var office = await OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        var wizard = (await office.Wizard.StartAsync(Ann, customer.Id)) with { Terms = AnOffice.AContract(customer), Parts = [APart()], PartsFilledIn = true, Step = ContractWizardStep.Finish };
        await TwiceAsync(office, o => o.Wizard.FinishAsync(Ann, wizard));
    }

    [Fact]
    public async Task A_run_is_planned_once()
    {
        var world = await AWorld.CreateAsync();
        var plan = AWorld.Plan(new(2025, 1, 31)) with { Id = DerivedId.Create<BillingRun>(AWorld.Tenant, "a run") };
        Assert.Equal(await world.Runs.PlanAsync(world.Actor, plan), await world.Runs.PlanAsync(world.Actor, plan));
    }

    [Fact]
    public async Task An_id_that_another_record_has_is_a_conflict()
    {
        var office = await OpenAsync();
        var (first, parts) = await office.AnActiveContractAsync(await office.ABillableCustomerAsync(), APart());
        var other = await office.ABillableCustomerAsync("2");
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => office.Contracts.CreateAsync(Ann, AnOffice.AContract(other) with { Id = first.Id, Number = "C-2" }));
        var second = await office.Contracts.CreateAsync(Ann, AnOffice.AContract(other) with { Number = "C-2" });
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => office.Contracts.AddPartAsync(Ann, second.Id, APart() with { Id = parts[0].Id }));
    }

    /// <summary>Calls once and loses the answer; then again.</summary>
    private static async Task<T> TwiceAsync<T>(AnOffice office, Func<AnOffice, Task<T>> call)
    {
        var lossy = new HookedStore(office.Store) { AfterCommit = static () => throw new IOException("the answer is lost") };
        var lost = office.Through(lossy);
        await Assert.ThrowsAsync<IOException>(() => call(lost));
        var events = (await office.EventsAsync()).Count;
        var made = await call(office);
        Assert.Equal(events, (await office.EventsAsync()).Count);
        Assert.Equal(made, await call(office));
        return made;
    }

    private static async Task<List<ContractPart>> PartsOfAsync(AnOffice office, Contract contract) => [.. await office.Contracts.PartsOfAsync(Ann, contract.Id)];
}
