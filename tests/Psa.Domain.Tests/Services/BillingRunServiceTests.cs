using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Documents;
using Psa.Domain.Tests.Runs;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Runs;
using Psa.SalesItems;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Services;

public sealed class BillingRunServiceTests
{
    private static readonly LocalDate January = new(2025, 1, 31);

    [Fact]
    public async Task An_entity_has_one_open_run()
    {
        var world = await CreateAsync();
        var run = await world.Runs.PlanAsync(world.Actor, Plan(January), Token);
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.Runs.PlanAsync(world.Actor, Plan(January), Token));
        Assert.Equal((RunErrors.RunOpen, run.Id.Value), (refused.Code, refused.Ids[0]));
        Assert.Equal(run.Id, (await world.Runs.FindOpenAsync(world.Actor, Seller.Id, Token))!.Id);

        await world.Runs.CancelAsync(world.Actor, run.Id, Token);
        Assert.Null(await world.Runs.FindOpenAsync(world.Actor, Seller.Id, Token));
        await world.Runs.PlanAsync(world.Actor, Plan(January), Token);
    }

    [Fact]
    public async Task Of_two_plans_at_once_one_is_refused()
    {
        var world = await CreateAsync();
        var hooked = new HookedStore(world.Store);
        hooked.BeforeCommit = _ =>
        {
            hooked.BeforeCommit = null;
            return world.Runs.PlanAsync(world.Actor, Plan(January), Token);
        };
        await Assert.ThrowsAnyAsync<PsaException>(() => world.Through(hooked).Runs.PlanAsync(world.Actor, Plan(January), Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public async Task A_run_has_between_1_and_1024_partitions(int partitions)
    {
        var world = await CreateAsync();
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.Runs.PlanAsync(world.Actor, Plan(January, partitions: partitions), Token));
        Assert.Equal(RunErrors.BadPlan, refused.Code);
    }

    public static TheoryData<BillingRunOptions> BadOptions { get; } =
    [
        new BillingRunOptions { BatchSize = 0 },
        new BillingRunOptions { BatchSize = -1 },
        new BillingRunOptions { BatchSize = int.MaxValue },
        new BillingRunOptions { Parallelism = 0 },
        new BillingRunOptions { Parallelism = int.MinValue },
        new BillingRunOptions { Lease = Duration.Zero },
        new BillingRunOptions { Lease = Duration.FromDays(-1) },
        new BillingRunOptions { Lease = Duration.MaxValue },
        new BillingRunOptions { Worker = " " },
    ];

    [Theory]
    [MemberData(nameof(BadOptions), DisableDiscoveryEnumeration = true)]
    public async Task Options_with_which_a_worker_would_do_nothing_or_never_end_are_refused(BillingRunOptions options)
    {
        var world = await CreateAsync();
        var run = await world.Runs.PlanAsync(world.Actor, Plan(January), Token);
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.Runs.CalculateAsync(world.Actor, run.Id, options, cancellationToken: Token));
        Assert.Equal(RunErrors.BadOptions, refused.Code);
    }

    [Fact]
    public async Task What_an_actor_may_not_do_is_refused()
    {
        var (world, run) = await CalculatedAsync();
        var engineer = Actor.Create(Tenant, UserId.Of("eve"), "Eve", [Role.Engineer], AccessTable.Default);
        await Assert.ThrowsAsync<PermissionDeniedException>(() => world.Runs.PlanAsync(engineer, Plan(January), Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => world.Runs.CalculateAsync(engineer, run.Id, cancellationToken: Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => world.Runs.IssueAsync(engineer, run.Id, cancellationToken: Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => world.Runs.RollBackAsync(engineer, run.Id, cancellationToken: Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => world.Runs.CancelAsync(engineer, run.Id, Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(async () => await world.Runs.PreviewAsync(engineer, Plan(January), Token).ToListAsync(Token));
        Assert.Throws<PermissionDeniedException>(() => { _ = world.Runs.InvoicesAsync(engineer, run.Id, Token); });
    }

    [Fact]
    public async Task A_client_sees_the_documents_of_its_own_company_once_they_are_issued()
    {
        var (world, run) = await CalculatedAsync();
        var client = Actor.Create(Tenant, UserId.Of("cleo"), "Cleo", [Role.Client], AccessTable.Default, ACustomer("B").Id.Value);
        Assert.Empty(await world.Runs.InvoicesAsync(client, run.Id, Token).ToListAsync(Token));
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal(["B"], (await world.Runs.InvoicesAsync(client, run.Id, Token).ToListAsync(Token)).Select(i => i.CustomerNumber), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Records_of_another_tenant_are_not_found()
    {
        var (world, run) = await CalculatedAsync();
        var stranger = Actor.System(new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4bbb")));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => world.Runs.PlanAsync(stranger, Plan(January), Token));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => world.Runs.CalculateAsync(stranger, run.Id, cancellationToken: Token));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => world.Runs.IssueAsync(stranger, run.Id, cancellationToken: Token));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => world.Runs.RollBackAsync(stranger, run.Id, cancellationToken: Token));
        Assert.Empty(await world.Runs.InvoicesAsync(stranger, run.Id, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_preview_shows_what_the_run_then_does_and_commits_nothing()
    {
        var world = await PlannedAsync();
        await world.Items.CreateAsync(
            world.Actor,
            new() { Customer = ACustomer("A").Id, BillingDate = Start, Lines = [new() { Text = "Cable", UnitPrice = Price(9.99m) }] },
            Token);
        var before = await world.ComparableItemsAsync();
        var preview = await world.Runs.PreviewAsync(world.Actor, Plan(January), Token).ToListAsync(Token);
        Assert.Equal(before, await world.ComparableItemsAsync());
        Assert.Null(await world.Runs.FindOpenAsync(world.Actor, Seller.Id, Token));

        var run = await world.CalculateAsync(January);
        Assert.Equal(
            await world.ComparableInvoicesAsync(run),
            preview.SelectMany(p => p.Invoices).OrderBy(i => i.CustomerNumber, StringComparer.Ordinal).Select(i => i with { Run = null, Version = 0 }));
        Assert.Equal(
            (await world.ItemsOfAsync(run)).Select(i => (i.Id, i.Net, i.Status, i.Invoice)),
            preview.SelectMany(p => p.Items).OrderBy(i => i.Id).Select(i => (i.Id, i.Net, i.Status, i.Invoice)));
    }

    [Fact]
    public async Task Issuing_demands_confirmed_numbers()
    {
        var (world, run) = await CalculatedAsync(confirmed: false);
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token));
        Assert.Equal(NumberingErrors.NotConfirmed, refused.Code);
        Assert.Equal(BillingRunStatus.Calculated, (await world.Runs.FindAsync(world.Actor, run.Id, Token))!.Status);

        await world.Numbering.ConfirmAsync(world.Actor, DerivedId.Create<NumberSeries>(Tenant, "series", "Invoice"), 500, cancellationToken: Token);
        var issued = await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal(["INV-0500", "INV-0501", "INV-0502"], (await world.InvoicesOfAsync(issued)).Select(i => i.Number), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Numbers_follow_customer_number_then_grouping_key_without_a_gap()
    {
        var world = await CreateAsync();
        foreach (var number in new[] { "b", "A", "10", "9", "a" })
        {
            var (one, two) = (AContract(ACustomer(number)), AContract(ACustomer(number), name: "2") with { PurchaseOrderNumber = "PO" });
            await world.AddAsync(ACustomer(number), one, two, APart(one), APart(two));
        }

        var invoices = await world.InvoicesOfAsync(await world.BillAsync(January));
        Assert.Equal(["10", "10", "9", "9", "A", "A", "a", "a", "b", "b"], invoices.Select(i => i.CustomerNumber), StringComparer.Ordinal);
        Assert.Equal(Enumerable.Range(1, 10).Select(n => $"INV-{n:0000}"), invoices.Select(i => i.Number), StringComparer.Ordinal);
        Assert.All(invoices, i => Assert.Equal((InvoiceStatus.Issued, (Instant?)world.Clock.GetCurrentInstant()), (i.Status, i.IssuedAt)));
    }

    [Fact]
    public async Task An_invoice_date_before_the_last_number_is_refused_while_the_run_can_still_be_rolled_back()
    {
        var (world, run) = await CalculatedAsync();
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        var late = await world.CalculateAsync(new(2025, 2, 28), new(2025, 1, 30));
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.Runs.IssueAsync(world.Actor, late.Id, cancellationToken: Token));
        Assert.Equal(NumberingErrors.DateBeforeLast, refused.Code);
        Assert.Equal(BillingRunStatus.RolledBack, (await world.Runs.RollBackAsync(world.Actor, late.Id, cancellationToken: Token)).Status);
    }

    [Fact]
    public async Task Rolled_back_a_run_leaves_nothing_and_the_next_bills_the_same_with_new_ids()
    {
        var world = await PlannedAsync();
        var manual = await world.Items.CreateAsync(
            world.Actor,
            new() { Customer = ACustomer("A").Id, BillingDate = Start, Lines = [new() { Text = "Cable", UnitPrice = Price(9.99m) }] },
            Token);
        var run = await world.CalculateAsync(January);
        var (drafts, items) = (await world.InvoicesOfAsync(run), await world.ItemsOfAsync(run));
        Assert.Equal(SalesItemStatus.Invoiced, (await world.Items.FindAsync(world.Actor, manual.Id, Token))!.Status);

        var back = await world.Runs.RollBackAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal(BillingRunStatus.RolledBack, back.Status);
        Assert.Empty(await world.InvoicesOfAsync(run));
        Assert.All(await world.ItemsOfAsync(run), i => Assert.Equal((SalesItemStatus.Canceled, true, (Id<Invoice>?)null), (i.Status, i.Released, i.Invoice)));
        var returned = (await world.Items.FindAsync(world.Actor, manual.Id, Token))!;
        Assert.Equal((SalesItemStatus.Pending, (Id<Invoice>?)null, (LineTax?)null), (returned.Status, returned.Invoice, returned.Lines[0].Tax));

        var again = await world.CalculateAsync(January);
        Assert.Equal(drafts.Select(i => i.Totals), (await world.InvoicesOfAsync(again)).Select(i => i.Totals));
        Assert.Equal(items.Select(i => i.Net).Order(), (await world.ItemsOfAsync(again)).Select(i => i.Net).Order());
        Assert.Empty(items.Select(i => i.Id).Intersect((await world.ItemsOfAsync(again)).Select(i => i.Id)));
    }

    [Fact]
    public async Task A_run_through_too_late_a_day_that_was_rolled_back_leaves_no_trace_in_the_next()
    {
        var world = await PlannedAsync();
        var mistake = await world.CalculateAsync(new(2026, 1, 31));
        await world.Runs.RollBackAsync(world.Actor, mistake.Id, cancellationToken: Token);

        Assert.Equal(3, (await world.CalculateAsync(January)).Counts.Items);
        var run = await world.Runs.FindOpenAsync(world.Actor, Seller.Id, Token);
        await world.Runs.IssueAsync(world.Actor, run!.Id, cancellationToken: Token);
        Assert.Equal(3, (await world.BillAsync(new(2025, 2, 28))).Counts.Items);
    }

    [Fact]
    public async Task What_a_user_canceled_survives_the_roll_back_and_an_override_goes_with_it()
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(1000m) });
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract, 1m, name: "cancel"), APart(contract, 2m, name: "override"), APart(contract, 3m, name: "leave"));
        var run = await world.CalculateAsync(January);
        var items = (await world.ItemsOfAsync(run)).OrderBy(i => i.Net).ToList();
        await world.Items.CancelAsync(world.Actor, items[0].Id, "not this one", Token);
        await world.Items.OverrideAsync(world.Actor, items[1].Id, Eur(1m), "goodwill", Token);
        await world.Runs.RollBackAsync(world.Actor, run.Id, cancellationToken: Token);

        Assert.Equal([2m, 3m], (await world.NetsOfAsync(await world.CalculateAsync(January))).Order());
    }

    [Fact]
    public async Task What_is_issued_can_not_be_rolled_back_or_calculated_again()
    {
        var (world, run) = await CalculatedAsync();
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal(PsaErrors.ActionNotAllowed, (await Assert.ThrowsAsync<RuleViolationException>(() => world.Runs.RollBackAsync(world.Actor, run.Id, cancellationToken: Token))).Code);
        Assert.Equal(PsaErrors.ActionNotAllowed, (await Assert.ThrowsAsync<RuleViolationException>(() => world.Runs.CalculateAsync(world.Actor, run.Id, cancellationToken: Token))).Code);
        Assert.Equal(PsaErrors.ActionNotAllowed, (await Assert.ThrowsAsync<RuleViolationException>(() => world.Runs.CancelAsync(world.Actor, run.Id, Token))).Code);
    }

    [Fact]
    public async Task Without_a_tax_table_nothing_is_calculated()
    {
        var world = await CreateAsync();
        await world.InSessionAsync(async session => session.Of<TaxTable>().Remove((await session.Of<TaxTable>().FindAsync(AWorld.Taxes.Id, Token))!));
        var run = await world.Runs.PlanAsync(world.Actor, Plan(January), Token);
        Assert.Equal(CatalogErrors.NoTaxTable, (await Assert.ThrowsAsync<RuleViolationException>(() => world.Runs.CalculateAsync(world.Actor, run.Id, cancellationToken: Token))).Code);
    }

    [Fact]
    public async Task Progress_tells_how_far_each_phase_is()
    {
        var world = await PlannedAsync();
        var run = await world.Runs.PlanAsync(world.Actor, Plan(January), Token);
        var heard = new List<BillingRunProgress>();
        var listener = new Listener(heard.Add);
        await world.Runs.CalculateAsync(world.Actor, run.Id, new() { BatchSize = 1 }, listener, Token);
        await world.Runs.IssueAsync(world.Actor, run.Id, listener, Token);

        Assert.Equal([1L, 2L, 3L], heard.Where(p => p.Phase == RunPhase.Calculating).Select(p => p.Done).Distinct());
        Assert.All(heard, p => Assert.Equal(3, p.Total));
        var last = heard.Last(p => p.Phase == RunPhase.Calculating);
        Assert.Equal((3L, 3L, Eur(300m)), (last.Counts.Items, last.Counts.Documents, last.Counts.Money[0].Net));
        Assert.Equal(3, heard[^1].Done);
    }

    private static async Task<AWorld> PlannedAsync(bool confirmed = true)
    {
        var world = await CreateAsync(confirmed: confirmed);
        foreach (var number in new[] { "A", "B", "C" })
        {
            var contract = AContract(ACustomer(number));
            await world.AddAsync(ACustomer(number), contract, APart(contract));
        }

        return world;
    }

    private static async Task<(AWorld World, BillingRun Run)> CalculatedAsync(bool confirmed = true)
    {
        var world = await PlannedAsync(confirmed);
        return (world, await world.CalculateAsync(January));
    }

    private sealed class Listener(Action<BillingRunProgress> heard) : IProgress<BillingRunProgress>
    {
        public void Report(BillingRunProgress value) => heard(value);
    }
}
