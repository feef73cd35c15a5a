using System.Diagnostics;
using Microsoft.Extensions.Logging;
using NodaTime;
using Psa.Access;
using Psa.Documents;
using Psa.Records;
using Psa.Runs;
using Psa.Services;
using Psa.Storage;
using Psa.Testing;
using Psa.Usage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>What observers hear: an activity and a message for every step, with tenant, run and outcome, and nothing of persons.</summary>
public sealed class ObservationTests
{
    private static readonly LocalDate January = new(2025, 1, 31);

    [Fact]
    public async Task Every_step_of_a_run_is_an_activity_with_its_outcome_and_a_message()
    {
        var (world, id) = await AWorldOfTwoAsync();
        using var observed = new Observed("psa.run", id.ToString());
        var runs = Runs(world, observed);
        await runs.PlanAsync(world.Actor, Plan(January, partitions: 2) with { Id = id }, Token);
        await runs.CalculateAsync(world.Actor, id, cancellationToken: Token);
        await runs.IssueAsync(world.Actor, id, cancellationToken: Token);
        Check(observed, "billing_run.plan", "Planned");
        Check(observed, "billing_run.calculate", "Calculated");
        Check(observed, "billing_run.issue", "Issued");
        var partitions = observed.Of("billing_run.partition");
        Assert.NotEmpty(partitions);
        Assert.Equal(Enumerable.Range(0, partitions.Count).Cast<object>(), partitions.Select(activity => activity.GetTagItem("psa.partition")!).Order());
        Assert.All(partitions, activity => Assert.Equal(("done", observed.Of("billing_run.calculate")[0].Id), (activity.GetTagItem("psa.outcome"), activity.ParentId)));
        Assert.All(observed.Of("billing_run.batch"), activity => Assert.Equal("billed", activity.GetTagItem("psa.outcome")));
        Assert.All(observed.Activities, activity => Assert.Equal((Tenant.ToString(), ActivityStatusCode.Unset), (activity.GetTagItem("psa.tenant"), activity.Status)));
        Assert.Equal(
            [("billing_run.plan", "Planned"), ("billing_run.calculate", "Calculated"), ("billing_run.issue", "Issued")],
            observed.Messages.Where(message => message.Event.Id == 1).Select(message => (message.Text.Split(' ')[0], message.Text.Split("ended: ")[1].Split(' ')[0])));
        Assert.All(observed.Messages, message => Assert.Contains(id.ToString(), message.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Taking_a_run_back_and_giving_one_up_is_heard()
    {
        var (world, id) = await AWorldOfTwoAsync();
        using var observed = new Observed("psa.run", id.ToString());
        var runs = Runs(world, observed);
        await runs.PlanAsync(world.Actor, Plan(January) with { Id = id }, Token);
        await runs.CalculateAsync(world.Actor, id, cancellationToken: Token);
        await runs.RollBackAsync(world.Actor, id, cancellationToken: Token);
        Check(observed, "billing_run.roll_back", "RolledBack");
        var other = new OrderedIdGenerator(world.Clock).Next<BillingRun>();
        using var second = new Observed("psa.run", other.ToString());
        await Runs(world, second).PlanAsync(world.Actor, Plan(January) with { Id = other }, Token);
        await Runs(world, second).CancelAsync(world.Actor, other, Token);
        Check(second, "billing_run.cancel", "Canceled");
    }

    [Fact]
    public async Task What_is_refused_fails_or_is_stopped_says_so_each_in_its_way()
    {
        var (world, id) = await AWorldOfTwoAsync();
        using var observed = new Observed("psa.run", id.ToString());
        var runs = Runs(world, observed);
        await Assert.ThrowsAsync<EntityNotFoundException>(() => runs.CalculateAsync(world.Actor, id, cancellationToken: Token));
        CheckError(observed, "billing_run.calculate", PsaErrors.NotFound, 2, LogLevel.Warning);
        var engineer = Actor.Create(Tenant, UserId.Of("e"), "Secret engineer", [Role.Engineer], AccessTable.Default);
        await Assert.ThrowsAsync<PermissionDeniedException>(() => runs.IssueAsync(engineer, id, cancellationToken: Token));
        CheckError(observed, "billing_run.issue", PsaErrors.AccessDenied, 2, LogLevel.Warning);

        var hooked = new HookedStore(world.Store) { BeforeCommit = _ => throw new InvalidOperationException("a fault") };
        await Assert.ThrowsAsync<InvalidOperationException>(() => Runs(world, observed, hooked).PlanAsync(world.Actor, Plan(January) with { Id = id }, Token));
        CheckError(observed, "billing_run.plan", typeof(InvalidOperationException).FullName!, 3, LogLevel.Error);
        Assert.IsType<InvalidOperationException>(observed.Messages[^1].Thrown);

        hooked.BeforeCommit = _ => throw new StoreException(StoreErrors.Full, "full");
        await world.Runs.PlanAsync(world.Actor, Plan(January) with { Id = id }, Token);
        await Assert.ThrowsAsync<StoreException>(() => Runs(world, observed, hooked).CancelAsync(world.Actor, id, Token));
        CheckError(observed, "billing_run.cancel", StoreErrors.Full, 3, LogLevel.Error);

        hooked.BeforeCommit = _ => throw new OperationCanceledException();
        await world.Runs.CalculateAsync(world.Actor, id, cancellationToken: Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Runs(world, observed, hooked).RollBackAsync(world.Actor, id, cancellationToken: Token));
        var stopped = Assert.Single(observed.Of("billing_run.roll_back"));
        Assert.Equal(("canceled", ActivityStatusCode.Unset), (stopped.GetTagItem("psa.outcome"), stopped.Status));
        Assert.Equal((4, LogLevel.Information), (observed.Messages[^1].Event.Id, observed.Messages[^1].Level));
    }

    [Fact]
    public async Task Obstacles_are_warnings_with_their_code_and_no_message_tells_of_persons()
    {
        var (world, id) = await AWorldOfTwoAsync();
        using var observed = new Observed("psa.run", id.ToString());
        await world.AddAsync(ACustomer("C9") with { Name = "Secret person", BillingInformation = null });
        var contract = AContract(ACustomer("C9"));
        await world.AddAsync(contract, APart(contract) with { Text = "Secret text" });
        await Runs(world, observed).PlanAsync(world.Actor, Plan(January) with { Id = id }, Token);
        await Runs(world, observed).CalculateAsync(world.Actor, id, cancellationToken: Token);
        var obstacle = Assert.Single(observed.Messages, message => message.Event.Id == 11);
        Assert.Equal(LogLevel.Warning, obstacle.Level);
        Assert.Contains("1 obstacles billing_information.required", obstacle.Text, StringComparison.Ordinal);
        Assert.Contains(observed.Messages, message => message is { Event.Id: 10, Level: LogLevel.Information });
        foreach (var secret in new[] { "secret", "Customer C", "Contoso", "@" })
        {
            Assert.All(observed.Messages, message => Assert.DoesNotContain(secret, message.Text, StringComparison.OrdinalIgnoreCase));
            Assert.All(observed.Activities.SelectMany(activity => activity.TagObjects), tag => Assert.DoesNotContain(secret, $"{tag.Value}", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Imports_price_changes_and_the_end_of_a_tenant_are_heard()
    {
        var (store, clock, actor) = (new InMemoryStore(), new FakeClock(Instant.FromUtc(2025, 1, 1, 6, 0)), Actor.System(TestKit.Some.Tenant()));
        using var observed = new Observed("psa.tenant", actor.Tenant.ToString());
        var usage = new UsageService(store, clock, new OrderedIdGenerator(clock), observed.Logger<UsageService>());
        var row = new UsageReading { SourceId = "r1", Customer = ACustomer().Id, ServiceCode = "svc", Date = new(2025, 1, 5), Quantity = 1m, Unit = "GB" };
        await usage.ImportAsync(actor, new("vendor"), AsyncEnumerable.Empty<UsageReading>(), Token);
        await usage.ImportAsync(actor, new("vendor"), new[] { row }.ToAsyncEnumerable(), Token);
        Assert.Equal(["done", "rows_refused"], observed.Of("usage.import").Select(activity => activity.GetTagItem("psa.outcome")));
        Assert.Equal(LogLevel.Warning, Assert.Single(observed.Messages, message => message.Event.Id == 20).Level);
        await usage.ReplaceAsync(actor, new() { SourceCode = "vendor", Scope = "s", Period = DatePeriod.Inclusive(new(2025, 1, 1), January), DeliveredAt = clock.GetCurrentInstant() }, AsyncEnumerable.Empty<UsageReading>(), Token);
        Check(observed, "usage.replace", "done");

        var prices = new PriceChangeService(store, clock, observed.Logger<PriceChangeService>());
        await prices.ApplyAsync(actor, new() { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-0000000000aa")), From = January, Rate = Percent.Of(3m), Contracts = [AContract(ACustomer()).Id] }, Token);
        await prices.WithdrawAsync(actor, new(new Guid("0192d4e0-7b1f-7c3a-8e55-0000000000aa")), "a slip", Token);
        Check(observed, "price_change.apply", "parts_refused");
        Check(observed, "price_change.withdraw", "done");
        Assert.Single(observed.Messages, message => message is { Event.Id: 30, Level: LogLevel.Warning });

        var settings = new SettingsService(store, clock, observed.Logger<SettingsService>());
        await settings.SaveAsync(actor, await settings.GetAsync(actor, Token) with { TimeZone = "Europe/Brussels" }, Token);
        await settings.DeleteTenantAsync(actor, actor.Tenant, Token);
        await settings.DeleteTenantAsync(actor, actor.Tenant, Token);
        Assert.Equal(["deleted", "empty"], observed.Of("tenant.delete").Select(activity => activity.GetTagItem("psa.outcome")));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => settings.DeleteTenantAsync(actor, Tenant, Token));
        Assert.Equal((ActivityStatusCode.Error, PsaErrors.NotFound), observed.Of("tenant.delete")[^1] is var failed ? (failed.Status, failed.StatusDescription) : default);
    }

    private static void Check(Observed observed, string name, string outcome)
    {
        var activity = Assert.Single(observed.Of(name));
        Assert.Equal((outcome, ActivityStatusCode.Unset), (activity.GetTagItem("psa.outcome"), activity.Status));
    }

    private static void CheckError(Observed observed, string name, string code, int message, LogLevel level)
    {
        var activity = Assert.Single(observed.Of(name));
        Assert.Equal((code, code, code, ActivityStatusCode.Error), (activity.GetTagItem("psa.outcome"), activity.GetTagItem("error.type"), activity.StatusDescription, activity.Status));
        var told = observed.Messages[^1];
        Assert.Equal((message, level), (told.Event.Id, told.Level));
        Assert.Contains(code, told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told.Text, StringComparison.OrdinalIgnoreCase);
    }

    private static BillingRunService Runs(AWorld world, Observed observed, IPsaStore? store = null) =>
        new(store ?? world.Store, world.Clock, new OrderedIdGenerator(world.Clock), new TaxTableCalculator(), observed.Logger<BillingRunService>());

    private static async Task<(AWorld World, Id<BillingRun> Id)> AWorldOfTwoAsync()
    {
        var world = await CreateAsync();
        foreach (var number in new[] { "C1", "C2" })
        {
            var contract = AContract(ACustomer(number));
            await world.AddAsync(ACustomer(number), contract, APart(contract));
        }

        return (world, new OrderedIdGenerator(world.Clock).Next<BillingRun>());
    }
}
