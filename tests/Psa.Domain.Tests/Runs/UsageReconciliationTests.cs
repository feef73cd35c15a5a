using NodaTime;
using Psa.Access;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Runs;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Usage beside what was billed for it, with the cause of every difference, both ways.</summary>
public sealed class UsageReconciliationTests
{
    private static readonly LocalDate JanuaryEnd = new(2025, 1, 31);

    [Fact]
    public async Task What_was_used_and_not_run_yet_is_what_the_run_bills_and_then_nothing_differs()
    {
        var world = await MeteredAsync();
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m, cost: 3m);
        var before = Assert.Single(await JanuaryAsync(world));
        Assert.Equal(("svc", 10m, 0m, Eur(0m), Eur(20m), Eur(20m)), (before.ServiceCode, before.Used, before.BilledQuantity, before.Billed, before.WouldBill, before.Difference));
        Assert.Equal([ExactAmount.Of(3m, Currency.EUR)], before.Cost);
        Assert.Equal([new UsageGap(UsageGapCause.NotYetRun, 10m, Eur(20m))], before.Gaps);

        var run = await world.CalculateAsync(JanuaryEnd);
        var after = Assert.Single(await world.Runs.ReconcileAsync(world.Actor, run.Id, cancellationToken: Token).ToListAsync(Token));
        Assert.Equal((10m, 10m, Eur(20m), Eur(0m), Eur(0m)), (after.Used, after.BilledQuantity, after.Billed, after.WouldBill, after.Difference));
        Assert.Empty(after.Gaps);
    }

    [Fact]
    public async Task Late_and_withdrawn_usage_differs_both_ways_until_the_next_run()
    {
        var world = await MeteredAsync();
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m);
        await world.BillAsync(JanuaryEnd);
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 4m);
        var row = Assert.Single(await JanuaryAsync(world));
        Assert.Equal([new UsageGap(UsageGapCause.NotYetRun, -6m, Eur(-12m))], row.Gaps);
        await world.BillAsync(new(2025, 2, 1));
        Assert.Empty(Assert.Single(await JanuaryAsync(world)).Gaps);
    }

    [Fact]
    public async Task What_is_billed_of_earlier_periods_is_listed_with_a_later_one()
    {
        var world = await MeteredAsync();
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m);
        await world.BillAsync(new(2025, 2, 28));
        await world.UseAsync(ACustomer(), "late", new(2025, 1, 6), 1m);
        var row = Assert.Single(await RowsAsync(world, new(2025, 3, 1), new(2025, 3, 31)));
        Assert.Equal((DatePeriod.Create(new(2025, 1, 1), new(2025, 2, 1)), 11m, Eur(2m)), (row.Period, row.Used, row.WouldBill));
    }

    [Fact]
    public async Task Days_in_trial_before_the_opening_balance_and_suspended_say_so()
    {
        var world = await MeteredAsync(customer => customer with { TrialLastDay = new(2025, 1, 5) }, part => part with { BillFrom = new(2025, 1, 11) });
        await world.Contracts.SuspendAsync(world.Actor, AContract(ACustomer()).Id, new(new(2025, 1, 20), new(2025, 1, 24)), Token);
        foreach (var (source, day, quantity) in new[] { ("trial", 3, 1m), ("before", 8, 2m), ("billed", 15, 4m), ("suspended", 22, 8m) })
        {
            await world.UseAsync(ACustomer(), source, new(2025, 1, day), quantity);
        }

        await world.BillAsync(JanuaryEnd);
        var row = Assert.Single(await JanuaryAsync(world));
        Assert.Equal((15m, 4m, Eur(8m), Eur(0m)), (row.Used, row.BilledQuantity, row.Billed, row.Difference));
        Assert.Equal([(UsageGapCause.Trial, 1m), (UsageGapCause.BeforeBillFrom, 2m), (UsageGapCause.Suspended, 8m)], row.Gaps.AsEnumerable().Select(gap => (gap.Cause, gap.Quantity)));
    }

    [Fact]
    public async Task A_customer_in_trial_gets_no_sales_items_and_the_month_says_why()
    {
        var world = await CreateAsync();
        var customer = ACustomer() with { TrialLastDay = JanuaryEnd };
        var contract = AContract(customer);
        await world.AddAsync(customer, contract, APart(contract));
        await world.UseAsync(customer, "a", new(2025, 1, 5), 10m);
        Assert.Empty(await world.ItemsOfAsync(await world.BillAsync(JanuaryEnd)));
        Assert.Equal([new UsageGap(UsageGapCause.Trial, 10m, Money: null)], Assert.Single(await JanuaryAsync(world)).Gaps);
    }

    [Fact]
    public async Task Commitments_least_quantities_included_units_and_cents_say_so()
    {
        var world = await MeteredAsync(part: part => part.First(terms => terms with { MinimumQuantity = 5m }));
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 3m);
        await world.BillAsync(JanuaryEnd);
        Assert.Equal((UsageGapCause.Minimum, -2m), await OnlyGapAsync(world));

        world = await MeteredAsync(part: part => part.First(terms => terms with { Quantity = 5m }), timing: BillingTiming.InAdvance);
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 3m);
        await world.BillAsync(JanuaryEnd);
        Assert.Equal((UsageGapCause.Minimum, -2m), await OnlyGapAsync(world));

        world = await MeteredAsync(part: part => part.First(terms => terms with { UnitPrice = Price(0.001m) }));
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 3m);
        await world.BillAsync(JanuaryEnd);
        Assert.Equal((UsageGapCause.Rounding, 3m), await OnlyGapAsync(world));

        world = await MeteredAsync(part: part => part.First(terms => terms with { UnitPrice = Price(0m) }));
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 3m);
        await world.BillAsync(JanuaryEnd);
        Assert.Equal((UsageGapCause.Free, 3m), await OnlyGapAsync(world));
    }

    [Fact]
    public async Task Decisions_say_so_in_money()
    {
        var world = await MeteredAsync();
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m);
        var customer = ACustomer();
        await world.UpdateAsync(customer with { BillingInformation = Complete with { Email = null } });
        var item = Assert.Single(await world.ItemsOfAsync(await world.BillAsync(JanuaryEnd)));
        await world.Items.OverrideAsync(world.Actor, item.Id, Eur(15m), "goodwill", Token);
        Assert.Equal([new UsageGap(UsageGapCause.Overridden, 0m, Eur(5m))], Assert.Single(await JanuaryAsync(world)).Gaps);
        await world.Items.CancelAsync(world.Actor, item.Id, "test", Token);
        var row = Assert.Single(await JanuaryAsync(world));
        Assert.Equal((0m, Eur(0m), Eur(20m)), (row.BilledQuantity, row.Billed, row.Difference));
        Assert.Equal([new UsageGap(UsageGapCause.Canceled, 10m, Eur(20m))], row.Gaps);
    }

    [Fact]
    public async Task What_nothing_prices_names_what_is_missing()
    {
        var world = await CreateAsync();
        await world.AddAsync(ACustomer());
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 7m, service: "other");
        var row = Assert.Single(await JanuaryAsync(world));
        Assert.Equal((null, 7m, (Money?)null, (Money?)null, Eur(0m)), (row.Part, row.Used, row.Expected, row.Difference, row.WouldBill));
        Assert.Equal((UsageGapCause.NoProduct, 7m, ChargeErrors.ProductMissing), Assert.Single(row.Gaps.AsEnumerable().Select(gap => (gap.Cause, gap.Quantity, gap.Code))));

        var contract = AContract(ACustomer());
        await world.AddAsync(contract, AMeter(contract) with { EffectiveFrom = new(2025, 2, 1), QuantitySource = QuantitySource.Usage("other") });
        Assert.Equal(UsageGapCause.NoPart, Assert.Single(Assert.Single(await JanuaryAsync(world)).Gaps).Cause);

        world = await MeteredAsync(part: part => part.First(terms => terms with { UnitPrice = null }));
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 7m);
        Assert.Equal(UsageGapCause.NoPrice, Assert.Single(Assert.Single(await JanuaryAsync(world)).Gaps).Cause);
    }

    [Fact]
    public async Task What_no_entity_bills_is_blocked_and_no_run_would_bill_it()
    {
        var world = await CreateAsync(entity => entity with { IsDefault = false });
        await world.AddAsync(ACustomer());
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m);
        var row = Assert.Single(await JanuaryAsync(world));
        Assert.Equal((Eur(0m), Eur(5m)), (row.WouldBill, row.Difference));
        Assert.Equal((UsageGapCause.Blocked, 10m, Eur(5m), ChargeErrors.EntityMissing), Assert.Single(row.Gaps.AsEnumerable().Select(gap => (gap.Cause, gap.Quantity, gap.Money!.Value, gap.Code))));
        Assert.Empty(await world.ItemsOfAsync(await world.BillAsync(JanuaryEnd)));
    }

    [Fact]
    public async Task What_is_in_the_way_of_a_commitment_is_in_the_way_of_all_that_comes_after()
    {
        var world = await MeteredAsync(part: part => part.First(terms => terms with { Quantity = 5m, UnitPrice = null }), timing: BillingTiming.InAdvance);
        await world.UseAsync(ACustomer(), "a", new(2025, 2, 5), 7m);
        var rows = await RowsAsync(world, new(2025, 1, 1), new(2025, 2, 28));
        Assert.Equal([0m, 7m], rows.Select(row => row.Used));
        Assert.All(rows, row => Assert.Equal((null, Eur(0m), UsageGapCause.NoPrice), (row.Expected, row.WouldBill, Assert.Single(row.Gaps).Cause)));
    }

    [Fact]
    public async Task Usage_beyond_a_commitment_waits_for_the_end_of_its_period()
    {
        var world = await MeteredAsync(part: part => part.First(terms => terms with { Quantity = 5m }), timing: BillingTiming.InAdvance);
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 7m);
        var row = Assert.Single(await RowsAsync(world, new(2025, 1, 1), new(2025, 1, 10)));
        Assert.Equal((Eur(10m), Eur(10m)), (row.WouldBill, row.Expected));
        Assert.Equal([new UsageGap(UsageGapCause.NotYetRun, 7m, Eur(10m))], row.Gaps);
    }

    [Fact]
    public async Task Reversed_days_are_refused_and_clients_see_nothing()
    {
        var world = await MeteredAsync();
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => RowsAsync(world, JanuaryEnd, new(2025, 1, 1)));
        Assert.Equal(RunErrors.BadPlan, refused.Code);
        var client = Actor.Create(Tenant, UserId.Of("c"), "C", [Role.ClientManager], AccessTable.Default);
        Assert.Throws<PermissionDeniedException>(() => world.Runs.ReconcileAsync(client, Month(new(2025, 1, 1), JanuaryEnd), Token));
    }

    internal static UsageReconciliationFilter Month(LocalDate from, LocalDate through) => new() { BillingEntity = Seller.Id, From = from, Through = through };

    internal static async Task<List<UsageReconciliation>> RowsAsync(AWorld world, LocalDate from, LocalDate through) =>
        await world.Runs.ReconcileAsync(world.Actor, Month(from, through), Token).ToListAsync(Token);

    private static Task<List<UsageReconciliation>> JanuaryAsync(AWorld world) => RowsAsync(world, new(2025, 1, 1), JanuaryEnd);

    private static async Task<(UsageGapCause Cause, decimal Quantity)> OnlyGapAsync(AWorld world)
    {
        var gap = Assert.Single(Assert.Single(await JanuaryAsync(world)).Gaps);
        return (gap.Cause, gap.Quantity);
    }

    private static async Task<AWorld> MeteredAsync(Func<Customer, Customer>? customer = null, Func<ContractPart, ContractPart>? part = null, BillingTiming timing = BillingTiming.InArrears)
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer(), timing);
        await world.AddAsync((customer ?? (static one => one))(ACustomer()), contract, (part ?? (static one => one))(AMeter(contract)));
        return world;
    }
}
