using Psa.Testing;
using Psa.Work;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Work.WorkDesk;

namespace Psa.Domain.Tests.Work;

/// <summary>Several approvers at the same moment, each with sessions of its own: a ticket's version decides, and nothing of it is billed twice or lost.</summary>
public sealed class WorkRaceTests
{
    private const int Callers = 4;

    private static int Rounds => Depth.Of(20, 200);

    public static TheoryData<string> Stores { get; } = ["memory", "sqlite", "postgresql"];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_same_entries_are_approved_once(string store)
    {
        var desk = await OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            var ticket = await desk.TicketAsync();
            var entries = new[] { await desk.SubmitAsync(ticket, 7), await desk.SubmitAsync(ticket, 7), await desk.SubmitAsync(ticket, 7) };

            var codes = await AtOnceAsync(_ => desk.ApproveAsync(entries));

            Assert.Equal([null, .. Enumerable.Repeat(PsaErrors.ActionNotAllowed, Callers - 1)], codes);
            Assert.Equal((30, 45m), (await desk.MinutesAsync(ticket), Assert.Single(await desk.ItemsAsync(ticket)).Net.Amount));
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Different_entries_of_a_ticket_are_all_billed(string store)
    {
        var desk = await OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            var ticket = await desk.TicketAsync();
            var entries = new List<TimeEntry>();
            for (var i = 0; i < Callers; i++)
            {
                entries.Add(await desk.SubmitAsync(ticket, 7));
            }

            Assert.All(await AtOnceAsync(caller => desk.ApproveAsync(entries[caller])), Assert.Null);

            var item = Assert.Single(await desk.ItemsAsync(ticket));
            Assert.Equal((30, 45m, Callers), (await desk.MinutesAsync(ticket), item.Net.Amount, item.Work[0].Entries.Count));
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_project_is_closed_or_takes_time(string store)
    {
        var desk = await OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            var project = await desk.ProjectAsync();
            var codes = await AtOnceAsync(caller => caller == 0 ? desk.Projects.CloseAsync(Dan, project.Id, Token) : (Task)desk.LogAsync(project, 7));
            Assert.All(codes, code => Assert.True(code is null or WorkErrors.ProjectClosed, code));
            Assert.Equal(ProjectStatus.Closed, (await desk.Projects.FindAsync(Dan, project.Id, Token))!.Status);
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_lot_is_taken_once(string store)
    {
        var desk = await BlockDesk.OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            // each on a ticket of its own, so that the lot is what they share
            var part = await desk.SellAsync(BlockDesk.Once(60) with { Thresholds = [100] }, name: $"lot {n}");
            await desk.BillAsync(Start);
            var entries = new List<TimeEntry>();
            for (var i = 0; i < Callers; i++)
            {
                entries.Add(await desk.SubmitAsync(await desk.Desk.TicketAsync(), Start, 25));
            }

            Assert.All(await AtOnceAsync(caller => desk.Desk.ApproveAsync(entries[caller])), Assert.Null);

            var approvals = await Task.WhenAll(entries.Select(desk.ApprovalAsync));
            Assert.Equal((60m, 40m), (approvals.Sum(approval => BlockDesk.Split(approval).Covered), approvals.Sum(approval => approval.Uncovered())));
            Assert.Equal(60m, (await desk.OnAsync(Start)).Single(lot => lot.Part == part.Id).Used);
        }
    }

    private static async Task<List<string?>> AtOnceAsync(Func<int, Task> call)
    {
        using var start = new SemaphoreSlim(0, Callers);
        var calls = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            await start.WaitAsync(Token);
            try
            {
                await call(caller);
                return null;
            }
            catch (PsaException refusal)
            {
                return refusal.Code;
            }
        })).ToList();
        start.Release(Callers);
        return [.. (await Task.WhenAll(calls)).Order(StringComparer.Ordinal)];
    }
}
