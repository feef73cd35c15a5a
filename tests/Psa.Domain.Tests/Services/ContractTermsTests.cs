using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Domain.Tests.Runs;
using Psa.Events;
using Psa.Records;
using Psa.Testing;
using static Psa.Domain.Tests.Services.AnOffice;

namespace Psa.Domain.Tests.Services;

/// <summary>The calls by which people change what a part bills from a day on.</summary>
public sealed class ContractTermsTests
{
    [Fact]
    public async Task Each_everyday_call_says_one_thing_once_and_its_event_carries_the_entry()
    {
        var (office, part) = await AgreedAsync();
        LocalDate from = new(2026, 4, 1);
        var (price, discount, pricing) = (UnitPrice.Of(7m, Currency.EUR), Discount.OfPercent(Percent.Of(10m), "loyal"), PricingScheme.Package(10m, 3m));
        await CheckAsync(new(from, Quantity: 11m, Note: "one more"), () => office.Contracts.ChangeQuantityAsync(Ann, part.Id, 11m, from, "one more"));
        await CheckAsync(new(from, UnitPrice: price), () => office.Contracts.ChangePriceAsync(Ann, part.Id, price, from));
        await CheckAsync(new(from, Discount: discount), () => office.Contracts.ChangeDiscountAsync(Ann, part.Id, discount, from));
        await CheckAsync(new(from, Pricing: pricing), () => office.Contracts.ChangePricingAsync(Ann, part.Id, pricing, from));
        await CheckAsync(new(from, UnitPrice: price, Pricing: PricingScheme.Flat), () => office.Contracts.ChangePricingAsync(Ann, part.Id, PricingScheme.Flat, from, price));
        await CheckAsync(new(from, 12m, price, discount, pricing, 3m, "all"), () => office.Contracts.ChangeTermsAsync(Ann, part.Id, new(from, 12m, price, discount, pricing, 3m, "all")));

        async Task CheckAsync(PartTerms expected, Func<Task<ContractPart>> change)
        {
            var before = await office.EventsAsync();
            var changed = await change();
            var entry = changed.Terms[changed.Terms.Count - 1];
            Assert.NotNull(entry.Id);
            Assert.Equal(expected, entry with { Id = null });
            Assert.Equal(changed, await change());
            var told = Assert.Single((await office.EventsAsync()).Skip(before.Count));
            Assert.Equal((EventKinds.ContractPartChanged, expected.Note), (told.Kind, told.Reason));
            Assert.Equal(entry, PsaJson.Read(told.Data, PsaJsonContext.Default.PartTerms));
        }
    }

