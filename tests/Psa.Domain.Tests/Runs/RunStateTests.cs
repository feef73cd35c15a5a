using NodaTime;
using Psa.Runs;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>No state of a run is a dead end, no late worker touches a run that has gone on, and whoever comes second gets what is done.</summary>
public sealed class RunStateTests
{
    private static readonly LocalDate January = new(2025, 1, 31);
    private static readonly BillingRunOptions Options = new() { BatchSize = 2, Parallelism = 1, Lease = Duration.FromMinutes(1) };

    [Fact]
    public async Task A_run_in_the_middle_of_its_calculation_can_be_taken_back()
    {
        var (world, planned) = await FreshAsync();
        await StoppedAsync(world, planned, commits: 3);
        Assert.Equal(BillingRunStatus.Calculating, (await world.Runs.FindAsync(world.Actor, planned.Id, Token))!.Status);

        var back = await world.Runs.RollBackAsync(world.Actor, planned.Id, cancellationToken: Token);
        Assert.Equal(BillingRunStatus.RolledBack, back.Status);
        Assert.Empty(await world.InvoicesOfAsync(back));
        Assert.Equal(7, (await world.BillAsync(January)).Counts.Documents);
    }

    [Fact]
    public async Task A_run_that_issues_can_be_taken_back_until_the_first_number_is_given()
    {
        var (world, planned) = await FreshAsync();
        await world.Runs.CalculateAsync(world.Actor, planned.Id, Options, cancellationToken: Token);
        await StoppedAtAsync(world, BillingRunStatus.Issuing, planned, w => w.Runs.IssueAsync(w.Actor, planned.Id, cancellationToken: Token));
        Assert.Equal(BillingRunStatus.Issuing, (await world.Runs.FindAsync(world.Actor, planned.Id, Token))!.Status);
        Assert.Equal(BillingRunStatus.RolledBack, (await world.Runs.RollBackAsync(world.Actor, planned.Id, cancellationToken: Token)).Status);

        var numbered = await world.BillAsync(January);
        await world.InSessionAsync(async session =>
        {
            var run = (await session.Of<BillingRun>().FindAsync(numbered.Id, Token))!;
            session.Of<BillingRun>().Update(run with { Status = BillingRunStatus.Issuing });
        });
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.Runs.RollBackAsync(world.Actor, numbered.Id, cancellationToken: Token));
        Assert.Equal(PsaErrors.ActionNotAllowed, refused.Code);
        Assert.Equal(BillingRunStatus.Issued, (await world.Runs.IssueAsync(world.Actor, numbered.Id, cancellationToken: Token)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_batch_that_commits_late_does_nothing_to_a_run_that_has_gone_on(bool issues)
    {
        var (world, planned) = await FreshAsync();
        var calculation = LateAsync(world, planned, () => issues
            ? world.Runs.IssueAsync(world.Actor, planned.Id, cancellationToken: Token)
            : world.Runs.RollBackAsync(world.Actor, planned.Id, cancellationToken: Token));
        if (issues)
        {
            Assert.Equal(BillingRunStatus.Issued, (await calculation).Status);
        }
        else
        {
            Assert.Equal(PsaErrors.ActionNotAllowed, (await Assert.ThrowsAsync<RuleViolationException>(() => calculation)).Code);
        }

        Assert.Equal(issues ? 7 : 0, (await world.InvoicesOfAsync(planned)).Count(invoice => invoice.Number is not null));
        Assert.Equal(issues ? 7 : 0, (await world.InvoicesOfAsync(planned)).Count);
        Assert.Equal(issues ? 0 : 7, (await world.BillAsync(January)).Counts.Documents);
    }

    [Fact]
    public async Task A_worker_of_an_earlier_calculation_joins_the_one_that_is_running()
    {
        var (world, planned) = await FreshAsync();
        var late = await LateAsync(world, planned, () => StoppedAsync(world, planned, commits: 1));
        Assert.Equal((BillingRunStatus.Calculated, 2, 7L), (late.Status, late.Calculations, late.Counts.Customers));
        Assert.Equal(7, (await world.Runs.IssueAsync(world.Actor, planned.Id, cancellationToken: Token)).IssuedDocuments);
    }

    [Fact]
    public async Task A_lease_of_a_clock_that_is_ahead_lasts_its_own_length()
    {
        var (world, planned) = await FreshAsync(partitions: 1);
        world.Clock.Advance(Duration.FromDays(3_650));
        await StoppedAsync(world, planned, commits: 2);
        world.Clock.Advance(-Duration.FromDays(3_650));

        var second = world.Runs.CalculateAsync(world.Actor, planned.Id, Options with { Worker = "second" }, cancellationToken: Token);
        await Task.Delay(TimeSpan.FromMilliseconds(100), Token);
        Assert.False(second.IsCompleted);
        world.Clock.Advance(Duration.FromSeconds(61));
        Assert.Equal(BillingRunStatus.Calculated, (await second).Status);
    }

    [Fact]
    public async Task Whoever_comes_second_gets_what_is_done()
    {
        var (world, planned) = await FreshAsync();
        Assert.Equal(BillingRunStatus.Canceled, (await world.Runs.CancelAsync(world.Actor, planned.Id, Token)).Status);
        Assert.Equal(BillingRunStatus.Canceled, (await world.Runs.CancelAsync(world.Actor, planned.Id, Token)).Status);

        var back = await world.CalculateAsync(January);
        back = await world.Runs.RollBackAsync(world.Actor, back.Id, cancellationToken: Token);
        Assert.Equal(back, await world.Runs.RollBackAsync(world.Actor, back.Id, cancellationToken: Token));

        var issued = await world.BillAsync(January);
        Assert.Equal(issued, await world.Runs.IssueAsync(world.Actor, issued.Id, cancellationToken: Token));
    }

    /// <summary>Calculates; before its third commit its lease is over, and others are faster: they calculate the run and go on with it.</summary>
    private static Task<BillingRun> LateAsync(AWorld world, BillingRun run, Func<Task> goOn)
    {
        var hooked = new HookedStore(world.Store);
        var commits = 0;
        hooked.BeforeCommit = async _ =>
        {
            if (Interlocked.Increment(ref commits) == 3)
            {
                hooked.BeforeCommit = null;
                world.Clock.Advance(Duration.FromMinutes(2));
                await world.Runs.CalculateAsync(world.Actor, run.Id, Options with { Worker = "faster" }, cancellationToken: Token);
                await goOn();
            }
        };
        return world.Through(hooked).Runs.CalculateAsync(world.Actor, run.Id, Options with { Worker = "late" }, cancellationToken: Token);
    }

    /// <summary>Calculates until so many commits are done.</summary>
    private static async Task StoppedAsync(AWorld world, BillingRun run, int commits)
    {
        var left = commits;
        var hooked = new HookedStore(world.Store);
        hooked.BeforeCommit = _ => Interlocked.Decrement(ref left) < 0 ? throw new IOException("stopped") : Task.CompletedTask;
        await Assert.ThrowsAsync<IOException>(() =>
            world.Through(hooked).Runs.CalculateAsync(world.Actor, run.Id, Options with { Worker = "stopped" }, cancellationToken: Token));
    }

    /// <summary>Works until a run has come to a status.</summary>
    private static async Task StoppedAtAsync(AWorld world, BillingRunStatus status, BillingRun run, Func<AWorld, Task> work)
    {
        var hooked = new HookedStore(world.Store);
        hooked.BeforeCommit = async _ =>
        {
            if ((await world.Runs.FindAsync(world.Actor, run.Id, Token))!.Status == status)
            {
                throw new IOException("stopped");
            }
        };
        await Assert.ThrowsAsync<IOException>(() => work(world.Through(hooked)));
    }

    /// <summary>Seven customers, in three partitions.</summary>
    private static async Task<(AWorld World, BillingRun Planned)> FreshAsync(int partitions = 3)
    {
        var world = await OfSevenAsync();
        return (world, await world.Runs.PlanAsync(world.Actor, Plan(January, partitions: partitions), Token));
    }
}
