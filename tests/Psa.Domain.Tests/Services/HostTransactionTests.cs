using Psa.Domain.Tests.Runs;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Domain.Tests.Services;

/// <summary>In a transaction of the host, what commits in batches is refused, and nothing is tried again.</summary>
public class HostTransactionTests
{
    [Fact]
    public async Task Runs_and_imports_are_refused_by_code()
    {
        var world = await AWorld.CreateAsync();
        var run = await world.Runs.PlanAsync(world.Actor, AWorld.Plan(new(2025, 1, 31)), AWorld.Token);
        var hosted = world.Through(new HostedStore(world.Store));
        Func<Task>[] calls =
        [
            () => hosted.Runs.CalculateAsync(hosted.Actor, run.Id, cancellationToken: AWorld.Token),
            () => hosted.Runs.IssueAsync(hosted.Actor, run.Id, cancellationToken: AWorld.Token),
            () => hosted.Runs.RollBackAsync(hosted.Actor, run.Id, cancellationToken: AWorld.Token),
            () => hosted.Usage.ImportAsync(hosted.Actor, new("vendor"), AsyncEnumerable.Empty<UsageReading>(), AWorld.Token),
        ];
        foreach (var call in calls)
        {
            Assert.Equal(StoreErrors.HostTransaction, (await Assert.ThrowsAsync<StoreException>(call)).Code);
        }
    }

    [Fact]
    public async Task A_conflict_is_not_tried_again()
    {
        var world = await AWorld.CreateAsync();
        var run = await world.Runs.PlanAsync(world.Actor, AWorld.Plan(new(2025, 1, 31)), AWorld.Token);
        var opened = 0;
        var hooked = new HookedStore(world.Store) { OnOpen = () => opened++ };
        hooked.BeforeCommit = async session => await world.InSessionAsync(async other =>
            other.Of<Psa.Runs.BillingRun>().Update((await session.Of<Psa.Runs.BillingRun>().QueryAsync(RecordType<Psa.Runs.BillingRun>.All, AWorld.Token).FirstAsync(AWorld.Token)) with { Customers = 7 }));
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => world.Through(new HostedStore(hooked)).Runs.CancelAsync(world.Actor, run.Id, AWorld.Token));
        Assert.Equal(1, opened);
    }

    private sealed class HostedStore(IPsaStore inner) : IPsaStore
    {
        public bool IsInHostTransaction => true;

        public ValueTask<IPsaSession> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default) => inner.OpenAsync(tenant, cancellationToken);

        public ValueTask<long> RemoveTenantAsync(TenantId tenant, CancellationToken cancellationToken = default) => inner.RemoveTenantAsync(tenant, cancellationToken);
    }
}
