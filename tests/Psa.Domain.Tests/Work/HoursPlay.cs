using NodaTime;
using Psa.Contracts;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Work;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Work.BlockDesk;

namespace Psa.Domain.Tests.Work;

/// <summary>Plays a history of hours that runs bill and that approved time takes, through the services, and looks after each step whether minutes and money are where they should be.</summary>
internal sealed class HoursPlay
{
    private static readonly LocalDate Today = new(2025, 10, 1);

    private readonly BlockDesk _desk;
    private readonly ContractPart _retainer;
    private readonly Ticket[] _tickets;
    private readonly int _step;
    private BillingRun? _calculated;
    private int _sold;

    private HoursPlay(BlockDesk desk, ContractPart retainer, Ticket[] tickets, int step) => (_desk, _retainer, _tickets, _step) = (desk, retainer, tickets, step);

    /// <summary>Gets how often time was covered, was priced, was split, and was carried.</summary>
    internal (bool Covered, bool Priced, bool Split, bool Expired) Seen { get; private set; }

    internal static async Task<HoursPlay> OpenAsync(int step, int carryOver)
    {
        var desk = await BlockDesk.OpenAsync(step: step);
        var retainer = await desk.SellAsync(Hours(120) with { CarryOverMinutes = carryOver }, new(2025, 1, 10), "retainer");
        return new(desk, retainer, [await desk.Desk.TicketAsync(), await desk.Desk.TicketAsync()], step);
    }

    internal async Task<bool> DoAsync(HoursStep step)
    {
        try
        {
            return await TryAsync(step);
        }
        catch (RuleViolationException refusal) when (refusal.Code is WorkErrors.Billed or WorkErrors.BlockConsumed)
        {
            return false;
        }
        finally
        {
            await LookAsync();
        }
    }

    private async Task<bool> TryAsync(HoursStep step)
    {
        var (day, world) = (Start.PlusDays(step.Day), _desk.Desk.World);
        switch (step.Kind)
        {
            case HoursStepKind.SellOnce:
                await _desk.SellAsync(Once(step.Minutes) with { ValidMonths = (step.Which % 3) + 1, OverageRate = Price(90m) }, day, $"once {_sold++}");
                return true;
            case HoursStepKind.EndRetainer:
                var retainer = await world.ReadAsync(session => session.Of<ContractPart>().FindAsync(_retainer.Id, Token).AsTask());
                await world.UpdateAsync(retainer! with { LastDay = LocalDate.Max(day, new(2025, 1, 10)) });
                return true;
            case HoursStepKind.Bill when _calculated is null:
                await _desk.BillAsync(day);
                return true;
            case HoursStepKind.Calculate when _calculated is null:
                _calculated = await world.CalculateAsync(day, Today);
                return true;
            case HoursStepKind.RollBack when _calculated is { } run:
                _calculated = null;
                await world.Runs.RollBackAsync(world.Actor, run.Id, cancellationToken: Token);
                return true;
            case HoursStepKind.Cancel when _calculated is null:
                return await AnyAsync((await world.AllItemsAsync()).FindAll(item => item.IsEditable()), step.Which, item => world.Items.CancelAsync(world.Actor, item.Id, "no", Token));
            case HoursStepKind.Log:
                await _desk.SubmitAsync(_tickets[step.Which % _tickets.Length], day, step.Minutes);
                return true;
            case HoursStepKind.Approve:
                return await AnyAsync((await EntriesAsync()).FindAll(entry => entry.Status == TimeStatus.Submitted), step.Which, entry => _desk.Desk.ApproveAsync(entry));
            case HoursStepKind.ApproveAll:
                var waiting = (await EntriesAsync()).FindAll(entry => entry.Status == TimeStatus.Submitted);
                await (waiting.Count == 0 ? Task.CompletedTask : _desk.Desk.ApproveAsync([.. waiting]));
                return waiting.Count > 0;
            case HoursStepKind.Unapprove:
                return await AnyAsync((await EntriesAsync()).FindAll(entry => entry.Status == TimeStatus.Approved), step.Which, entry => _desk.Desk.UnapproveAsync(entry));
            default:
                return false;
        }
    }