    [Fact]
    public async Task An_entry_is_withdrawn_once_with_a_reason_and_stays_in_the_list()
    {
        var (office, part) = await AgreedAsync();
        var entry = (await office.Contracts.ChangeQuantityAsync(Ann, part.Id, 11m, new(2026, 4, 1))).Terms[1];
        Assert.Equal(ContractErrors.ReasonMissing, (await Assert.ThrowsAsync<RuleViolationException>(() => office.Contracts.WithdrawTermsAsync(Ann, part.Id, entry.Id!.Value, " "))).Code);
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Contracts.WithdrawTermsAsync(Ann, part.Id, office.Ids.Next<PartTerms>(), "a slip"));
        var withdrawn = await office.Contracts.WithdrawTermsAsync(Ann, part.Id, entry.Id!.Value, "a slip");
        Assert.Equal(entry with { Withdrawn = new("Ann", office.Clock.GetCurrentInstant(), "a slip") }, withdrawn.Terms[1]);
        Assert.True(withdrawn.Terms[1].IsWithdrawn);
        Assert.Equal(withdrawn, await office.Contracts.WithdrawTermsAsync(Ann, part.Id, entry.Id!.Value, "again"));
        var told = (await office.EventsAsync())[^1];
        Assert.Equal((EventKinds.ContractPartChanged, "a slip"), (told.Kind, told.Reason));
        Assert.Equal(withdrawn.Terms[1], PsaJson.Read(told.Data, PsaJsonContext.Default.PartTerms));
    }

    [Fact]
    public async Task What_would_leave_a_day_without_what_its_scheme_needs_is_refused()
    {
        var (office, part) = await AgreedAsync();
        var first = part.Terms[0].Id!.Value;
        Assert.Equal(new(part.Id.Value), first);
        await RefusedAsync(() => office.Contracts.WithdrawTermsAsync(Ann, part.Id, first, "a slip"));
        await RefusedAsync(() => office.Contracts.ChangeQuantityAsync(Ann, part.Id, 11m, new(2025, 12, 1)));
        var tiered = (await office.Contracts.AddPartAsync(Ann, part.Contract, new() { Text = "Tiered", Quantity = 3m, Pricing = PricingScheme.Package(10m, 5m) })).Id;
        await RefusedAsync(() => office.Contracts.ChangePricingAsync(Ann, tiered, PricingScheme.Flat, new(2026, 4, 1)));
        await office.Contracts.ChangePricingAsync(Ann, tiered, PricingScheme.Flat, new(2026, 4, 1), UnitPrice.Of(5m, Currency.EUR));
        await RefusedAsync(() => office.Contracts.ChangePricingAsync(Ann, tiered, PricingScheme.PerUnit, new(2026, 3, 1)));

        // another full entry from the start lets the first go
        await office.Contracts.ChangeTermsAsync(Ann, part.Id, new(new(2026, 1, 1), 4m, UnitPrice.Of(6m, Currency.EUR), Pricing: PricingScheme.PerUnit));
        Assert.True((await office.Contracts.WithdrawTermsAsync(Ann, part.Id, first, "a slip")).Terms[0].IsWithdrawn);

        static async Task RefusedAsync(Func<Task> change) =>
            Assert.All((await Assert.ThrowsAsync<ValidationFailedException>(change)).Problems.AsEnumerable(), problem => Assert.Equal(ContractErrors.BadTerms, problem.Code));
    }

    [Fact]
    public async Task A_new_part_says_its_quantity_unless_its_price_is_flat_or_a_counter_does()
    {
        var (office, part) = await AgreedAsync();
        var price = UnitPrice.Of(5m, Currency.EUR);
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => office.Contracts.AddPartAsync(Ann, part.Contract, new() { Text = "Bare", UnitPrice = price }));
        Assert.Equal([ContractErrors.BadTerms], refusal.Problems.Select(problem => problem.Code));
        await office.Contracts.AddPartAsync(Ann, part.Contract, new() { Text = "Flat", UnitPrice = price, Pricing = PricingScheme.Flat });
        await office.Contracts.AddPartAsync(Ann, part.Contract, AMeteredPart());
    }

    [Fact]
    public async Task Cycle_entries_are_recorded_and_withdrawn_like_terms()
    {
        var (office, part) = await AgreedAsync();
        var change = new CycleTerms(new(2026, 4, 1), Timing: BillingTiming.InArrears);
        var changed = await office.Contracts.ChangeCycleAsync(Ann, part.Contract, change);
        Assert.Equal(change, changed.Cycles[1] with { Id = null });
        Assert.Equal(changed, await office.Contracts.ChangeCycleAsync(Ann, part.Contract, change));
        Assert.Equal(ContractErrors.BadCycles, (await Assert.ThrowsAsync<RuleViolationException>(() => office.Contracts.ChangeCycleAsync(Ann, part.Contract, new(new(2026, 4, 1))))).Code);
        var withdrawn = await office.Contracts.WithdrawCycleAsync(Ann, part.Contract, changed.Cycles[1].Id!.Value, "a slip");
        Assert.Equal(withdrawn, await office.Contracts.WithdrawCycleAsync(Ann, part.Contract, changed.Cycles[1].Id!.Value, "a slip"));
        Assert.Equal(BillingTiming.InAdvance, CycleTimeline.TimingOn(withdrawn, new(2026, 5, 1)));
        await Assert.ThrowsAsync<ValidationFailedException>(() => office.Contracts.WithdrawCycleAsync(Ann, part.Contract, new(part.Contract.Value), "a slip"));
    }

    [Fact]
    public async Task R66_a_basis_that_counts_months_is_refused_with_weeks_when_the_contract_is_saved()
    {
        var office = await OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        var weekly = AnOffice.AContract(customer) with { Cycle = BillingCycle.EveryWeeks(1, new(2026, 1, 5)) };
        foreach (var basis in new[] { ProrationBasis.FixedDaysAMonth(30), ProrationBasis.FixedDaysAYear(365), ProrationBasis.Thirty360, ProrationBasis.MonthsThenDays })
        {
            var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => office.Contracts.CreateAsync(Ann, weekly with { Proration = new() { Basis = basis } }));
            Assert.Equal([ContractErrors.BasisNotForWeeks], refusal.Problems.Select(problem => problem.Code));
        }
    }

    [Fact]
    public async Task Escalations_are_set_by_their_own_call()
    {
        var (office, part) = await AgreedAsync();
        ValueList<PriceEscalation> rises = [new(new(2027, 1, 1), Percent.Of(3m)), new(new(2029, 1, 1), Percent.Of(0m))];
        var changed = await office.Contracts.ChangeEscalationsAsync(Ann, part.Contract, rises);
        Assert.Equal(rises, changed.Escalations);
        Assert.Equal(ContractErrors.OwnStep, (await Assert.ThrowsAsync<RuleViolationException>(() => office.Contracts.UpdateAsync(Ann, changed with { Escalations = [] }))).Code);
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => office.Contracts.ChangeEscalationsAsync(Ann, part.Contract, [rises[1], rises[0]]));
        Assert.Equal([ContractErrors.BadEscalation], refusal.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public async Task A_part_that_a_run_bills_meanwhile_is_fixed()
    {
        var world = await AWorld.CreateAsync();
        var contract = AWorld.AContract(AWorld.ACustomer());
        await world.AddAsync(AWorld.ACustomer(), contract, AWorld.APart(contract));
        var stored = (await world.Contracts.PartsOfAsync(world.Actor, contract.Id, AWorld.Token))[0];
        var hooked = new HookedStore(world.Store);
        hooked.BeforeCommit = async _ =>
        {
            hooked.BeforeCommit = null;
            await world.BillAsync(AWorld.Start);
        };
        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => world.Through(hooked).Contracts.UpdatePartAsync(world.Actor, stored with { TaxCode = "ZERO" }, AWorld.Token));
        Assert.Equal(ContractErrors.PartFixed, refusal.Code);
    }

    [Fact]
    public async Task The_store_of_runs_takes_no_fact()
    {
        var (office, part) = await AgreedAsync();
        await using var session = await new PureRunStore(office.Store).OpenAsync(Tenant, AWorld.Token);
        Assert.Throws<OperationCanceledException>(() => session.Of<ContractPart>().Update(part));
        Assert.Equal(
            [
                "billing_entity", "contract", "contract_part", "contract_template", "customer", "payer_credit", "price_list", "product", "purchased_product", "stock_item", "stock_location", "tax_table",
                "tenant_features", "tenant_settings", "unit_group", "usage", "usage_delivery", "vendor", "volume_discount", "work_kind",
            ],
            RecordTypes.All.AsEnumerable().Where(type => type.IsFact).Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    private static async Task<(AnOffice Office, ContractPart Part)> AgreedAsync()
    {
        var office = await OpenAsync();
        var (_, parts) = await office.AnActiveContractAsync(await office.ABillableCustomerAsync(), APart());
        return (office, parts[0]);
    }
}
