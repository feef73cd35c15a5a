using NodaTime;
using Psa.Charges;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Kill a run anywhere, call it again, and it goes on with the same result, once (spec 5).</summary>
public sealed class RunInterruptionTests
{
    private static readonly LocalDate January = new(2025, 1, 31);
    private static readonly BillingRunOptions Options = new() { BatchSize = 2, Parallelism = 2, Lease = Duration.FromMinutes(1) };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_at_any_commit_a_run_resumes_with_the_same_documents(bool committed)
    {
        var (undisturbed, run) = await FreshAsync();
        var expected = await undisturbed.ComparableInvoicesAsync(await FinishAsync(undisturbed, run));
        Assert.Equal(7, expected.Count);
        for (var n = 1; ; n++)
        {
            var (world, planned) = await FreshAsync();
            var killed = await KilledAtAsync(n, committed, world, w => FinishAsync(w, planned));
            world.Clock.Advance(Duration.FromMinutes(2));
            var resumed = await FinishAsync(world, planned);

            Assert.Equal(expected, await world.ComparableInvoicesAsync(resumed));
            Assert.Equal(await undisturbed.ComparableItemsAsync(), await world.ComparableItemsAsync());
            Assert.Equal((BillingRunStatus.Issued, 7L, 7L), (resumed.Status, resumed.Counts.Documents, resumed.IssuedDocuments));
            Assert.Equal(0, (await world.BillAsync(January)).Counts.Items);
            if (!killed)
            {
                Assert.True(n > 5, $"only {n - 1} commits were killed");
                break;
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_at_any_commit_a_roll_back_resumes_and_leaves_nothing(bool committed)
    {
        for (var n = 1; ; n++)
        {
            var (world, planned) = await FreshAsync();
            await world.Runs.CalculateAsync(world.Actor, planned.Id, Options, cancellationToken: Token);
            var killed = await KilledAtAsync(n, committed, world, w => w.Runs.RollBackAsync(w.Actor, planned.Id, cancellationToken: Token));
            var run = (await world.Runs.FindAsync(world.Actor, planned.Id, Token))!;
            if (run.Status != BillingRunStatus.RolledBack)
            {
                run = await world.Runs.RollBackAsync(world.Actor, planned.Id, cancellationToken: Token);
            }

            Assert.Equal(BillingRunStatus.RolledBack, run.Status);
            Assert.Empty(await world.InvoicesOfAsync(run));
            Assert.All(await world.ItemsOfAsync(run), item => Assert.True(item.Released));
            Assert.Equal(7, (await world.BillAsync(January)).Counts.Documents);
            if (!killed)
            {
                Assert.True(n > 2, $"only {n - 1} commits were killed");
                break;
            }
        }
    }

    [Fact]
    public async Task Workers_side_by_side_bill_everything_once()
    {
        var (undisturbed, run) = await FreshAsync();
        var expected = await undisturbed.ComparableInvoicesAsync(await FinishAsync(undisturbed, run));
        for (var round = 0; round < 10; round++)
        {
            var (world, planned) = await FreshAsync();
            var workers = Enumerable.Range(0, 4).Select(n => Task.Run(() => world.Runs.CalculateAsync(
                world.Actor, planned.Id, Options with { BatchSize = 1, Worker = $"worker {n}", Lease = Duration.FromMilliseconds(20) }, cancellationToken: Token)));
            Assert.All(await Task.WhenAll(workers), calculated => Assert.Equal(BillingRunStatus.Calculated, calculated.Status));

            var issued = await world.Runs.IssueAsync(world.Actor, planned.Id, cancellationToken: Token);

            // a worker that comes when all is calculated calculates once more, and a calculation has drafts of its own
            Assert.Equal(expected.Select(WithoutIds), (await world.ComparableInvoicesAsync(issued)).Select(WithoutIds));
            Assert.Equal((7L, 7L), (issued.Counts.Customers, issued.Counts.Documents));
        }
    }

    [Fact]
    public async Task Issuing_twice_at_once_numbers_every_document_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var (world, planned) = await FreshAsync();
            await world.Runs.CalculateAsync(world.Actor, planned.Id, Options, cancellationToken: Token);
            var both = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.Runs.IssueAsync(world.Actor, planned.Id, cancellationToken: Token))));
            Assert.All(both, run => Assert.Equal((BillingRunStatus.Issued, 7L), (run.Status, run.IssuedDocuments)));

