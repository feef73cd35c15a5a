using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Events;
using Psa.Numbering;

namespace Psa.Domain.Tests.Services;

public sealed class ContractServiceTests
{
    private static readonly LocalDate Through = new(2026, 3, 31);

    [Fact]
    public async Task A_contract_without_billing_information_is_refused_naming_the_customer()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ACustomerAsync();
        var refusal = await Assert.ThrowsAsync<BillingInformationRequiredException>(() => office.Contracts.CreateAsync(AnOffice.Ann, AnOffice.AContract(customer)));
        Assert.Equal([customer.Id.Value], refusal.Customers);
    }

    [Fact]
    public async Task A_contract_is_drafted_with_its_parts_and_activated()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        var draft = await office.Contracts.CreateAsync(AnOffice.Ann, AnOffice.AContract(customer, AnOffice.APart(), AnOffice.AMeteredPart()));
        Assert.Equal((ContractStatus.Draft, AnOffice.Entity, Currency.EUR), (draft.Status, draft.BillingEntity, draft.Currency));
        var parts = await office.Contracts.PartsOfAsync(AnOffice.Ann, draft.Id);
        Assert.Equal(["Backup", "Storage"], parts.Select(part => part.Text));
        Assert.Equal(new PartTerms(new(2026, 1, 1), 10m, UnitPrice.Of(5m, Currency.EUR), Pricing: PricingScheme.PerUnit) { Id = new(parts[0].Id.Value) }, parts[0].Terms[0]);

        var active = (await office.Contracts.ActivateAsync(AnOffice.Ann, draft.Id)).Contract;
        Assert.Equal(ContractStatus.Active, active.Status);
        Assert.Equal(active, await office.Contracts.FindAsync(AnOffice.Ann, draft.Id));
        Assert.Equal(PsaErrors.ActionNotAllowed, (await Assert.ThrowsAsync<RuleViolationException>(() => office.Contracts.DiscardAsync(AnOffice.Ann, draft.Id))).Code);
        var events = await office.EventsAsync();
        Assert.Equal([EventKinds.ContractCreated, EventKinds.ContractActivated], events.Where(one => one.RecordKind == nameof(Contract)).Select(one => one.Kind));
    }

    [Fact]
    public async Task Everything_wrong_is_reported_and_nothing_stored()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        var wrong = AnOffice.AContract(customer, AnOffice.APart() with { Text = string.Empty, UnitPrice = null }) with { Name = string.Empty };
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => office.Contracts.CreateAsync(AnOffice.Ann, wrong));
        Assert.Equal(["Name", "Parts[0].Text", "Parts[0].Terms[0]"], refusal.Problems.Select(problem => problem.Where));
        Assert.DoesNotContain(await office.EventsAsync(), one => one.Kind == EventKinds.ContractCreated);
    }

    [Fact]
    public async Task A_number_comes_from_the_series_and_a_refused_contract_uses_none()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        var unnumbered = AnOffice.AContract(customer, AnOffice.APart()) with { Number = null };
        Assert.Equal(ContractErrors.NumberMissing, (await Assert.ThrowsAsync<RuleViolationException>(() => office.Contracts.CreateAsync(AnOffice.Ann, unnumbered))).Code);
        var series = await office.Numbering.CreateSeriesAsync(AnOffice.Ann, new() { BillingEntity = AnOffice.Entity, Purpose = NumberPurpose.Contract, Pattern = "C-{seq:000}" });
        await office.Numbering.ConfirmAsync(AnOffice.Ann, series.Id, 7);
        await Assert.ThrowsAsync<ValidationFailedException>(() => office.Contracts.CreateAsync(AnOffice.Ann, unnumbered with { Name = string.Empty }));
        Assert.Equal("C-007", (await office.Contracts.CreateAsync(AnOffice.Ann, unnumbered)).Number);
        Assert.Equal("C-008", (await office.Contracts.CreateAsync(AnOffice.Ann, unnumbered)).Number);
    }

    [Fact]
    public async Task Another_tenant_finds_no_contract_and_no_part()
    {
        var office = await AnOffice.OpenAsync();
        var (contract, parts) = await office.AnActiveContractAsync(await office.ABillableCustomerAsync(), AnOffice.APart());
        Assert.Null(await office.Contracts.FindAsync(AnOffice.Stranger, contract.Id));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Contracts.DiscardAsync(AnOffice.Stranger, contract.Id));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Contracts.ChangeTermsAsync(AnOffice.Stranger, parts[0].Id, parts[0].Terms[0]));
    }

    [Fact]
    public async Task Each_change_of_a_fact_lowers_the_ledger_to_the_start_of_its_period()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        var (contract, parts) = await office.AnActiveContractAsync(customer, AnOffice.APart());
        var (id, part) = (contract.Id, parts[0]);
        await Check(new(2026, 2, 1), () => office.Contracts.ChangeTermsAsync(AnOffice.Ann, part.Id, new(new(2026, 2, 14), 12m, UnitPrice.Of(5m, Currency.EUR))));
        await Check(null, () => office.Contracts.ChangeTermsAsync(AnOffice.Ann, part.Id, new(new(2026, 5, 1), 13m, UnitPrice.Of(5m, Currency.EUR))));
        await Check(new(2026, 2, 1), () => office.Contracts.ChangePartDatesAsync(AnOffice.Ann, part.Id, null, new LocalDate(2026, 2, 20)));
        await Check(new(2026, 2, 1), () => office.Contracts.ChangePartDatesAsync(AnOffice.Ann, part.Id, null, null));
        await Check(new(2026, 2, 1), () => office.Contracts.SuspendAsync(AnOffice.Ann, id, new(new(2026, 2, 20), new LocalDate(2026, 2, 22))));
        await Check(new(2026, 3, 1), () => office.Contracts.SuspendAsync(AnOffice.Ann, id, new(new(2026, 3, 5), null)));
        await Check(new(2026, 3, 1), () => office.Contracts.ResumeAsync(AnOffice.Ann, id, new(2026, 3, 9)));
        await Check(new(2026, 2, 1), () => office.Contracts.ChangeCycleAsync(AnOffice.Ann, id, new(new(2026, 2, 15), BillingCycle.Quarterly, BillingTiming.InAdvance)));
        await Check(new(2026, 2, 15), () => office.Contracts.TerminateAsync(AnOffice.Ann, id, new() { On = new(2026, 4, 10), Reason = "moved" }));
        await Check(new(2026, 2, 15), () => office.Contracts.ReinstateAsync(AnOffice.Ann, id));
        await Check(new(2025, 12, 1), () => office.Contracts.ChangeDatesAsync(AnOffice.Ann, id, new(2025, 12, 15), null));
        await Check(new(2026, 2, 15), () => office.Contracts.ChangeCycleAsync(AnOffice.Ann, id, new(new(2026, 3, 1), Proration: ProrationPolicy.ZuoraStrict30360)));
        await Check(null, async () => await office.Contracts.UpdateAsync(AnOffice.Ann, (await office.Contracts.FindAsync(AnOffice.Ann, id))! with { Name = "New" }));
        await Check(new(2026, 1, 15), () => office.Contracts.ChangePricingAsync(AnOffice.Ann, part.Id, PricingScheme.Flat, new(2026, 2, 10)));
        await Check(new(2025, 12, 15), async () => await office.Contracts.UpdatePartAsync(AnOffice.Ann, await Part() with { Unit = "HUR" }));

        async Task<ContractPart> Part() => (await office.Contracts.PartsOfAsync(AnOffice.Ann, id))[0];

        async Task Check(LocalDate? expected, Func<Task> change)
        {
            await office.BilledThroughAsync(part, Through);
            await change();
            Assert.Equal(expected, (await office.LedgerOfAsync(part.Id))?.DirtyFrom);
        }
    }

    [Fact]
    public async Task A_run_that_read_facts_before_a_change_conflicts_with_it()
    {
        var office = await AnOffice.OpenAsync();
        var (_, parts) = await office.AnActiveContractAsync(await office.ABillableCustomerAsync(), AnOffice.APart());
        var read = await office.LedgerOfAsync(parts[0].Id);
        await office.Contracts.ChangeTermsAsync(AnOffice.Ann, parts[0].Id, new(new(2026, 5, 1), 12m, UnitPrice.Of(5m, Currency.EUR)));
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => office.InSessionAsync(async session =>
        {
            session.Of<PartLedger>().Update(read! with { Through = Through });
            await session.CommitAsync();
            return 0;
        }));
    }

    [Fact]
    public async Task Usage_that_a_part_covers_no_more_or_only_now_is_looked_at_again()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        var (contract, parts) = await office.AnActiveContractAsync(customer, AnOffice.AMeteredPart());
        Assert.Null(await office.UncoveredAsync(customer));
        await office.Contracts.ChangeTermsAsync(AnOffice.Ann, parts[0].Id, new(new(2026, 2, 1), 0m, UnitPrice.Of(0.2m, Currency.EUR)));
        Assert.Null(await office.UncoveredAsync(customer));
        await office.Contracts.ChangePartDatesAsync(AnOffice.Ann, parts[0].Id, null, new LocalDate(2026, 2, 20));
        var uncovered = await office.UncoveredAsync(customer);
        Assert.Equal((new LocalDate(2026, 2, 1), "storage", null), (uncovered?.DirtyFrom, uncovered?.ServiceCode, uncovered?.Through));

        await office.BilledThroughAsync(parts[0] with { Id = uncovered!.Part }, Through);
        await office.Contracts.AddPartAsync(AnOffice.Ann, contract.Id, AnOffice.AMeteredPart() with { EffectiveFrom = new LocalDate(2026, 3, 10) });
        Assert.Equal(new LocalDate(2026, 3, 1), (await office.UncoveredAsync(customer))?.DirtyFrom);
    }

    [Fact]
    public async Task Own_steps_and_fixed_fields_are_not_changed_with_the_words()
    {
        var office = await AnOffice.OpenAsync();
        var (contract, parts) = await office.AnActiveContractAsync(await office.ABillableCustomerAsync(), AnOffice.APart());
        Assert.Equal(ContractErrors.OwnStep, await CodeOf(() => office.Contracts.UpdateAsync(AnOffice.Ann, contract with { LastDay = Through })));
        Assert.Equal(ContractErrors.OwnStep, await CodeOf(() => office.Contracts.UpdateAsync(AnOffice.Ann, contract with { Status = ContractStatus.Expired })));
        Assert.Equal(ContractErrors.Fixed, await CodeOf(() => office.Contracts.UpdateAsync(AnOffice.Ann, contract with { Currency = Currency.USD })));
        Assert.Equal(ContractErrors.OwnStep, await CodeOf(() => office.Contracts.UpdatePartAsync(AnOffice.Ann, parts[0] with { Terms = [] })));
        Assert.Equal(ContractErrors.Fixed, await CodeOf(() => office.Contracts.UpdatePartAsync(AnOffice.Ann, parts[0] with { Contract = office.Ids.Next<Contract>() })));
        Assert.Equal(ContractErrors.PartInForce, await CodeOf(() => office.Contracts.RemovePartAsync(AnOffice.Ann, parts[0].Id)));
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => office.Contracts.UpdateAsync(AnOffice.Ann, contract with { Version = contract.Version - 1, Name = "Late" }));

        static async Task<string> CodeOf(Func<Task> step) => (await Assert.ThrowsAsync<RuleViolationException>(step)).Code;
    }

    [Fact]
    public async Task A_part_of_a_draft_is_removed()
    {
        var office = await AnOffice.OpenAsync();
        var draft = await office.Contracts.CreateAsync(AnOffice.Ann, AnOffice.AContract(await office.ABillableCustomerAsync(), AnOffice.APart(), AnOffice.APart()));
        var parts = await office.Contracts.PartsOfAsync(AnOffice.Ann, draft.Id);
        await office.Contracts.RemovePartAsync(AnOffice.Ann, parts[0].Id);
        Assert.Equal([parts[1]], await office.Contracts.PartsOfAsync(AnOffice.Ann, draft.Id));
        Assert.Equal(ContractStatus.Discarded, (await office.Contracts.DiscardAsync(AnOffice.Ann, draft.Id)).Status);
    }
}
