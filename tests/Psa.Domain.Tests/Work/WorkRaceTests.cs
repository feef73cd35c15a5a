using NodaTime;
using Psa.Contracts;
using Psa.SalesItems;
using Psa.Services;
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

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_item_of_a_lot_is_canceled_or_the_lot_is_taken(string store)
    {
        var desk = await BlockDesk.OpenAsync(store);
        var lots = await SoldAsync(desk, Rounds);
        var canceled = 0;
        foreach (var (contract, item) in lots)
        {
            // each on a project of its own, which names the lot's contract
            var entries = new List<TimeEntry>();
            for (var i = 1; i < Callers; i++)
            {
                entries.Add(await desk.Desk.SubmitAsync(await desk.Desk.LogAsync(await desk.Desk.ProjectAsync(contract.Id), 25)));
            }

            var codes = await AtOnceAsync(caller => caller == 0 ? desk.Desk.World.Items.CancelAsync(desk.Desk.World.Actor, item, "no", Token) : desk.Desk.ApproveAsync(entries[caller - 1]));

            var isCanceled = (await desk.Desk.World.Items.FindAsync(desk.Desk.World.Actor, item, Token))!.Status == SalesItemStatus.Canceled;
            Assert.Equal(isCanceled ? [null, null, null, null] : [null, null, null, WorkErrors.BlockConsumed], codes);
            var approvals = await Task.WhenAll(entries.Select(desk.ApprovalAsync));
            var (covered, priced) = (approvals.Sum(static approval => BlockDesk.Split(approval).Covered), approvals.Sum(static approval => approval.Uncovered()));
            Assert.Equal(isCanceled ? (0m, 75m) : (60m, 15m), (covered, priced));
            Assert.Equal(covered, (await desk.Desk.World.Contracts.BlocksAsync(desk.Desk.World.Actor, contract.Id, Start, Start, Token)).AsEnumerable().Sum(static lot => lot.Used));
            canceled += isCanceled ? 1 : 0;
        }

        Console.WriteLine($"{store}: {canceled} of {Rounds} lots canceled");
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_approval_is_taken_back_while_another_is_given(string store)
    {
        var desk = await OpenAsync(store);
        for (var n = 0; n < Rounds; n++)
        {
            var ticket = await desk.TicketAsync();
            var (before, after) = (await desk.ApproveAsync(await desk.SubmitAsync(ticket, 20)), await desk.SubmitAsync(ticket, 7));

            var codes = await AtOnceAsync(caller => caller % 2 == 0 ? desk.UnapproveAsync(before) : desk.ApproveAsync(after));

            Assert.Equal([null, null, PsaErrors.ActionNotAllowed, PsaErrors.ActionNotAllowed], codes);
            var item = Assert.Single(await desk.ItemsAsync(ticket), static item => !item.Released);
            Assert.Equal((15, 22.5m, after.Id), (await desk.MinutesAsync(ticket), item.Net.Amount, Assert.Single(item.Work[0].Entries)));
            Assert.Equal(TimeStatus.Submitted, (await desk.Time.FindAsync(Dan, before.Id, Token))!.Status);
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_lot_is_given_back_to_while_it_is_taken_from(string store)
    {
        var desk = await BlockDesk.OpenAsync(store);
        foreach (var (contract, _) in await SoldAsync(desk, Rounds))
        {
            // one of its own each: an approval of 40 is taken back, and others take what there is
            var entries = new List<TimeEntry>();
            for (var i = 0; i < Callers; i++)
            {
                entries.Add(await desk.Desk.SubmitAsync(await desk.Desk.LogAsync(await desk.Desk.ProjectAsync(contract.Id), 40)));
            }

            await desk.Desk.ApproveAsync(entries[0]);
            Assert.All(await AtOnceAsync(caller => caller == 0 ? desk.Desk.UnapproveAsync(entries[0]) : desk.Desk.ApproveAsync(entries[caller])), Assert.Null);

            var approvals = await Task.WhenAll(entries.Skip(1).Select(desk.ApprovalAsync));
            var (covered, priced) = (approvals.Sum(static approval => BlockDesk.Split(approval).Covered), approvals.Sum(static approval => approval.Uncovered()));
            Assert.Equal(120m, covered + priced);
            Assert.InRange(covered, 20m, 60m);
            Assert.Equal(covered, (await desk.Desk.World.Contracts.BlocksAsync(desk.Desk.World.Actor, contract.Id, Start, Start, Token)).AsEnumerable().Sum(static lot => lot.Used));
            Assert.Null((await desk.Desk.Time.FindAsync(Dan, entries[0].Id, Token))!.Approval);
        }
    }

    /// <summary>Contracts with a lot of an hour each, whose items wait for an invoice.</summary>
    private static async Task<List<(Contract Contract, Id<SalesItem> Item)>> SoldAsync(BlockDesk desk, int count)
    {
        var world = desk.Desk.World;
        var parts = new List<(Contract Contract, ContractPart Part)>();
        for (var n = 0; n < count; n++)
        {
            var contract = AContract(desk.Desk.Customer, name: $"hours {n}");
            var part = APart(contract, 1000m, name: $"lot {n}") with { Kind = PartKind.Block, Block = BlockDesk.Once(60) };
            await world.AddAsync(contract, part);
            parts.Add((contract, part));
        }

        await world.CalculateAsync(Start, new LocalDate(2025, 10, 1));
        var items = (await world.AllItemsAsync()).ToDictionary(static item => item.SourceId);
        await world.InSessionAsync(async session =>
        {
            foreach (var (_, part) in parts)
            {
                session.Of<SalesItem>().Update((await session.Of<SalesItem>().RequireAsync(items[part.Id.Value].Id, Token)).TakeOffInvoice());
            }
        });
        return parts.ConvertAll(one => (one.Contract, items[one.Part.Id.Value].Id));
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