            var issued = (await world.Runs.FindAsync(world.Actor, planned.Id, Token))!;
            Assert.Equal((BillingRunStatus.Issued, 7L), (issued.Status, issued.IssuedDocuments));
            Assert.Equal(Enumerable.Range(1, 7).Select(n => $"INV-{n:0000}"), (await world.InvoicesOfAsync(issued)).Select(i => i.Number), StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task Killed_between_two_chunks_of_numbers_issuing_goes_on_without_a_gap()
    {
        const int Documents = 501;
        var world = await CreateAsync();
        await world.AddAsync([.. Enumerable.Range(0, Documents).SelectMany(n =>
        {
            var customer = ACustomer($"C{n:000}");
            var contract = AContract(customer);
            return new object[] { customer, contract, APart(contract) };
        })]);
        var run = await world.CalculateAsync(January, options: new() { BatchSize = 100 });
        Assert.True(await KilledAtAsync(2, committed: true, world, w => w.Runs.IssueAsync(w.Actor, run.Id, cancellationToken: Token)));
        Assert.Equal(500, (await world.Runs.FindAsync(world.Actor, run.Id, Token))!.IssuedDocuments);

        var issued = await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal(
            Enumerable.Range(0, Documents).Select(n => ($"C{n:000}", $"INV-{n + 1:0000}")),
            (await world.InvoicesOfAsync(issued)).Select(i => (i.CustomerNumber, i.Number!)));
    }

    [Fact]
    public async Task A_lease_keeps_others_out_until_it_expires()
    {
        var (world, planned) = await FreshAsync(partitions: 1);
        Assert.True(await KilledAtAsync(3, committed: true, world, w => w.Runs.CalculateAsync(w.Actor, planned.Id, Options with { Worker = "first" }, cancellationToken: Token)));

        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            world.Runs.CalculateAsync(world.Actor, planned.Id, Options with { Worker = "second" }, cancellationToken: patience.Token));
        Assert.Equal(4, (await world.AllItemsAsync()).Count);

        world.Clock.Advance(Duration.FromSeconds(61));
        Assert.Equal(7, (await world.Runs.CalculateAsync(world.Actor, planned.Id, Options with { Worker = "second" }, cancellationToken: Token)).Counts.Items);
    }

    [Fact]
    public async Task A_canceled_run_stops_between_commits_and_resumes()
    {
        var (world, planned) = await FreshAsync();
        using var stop = new CancellationTokenSource();
        var hooked = new HookedStore(world.Store) { AfterCommit = stop.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            world.Through(hooked).Runs.CalculateAsync(world.Actor, planned.Id, Options, cancellationToken: stop.Token));
        world.Clock.Advance(Duration.FromMinutes(2));
        Assert.Equal(7, (await FinishAsync(world, planned)).IssuedDocuments);
    }

    [Fact]
    public async Task An_edit_that_comes_before_the_batchs_commit_is_billed_by_it()
    {
        foreach (var billedBefore in new[] { false, true })
        {
            var (world, planned) = await FreshAsync();
            if (billedBefore)
            {
                await FinishAsync(world, planned);
                planned = await world.Runs.PlanAsync(world.Actor, Plan(new(2025, 2, 28), partitions: 2), Token);
            }

            var part = APart(AContract(ACustomer("C3")));
            var calculated = await InterferedAsync(world, planned, () =>
                world.Contracts.ChangeTermsAsync(world.Actor, part.Id, new(planned.Through.With(DateAdjusters.StartOfMonth), 2m, Price(50m)), Token));

            var item = (await world.ItemsOfAsync(calculated)).Single(i => i.SourceId == part.Id.Value);
            Assert.Equal(Eur(100m), item.Net);
            Assert.Equal(7, calculated.Counts.Items);
        }
    }

    [Fact]
    public async Task Usage_imported_before_the_batchs_commit_is_billed_by_it()
    {
        var (world, planned) = await FreshAsync();
        await world.UseAsync(ACustomer("C3"), "a", new(2025, 1, 5), 10m);
        var calculated = await InterferedAsync(world, planned, () => world.UseAsync(ACustomer("C3"), "b", new(2025, 1, 6), 4m));
        Assert.Equal(Eur(7m), (await world.ItemsOfAsync(calculated)).Single(i => i.Source == SalesItemSource.VendorUsage).Net);
    }