    private static async Task<bool> AnyAsync<T>(List<T> among, int which, Func<T, Task> act)
    {
        await (among.Count == 0 ? Task.CompletedTask : act(among[which % among.Count]));
        return among.Count > 0;
    }

    private async Task<List<TimeEntry>> EntriesAsync()
    {
        var entries = new List<TimeEntry>();
        foreach (var ticket in _tickets)
        {
            entries.AddRange(await _desk.Desk.World.ReadAsync(session => Psa.Services.WorkReads.TimeOfAsync(session, ticket, Token)));
        }

        return entries;
    }

    private async Task LookAsync()
    {
        var entries = await EntriesAsync();
        foreach (var ticket in _tickets)
        {
            var approved = entries.FindAll(entry => entry.Ticket == ticket.Id && entry.Approval is not null);
            var rounded = Math.Ceiling(approved.Sum(entry => (decimal)entry.Approval!.Counted) / Math.Max(_step, 1)) * Math.Max(_step, 1);
            var covered = approved.Sum(entry => Split(entry.Approval!).Covered);
            var priced = approved.Sum(entry => entry.Approval!.Uncovered());
            Assert.Equal(rounded, covered + priced);
            Assert.Equal(priced * 1.5m, (await _desk.Desk.ItemsAsync(ticket)).Where(item => !item.Released).Sum(item => item.Computed.Amount));
            Assert.All(approved, entry => Assert.True(entry.Approval!.Uncovered() >= 0m && entry.Approval!.Takes()));
            var isSplit = approved.Exists(entry => entry.Approval!.Blocks.Count > 0 && entry.Approval.Uncovered() > 0m);
            Seen = (Seen.Covered || covered > 0m, Seen.Priced || priced > 0m, Seen.Split || isSplit, Seen.Expired);
        }

        await LookAtLotsAsync(entries);
    }

    private async Task LookAtLotsAsync(List<TimeEntry> entries)
    {
        var taken = entries.SelectMany(entry => (entry.Approval?.Blocks ?? []).AsEnumerable().Select(share => (share.Part, share.PeriodStart, share.Minutes, entry.WorkedOn)))
            .GroupBy(share => (share.Part, share.PeriodStart)).ToDictionary(lot => lot.Key, lot => lot.Sum(share => share.Minutes));
        var all = await _desk.StatementsAsync(Start.PlusDays(-40), Start.PlusDays(600));
        Assert.Equal(taken.Values.Sum(), all.Sum(lot => lot.Used));
        foreach (var lot in all)
        {
            Assert.Equal(taken.GetValueOrDefault((lot.Part, lot.PeriodStart)), lot.Used);
            Assert.Equal((0m, 0m), (lot.Starting, lot.Remaining));
            Seen = Seen with { Expired = Seen.Expired || lot.Expired > 0m };
        }

        // what is left at the end of some days is what the next begin with, and nothing gets lost between
        foreach (var cut in new[] { 8, 31, 45, 59, 90, 120 })
        {
            var (before, after) = (await _desk.StatementsAsync(Start.PlusDays(-40), Start.PlusDays(cut)), await _desk.StatementsAsync(Start.PlusDays(cut + 1), Start.PlusDays(600)));
            foreach (var lot in before.Concat(after))
            {
                Assert.Equal(lot.Starting + lot.Added, lot.Used + lot.Expired + lot.Remaining);
                Assert.All([lot.Starting, lot.Added, lot.Used, lot.Expired, lot.Remaining], minutes => Assert.True(minutes >= 0m, $"{lot}"));
            }

            Assert.Equal(before.Sum(lot => lot.Remaining), after.Sum(lot => lot.Starting));
            Assert.Equal(all.Sum(lot => lot.Used), before.Concat(after).Sum(lot => lot.Used));
            Assert.Equal(all.Sum(lot => lot.Added), before.Concat(after).Sum(lot => lot.Added));
        }
    }
}
