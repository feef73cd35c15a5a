using NodaTime;
using Psa.Access;
using Psa.Domain.Tests.Runs;
using Psa.Events;
using Psa.Numbering;
using Psa.Runs;
using Psa.Sellers;
using Psa.Services;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Services;

/// <summary>A slip of the keyboard bills no years in advance (R-RUN-DATE), and "today" is the day where the tenant is (T1).</summary>
public sealed class RunDateTests
{
    // the worlds' clocks stand at 6 in the morning of 1 January 2025
    private static readonly LocalDate Today = new(2025, 1, 1);

    [Fact]
    public async Task R20_a_date_that_is_too_far_off_is_refused_unless_it_is_meant()
    {
        var world = await CreateAsync();
        var meant = Plan(new(2042, 5, 27));
        var slip = meant with { AllowFarDates = false };
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.Runs.PlanAsync(world.Actor, slip));
        Assert.Equal(RunErrors.FarDate, refused.Code);
        Assert.Contains("2042-05-27", refused.Message, StringComparison.Ordinal);
        Assert.Contains("2025-01-01", refused.Message, StringComparison.Ordinal);
        Assert.Equal(RunErrors.FarDate, (await Assert.ThrowsAsync<RuleViolationException>(() => world.Runs.PlanAsync(world.Actor, slip with { Through = Today, InvoiceDate = meant.Through }))).Code);
        await Assert.ThrowsAsync<RuleViolationException>(async () => await world.Runs.PreviewAsync(world.Actor, slip).ToListAsync());
        Assert.Null(await world.Runs.FindOpenAsync(world.Actor, Seller.Id));
        Assert.Equal(BillingRunStatus.Planned, (await world.Runs.PlanAsync(world.Actor, meant)).Status);
    }

    [Fact]
    public async Task R20_a_slip_that_was_meant_and_issued_has_a_way_out()
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract));
        var slip = await world.BillAsync(new(2025, 5, 31), new(2042, 5, 27));
        var june = await world.CalculateAsync(new(2025, 6, 30));
        Assert.Equal(NumberingErrors.DateBeforeLast, await CodeOfAsync(() => world.Runs.IssueAsync(world.Actor, june.Id)));

        var old = (await world.Numbering.SeriesOfAsync(world.Actor, Seller.Id))[0];
        await world.Numbering.RetireAsync(world.Actor, old.Id, "a document of 2042 by a slip");
        Assert.Equal(NumberingErrors.NoSeries, await CodeOfAsync(() => world.Runs.IssueAsync(world.Actor, june.Id)));
        var successor = await world.Numbering.CreateSeriesAsync(world.Actor, new() { BillingEntity = Seller.Id, Purpose = NumberPurpose.Invoice, Pattern = old.Pattern });
        Assert.Equal(NumberingErrors.NotConfirmed, await CodeOfAsync(() => world.Runs.IssueAsync(world.Actor, june.Id)));
        await world.Numbering.ConfirmAsync(world.Actor, successor.Id);
        await world.Runs.IssueAsync(world.Actor, june.Id);

        Assert.Equal([("INV-0001", new LocalDate(2042, 5, 27))], (await world.InvoicesOfAsync(slip)).Select(i => (i.Number, i.IssueDate)));
        Assert.Equal([("INV-0002", new LocalDate(2025, 6, 30))], (await world.InvoicesOfAsync(june)).Select(i => (i.Number, i.IssueDate)));
    }

    [Fact]
    public async Task A_series_is_not_retired_while_a_run_gives_out_its_numbers()
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract));
        var run = await world.CalculateAsync(new(2025, 1, 31));
        var series = (await world.Numbering.SeriesOfAsync(world.Actor, Seller.Id))[0];

        // the run begins to issue when the series is about to be retired, and is killed there
        var hooked = new HookedStore(world.Store);
        hooked.BeforeCommit = async _ =>
        {
            hooked.BeforeCommit = null;
            var killed = new HookedStore(world.Store) { AfterCommit = () => throw new OperationCanceledException() };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Through(killed).Runs.IssueAsync(world.Actor, run.Id));
        };
        Assert.Equal(NumberingErrors.InUse, await CodeOfAsync(() => world.Through(hooked).Numbering.RetireAsync(world.Actor, series.Id, "a slip")));
        Assert.Equal(NumberingErrors.InUse, await CodeOfAsync(() => world.Numbering.RetireAsync(world.Actor, series.Id, "a slip")));

        Assert.Equal(BillingRunStatus.Issued, (await world.Runs.IssueAsync(world.Actor, run.Id)).Status);
        Assert.True((await world.Numbering.RetireAsync(world.Actor, series.Id, "a slip")).IsRetired);
    }

    [Fact]
    public async Task A_run_does_not_begin_to_issue_when_its_series_is_retired_at_that_moment()
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract));
        var run = await world.CalculateAsync(new(2025, 1, 31));
        var hooked = new HookedStore(world.Store);
        hooked.BeforeCommit = async _ =>
        {
            hooked.BeforeCommit = null;
            await world.Numbering.RetireAsync(world.Actor, (await world.Numbering.SeriesOfAsync(world.Actor, Seller.Id))[0].Id, "a slip");
        };
        Assert.Equal(NumberingErrors.NoSeries, await CodeOfAsync(() => world.Through(hooked).Runs.IssueAsync(world.Actor, run.Id)));
        Assert.Equal(BillingRunStatus.Calculated, (await world.Runs.FindAsync(world.Actor, run.Id))!.Status);
    }

    [Theory]
    [InlineData(92, true)]
    [InlineData(93, false)]
    [InlineData(-4_000, true)]
    public async Task R20b_ninety_two_days_are_allowed(int days, bool isAllowed)
    {
        var world = await CreateAsync();
        var plan = Plan(Today.PlusDays(days)) with { AllowFarDates = false };
        if (isAllowed)
        {
            await world.Runs.PlanAsync(world.Actor, plan);
        }
        else
        {
            Assert.Equal(RunErrors.FarDate, (await Assert.ThrowsAsync<RuleViolationException>(() => world.Runs.PlanAsync(world.Actor, plan))).Code);
        }
    }

    [Fact]
    public async Task A_date_that_was_near_when_it_was_planned_is_checked_again_at_issue()
    {
        var world = await CreateAsync();
        var run = await world.Runs.PlanAsync(world.Actor, Plan(Today.PlusDays(92)) with { AllowFarDates = false });
        await world.Runs.CalculateAsync(world.Actor, run.Id);
        world.Clock.Advance(-Duration.FromDays(1));
        Assert.Equal(RunErrors.FarDate, (await Assert.ThrowsAsync<RuleViolationException>(() => world.Runs.IssueAsync(world.Actor, run.Id))).Code);
        Assert.Equal(BillingRunStatus.RolledBack, (await world.Runs.RollBackAsync(world.Actor, run.Id)).Status);
    }

    [Fact]
    public async Task Today_is_the_day_in_the_tenants_time_zone()
    {
        var world = await CreateAsync();
        var settings = new SettingsService(world.Store, world.Clock);
        var usual = await settings.GetAsync(world.Actor);
        Assert.Equal((0L, TenantSettings.UsualTimeZone), (usual.Version, usual.TimeZone));
        var plan = Plan(Today.PlusDays(93)) with { AllowFarDates = false };
        await Assert.ThrowsAsync<RuleViolationException>(() => world.Runs.PlanAsync(world.Actor, plan));

        // there it is the second of January already
        var saved = await settings.SaveAsync(world.Actor, usual with { TimeZone = "Pacific/Kiritimati" });
        world.Clock.Advance(Duration.FromHours(6));
        Assert.Equal(1, saved.Version);
        await world.Runs.PlanAsync(world.Actor, plan);
    }

    [Fact]
    public async Task Settings_are_checked_versioned_and_told_of()
    {
        var world = await CreateAsync();
        var settings = new SettingsService(world.Store, world.Clock);
        var usual = await settings.GetAsync(world.Actor);
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => settings.SaveAsync(world.Actor, usual with { TimeZone = "Mars/Olympus" }));
        Assert.Equal(SellerErrors.UnknownTimeZone, refused.Code);
        await settings.SaveAsync(world.Actor, usual with { TimeZone = "Europe/Brussels" });
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => settings.SaveAsync(world.Actor, usual with { TimeZone = "Europe/Vienna" }));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => settings.SaveAsync(world.Actor, usual with { Id = new(Guid.AllBitsSet) }));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => settings.GetAsync(Actor.Create(Tenant, UserId.Of("eve"), "Eve", [Role.Finance], AccessTable.Default)));
        var told = await world.ReadAsync(session => session.Events.ReadAfterAsync(0, new() { Kind = EventKinds.SettingsChanged }).ToListAsync().AsTask());
        Assert.Single(told);
    }

    private static async Task<string> CodeOfAsync(Func<Task> call) => (await Assert.ThrowsAsync<RuleViolationException>(call)).Code;
}