    [Fact]
    public async Task An_edit_between_read_and_commit_conflicts_also_on_a_roll_back()
    {
        var (world, planned) = await FreshAsync();
        await world.Runs.CalculateAsync(world.Actor, planned.Id, Options, cancellationToken: Token);
        var part = APart(AContract(ACustomer("C3")));
        var hooked = new HookedStore(world.Store);
        var interfered = false;
        hooked.BeforeCommit = async session =>
        {
            var run = await session.Of<BillingRun>().FindAsync(planned.Id, Token);
            if (!interfered && run!.Status == BillingRunStatus.RollingBack && (await world.InvoicesOfAsync(run)).Count == 0)
            {
                interfered = true;
                await world.Contracts.ChangeTermsAsync(world.Actor, part.Id, new(Start, 2m, Price(50m)), Token);
            }
        };
        var back = await world.Through(hooked).Runs.RollBackAsync(world.Actor, planned.Id, cancellationToken: Token);
        Assert.True(interfered);
        Assert.Equal(BillingRunStatus.RolledBack, back.Status);
        Assert.Equal(Eur(100m), (await world.ItemsOfAsync(await world.BillAsync(January))).Single(i => i.SourceId == part.Id.Value).Net);
    }

    /// <summary>Seven customers, in three partitions.</summary>
    private static async Task<(AWorld World, BillingRun Planned)> FreshAsync(int partitions = 3)
    {
        var world = await OfSevenAsync();
        return (world, await world.Runs.PlanAsync(world.Actor, Plan(January, partitions: partitions), Token));
    }

    private static async Task<BillingRun> FinishAsync(AWorld world, BillingRun planned)
    {
        var run = (await world.Runs.FindAsync(world.Actor, planned.Id, Token))!;
        if (run.Status == BillingRunStatus.Planned || run.Status == BillingRunStatus.Calculating)
        {
            run = await world.Runs.CalculateAsync(world.Actor, planned.Id, Options, cancellationToken: Token);
        }

        return run.Status == BillingRunStatus.Issued ? run : await world.Runs.IssueAsync(world.Actor, planned.Id, cancellationToken: Token);
    }

    /// <summary>Works on a store whose process dies at its n-th commit, before or after it took effect. Tells whether it came to that.</summary>
    private static async Task<bool> KilledAtAsync(int n, bool committed, AWorld world, Func<AWorld, Task<BillingRun>> work)
    {
        var (commits, dead) = (0, false);
        var hooked = new HookedStore(world.Store)
        {
            OnOpen = () => ThrowIf(Volatile.Read(ref dead)),
            BeforeCommit = _ =>
            {
                ThrowIf(Volatile.Read(ref dead));
                if (!committed && Interlocked.Increment(ref commits) == n)
                {
                    Volatile.Write(ref dead, true);
                    ThrowIf(true);
                }

                return Task.CompletedTask;
            },
            AfterCommit = () =>
            {
                if (committed && Interlocked.Increment(ref commits) == n)
                {
                    Volatile.Write(ref dead, true);
                    ThrowIf(true);
                }
            },
        };
        try
        {
            await work(world.Through(hooked));
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void ThrowIf(bool dead)
    {
        if (dead)
        {
            throw new IOException("killed");
        }
    }

    /// <summary>Calculates a run; just before the commit that bills C3, somebody else commits.</summary>
    private static async Task<BillingRun> InterferedAsync(AWorld world, BillingRun planned, Func<Task> edit)
    {
        var hooked = new HookedStore(world.Store);
        var part = APart(AContract(ACustomer("C3")));
        var interfered = 0;
        hooked.BeforeCommit = async session =>
        {
            var billsIt = await session.Of<SalesItem>().FindAsync(DerivedId.Create<SalesItem>(planned.Through.With(DateAdjusters.StartOfMonth), Tenant, part.Customer.Value, part.Id.Value, (int)ChargeKind.Recurring, 0), Token) is not null;
            if (billsIt && Interlocked.Exchange(ref interfered, 1) == 0)
            {
                await edit();
            }
        };
        var run = await world.Through(hooked).Runs.CalculateAsync(world.Actor, planned.Id, Options, cancellationToken: Token);
        Assert.Equal(1, interfered);
        return run;
    }

    private static Invoice WithoutIds(Invoice invoice) => invoice with { Id = default };
}
