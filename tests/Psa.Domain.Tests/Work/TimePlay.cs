using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Work;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Work.WorkDesk;

namespace Psa.Domain.Tests.Work;

/// <summary>Plays a history of time on one ticket, and looks after each step whether its money and its minutes are what they should be.</summary>
internal sealed class TimePlay
{
    private readonly WorkDesk _desk;
    private readonly Customer _other;
    private readonly Ticket _ticket;
    private readonly ContractPart[] _parts;
    private readonly int _step;
    private readonly TimeRoundUp _roundUp;

    // as somebody would note it who sees invoices go out; not known as long as something is canceled, or where time that adds nothing waits for the next
    private readonly HashSet<Id<TimeEntry>> _invoiced = [];
    private bool _isKnown;
    private int _days;

    private TimePlay(WorkDesk desk, Customer other, Ticket ticket, ContractPart[] parts, int step, TimeRoundUp roundUp) =>
        (_desk, _other, _ticket, _parts, _step, _roundUp, _isKnown) = (desk, other, ticket, parts, step, roundUp, step <= 1 || roundUp == TimeRoundUp.Entry);

    internal HashSet<string> Transitions { get; } = new(StringComparer.Ordinal);

    internal static async Task<TimePlay> OpenAsync(int step, TimeRoundUp roundUp)
    {
        var desk = await WorkDesk.OpenAsync(step: step, roundUp: roundUp);
        var other = ACustomer("other");
        await desk.World.AddAsync(other);

        // a contract of nothing that concerns time, which the ticket names but while what covers it does or what sold hours
        var (plain, hours) = (AContract(desk.Customer), AContract(desk.Customer, name: "hours"));
        ContractPart[] parts =
        [
            APart(plain),
            APart(plain, name: "managed") with { Kind = PartKind.ManagedService },
            APart(hours, name: "hours") with { Kind = PartKind.Block, Block = BlockDesk.Once(100_000) },
        ];
        await desk.World.AddAsync(plain, hours, parts[0], parts[1], parts[2]);
        await desk.World.BillAsync(Day, Day);
        return new(desk, other, await desk.TicketAsync(parts[0].Id), parts, step, roundUp) { _days = 1 };
    }

    internal async Task<bool> DoAsync(TimeStep step)
    {
        var before = await EntriesAsync();
        var isDone = await TryAsync(step, before);
        var known = before.ToDictionary(entry => entry.Id, entry => entry.Status);
        foreach (var entry in await EntriesAsync())
        {
            if (known.TryGetValue(entry.Id, out var was) && was != entry.Status)
            {
                Transitions.Add($"{was.Name} {entry.Status.Name}");
            }
        }

        await LookAsync();
        return isDone;
    }

    /// <summary>Takes back all that can be, after which nobody bears anything of it: but for what is invoiced, and what somebody decided not to give back.</summary>
    internal async Task TakeAllBackAsync()
    {
        foreach (var entry in await EntriesAsync())
        {
            await (entry.Status == TimeStatus.Approved ? AnyAsync([entry], 0, one => _desk.UnapproveAsync(one)) : Task.FromResult(false));
        }

        await LookAsync();
        var (entries, items) = (await EntriesAsync(), (await _desk.ItemsAsync(_ticket)).FindAll(item => !item.Released));
        if (!entries.Exists(entry => entry.Approval is not null) && !items.Exists(item => item.Computed.Sign <= 0 && !item.Waiver().IsZero))
        {
            Assert.All(items.GroupBy(item => item.Customer), own => Assert.Equal(0m, own.Sum(item => item.Borne().Amount)));
        }
    }

    private async Task<bool> TryAsync(TimeStep step, List<TimeEntry> entries)
    {
        var items = await _desk.ItemsAsync(_ticket);
        switch (step.Kind)
        {
            case TimeStepKind.Log or TimeStepKind.LogMore:
                var isMore = step.Kind == TimeStepKind.LogMore;
                await _desk.SubmitAsync(_ticket, step.Minutes, content => content with
                {
                    Kind = isMore && step.Which % 2 == 0 ? AfterHours.Id : null,
                    Activity = isMore && step.Which % 3 == 0 ? Travel.Id : null,
                    IsFree = isMore && step.Which % 5 == 0,
                });
                return true;
            case TimeStepKind.ApproveOne:
                return await AnyAsync(entries.FindAll(entry => entry.Status == TimeStatus.Submitted), step.Which, entry => _desk.ApproveAsync(entry));
            case TimeStepKind.ApproveAll:
                var waiting = entries.FindAll(entry => entry.Status == TimeStatus.Submitted);
                await (waiting.Count == 0 ? Task.CompletedTask : _desk.ApproveAsync([.. waiting]));
                return waiting.Count > 0;
            case TimeStepKind.ApproveFree:
                return await AnyAsync(entries.FindAll(entry => entry.Status == TimeStatus.Submitted), step.Which, entry => _desk.Time.ApproveAsync(Dan, [new(entry.Id, IsFree: true)], Token));
            case TimeStepKind.ApproveCovered:
                return await ApproveOnAsync(_parts[1], TimeCover.Covered, step.Which, entries);
            case TimeStepKind.ApproveOfLot:
                return await ApproveOnAsync(_parts[2], TimeCover.Block, step.Which, entries);
            case TimeStepKind.Unapprove:
                return await UnapproveAsync(entries.FindAll(entry => entry.Status == TimeStatus.Approved), step.Which);
            case TimeStepKind.Bill:
                await BillAsync(entries);
                return true;
            case TimeStepKind.RollBack:
                var run = await _desk.World.CalculateAsync(Day.PlusDays(_days), Day.PlusDays(_days));
                await _desk.World.Runs.RollBackAsync(_desk.World.Actor, run.Id, cancellationToken: Token);
                return true;
            case TimeStepKind.Cancel:
                return await AnyAsync(items.FindAll(item => item.IsEditable()), step.Which, item => _desk.World.Items.CancelAsync(_desk.World.Actor, item.Id, "no", Token));
            case TimeStepKind.Override:
                return await AnyAsync(items.FindAll(item => item.IsEditable() && item.Net.Sign > 0), step.Which, item => _desk.World.Items.OverrideAsync(_desk.World.Actor, item.Id, Eur(step.Minutes), "less", Token));
            case TimeStepKind.Move:
                return await AnyAsync(items.FindAll(item => item.IsEditable()), step.Which, item => _desk.World.Items.MoveAsync(_desk.World.Actor, item.Id, item.Customer == _other.Id ? _desk.Customer.Id : _other.Id, Token));
            case TimeStepKind.Credit:
                return await AnyAsync(items.FindAll(item => item is { Released: false, Invoice: not null }), step.Which, item => CreditAsync(item.Invoice!.Value, step));
            default:
                return await AnyAsync(items.FindAll(item => item is { Released: false } && item.Status == SalesItemStatus.Canceled), step.Which, item => _desk.World.Items.ReleaseAsync(_desk.World.Actor, item.Id, Token));
        }
    }

    private async Task<bool> ApproveOnAsync(ContractPart part, TimeCover cover, int which, List<TimeEntry> entries)
    {
        if (entries.FindAll(entry => entry.Status == TimeStatus.Submitted) is not { Count: > 0 } waiting)
        {
            return false;
        }

        var asked = waiting[which % waiting.Count];
        await _desk.Tickets.ChangeAsync(Dan, _ticket.Id, _desk.AContent(part.Id), Token);
        var entry = await _desk.ApproveAsync(asked);
        Assert.Equal(asked.IsFree ? TimeCover.NotBillable : cover, entry.Approval!.Cover);
        await _desk.Tickets.ChangeAsync(Dan, _ticket.Id, _desk.AContent(_parts[0].Id), Token);
        return true;
    }

    private async Task<bool> UnapproveAsync(List<TimeEntry> approved, int which)
    {
        if (approved.Count == 0)
        {
            return false;
        }

        var entry = approved[which % approved.Count];
        var isDone = await AnyAsync([entry], 0, one => _desk.UnapproveAsync(one));
        if (!IsPriced(entry) || _isKnown)
        {
            Assert.Equal(IsPriced(entry) && _invoiced.Contains(entry.Id), !isDone);
        }

        return isDone;
    }

    private async Task BillAsync(List<TimeEntry> entries)
    {
        await _desk.World.BillAsync(Day.PlusDays(_days), Day.PlusDays(_days++));
        _isKnown = (_step <= 1 || _roundUp == TimeRoundUp.Entry) && (await _desk.ItemsAsync(_ticket)).TrueForAll(item => item.Released || item.Status == SalesItemStatus.Invoiced);
        _invoiced.Clear();
        _invoiced.UnionWith(entries.FindAll(IsPriced).ConvertAll(entry => entry.Id));
    }

    // all that is left of a line, half of it, or the whole; what is released by it stands on no invoice any more
    private async Task CreditAsync(Id<Invoice> id, TimeStep step)
    {
        var (notes, actor) = (_desk.World.CreditNotes, _desk.World.Actor);
        var lines = (await notes.CreditableAsync(actor, id, Token)).Lines.Where(line => line.Borne is not { IsZero: true }).ToList();
        if (lines.Count == 0)
        {
            return;
        }

        var (line, isWhole) = (lines[step.Minutes % lines.Count], step.Which % 4 == 0);
        var left = line.Borne is { } borne && borne.Abs() < line.Amount.Abs() ? borne : line.Amount;
        ValueList<CreditLine> asked = isWhole ? [] : [new(line.Line, Amount: step.Which % 4 == 1 && left.MinorUnits / 2 != 0 ? Money.FromMinorUnits(left.MinorUnits / 2, left.Currency) : left)];
        var note = await notes.DraftAsync(actor, new() { Invoice = id, Reason = "wrong", Date = Day.PlusDays(_days), Whole = isWhole, Lines = asked, Releases = step.Which % 2 == 0 }, Token);
        await notes.IssueAsync(actor, note.Id, cancellationToken: Token);
        _isKnown = false;
    }

    private static bool IsPriced(TimeEntry entry) => entry.Approval is { Cover: TimeCover.Priced, Counted: > 0 };

    private static async Task<bool> AnyAsync<T>(List<T> among, int which, Func<T, Task> act)
    {
        if (among.Count == 0)
        {
            return false;
        }

        try
        {
            await act(among[which % among.Count]);
            return true;
        }
        catch (RuleViolationException refusal) when (refusal.Code is WorkErrors.Billed or SalesItemErrors.SignChanged or SalesItemErrors.ExceedsBorne or SalesItemErrors.NotMovable
            or CreditNoteErrors.ExceedsBilled or CreditNoteErrors.ExceedsBorne)
        {
            return false;
        }
    }

    private Task<List<TimeEntry>> EntriesAsync() => _desk.World.ReadAsync(session => Psa.Services.WorkReads.TimeOfAsync(session, _ticket, Token));

    private async Task LookAsync()
    {
        var (entries, items) = (await EntriesAsync(), await _desk.ItemsAsync(_ticket));
        var priced = entries.FindAll(IsPriced);
        Assert.Equal(Expected(entries.FindAll(entry => entry.Approval is { Cover: TimeCover.Priced or TimeCover.Block })), items.Where(item => !item.Released).Sum(item => item.Computed.Amount));

        // whoever bears the ticket bears all of it, and nobody is given back more than they bear
        Assert.InRange(items.Where(item => !item.Released && !item.Borne().IsZero).DistinctBy(item => item.Customer).Count(), 0, 1);
        Assert.All(items.Where(item => !item.Released).GroupBy(item => item.Customer), own => Assert.True(own.Sum(item => item.Borne().Amount) >= 0m, string.Join(", ", own.Select(item => $"{item.Net} {item.Status}"))));

        // each entry stands on one item at most, whatever was taken back, and nothing stands on one that isn't approved; one that adds nothing waits for the next
        var held = Held(items);
        Assert.Equal(held.Count, held.Distinct().Count());
        Assert.All(held, id => Assert.Contains(priced, entry => entry.Id == id));
        Assert.All(_step <= 1 ? priced : [], entry => Assert.Contains(entry.Id, held));
        Assert.All(items.Select((item, place) => (item, place)), one => Assert.Equal(one.place, one.item.Ordinal));
        foreach (var item in items)
        {
            Assert.InRange(item.Credited?.Amount ?? 0m, Math.Min(0m, item.Net.Amount), Math.Max(0m, item.Net.Amount));
            Assert.Equal(item.Computed.Amount, item.Work.AsEnumerable().Sum(share => share.Amount.Amount));
            Assert.Equal(item.Net.Amount, item.Lines.AsEnumerable().Sum(line => line.Amount.Amount));
            Assert.All(item.Lines.AsEnumerable(), line => Assert.Equal(line.Amount, line.Recompute(Rounding.HalfUp)));
        }
    }

    private static List<Id<TimeEntry>> Held(List<SalesItem> items)
    {
        var held = new List<Id<TimeEntry>>();
        foreach (var item in items.FindAll(item => !item.Released))
        {
            foreach (var returned in item.Work.AsEnumerable().SelectMany(share => share.Returned.AsEnumerable()))
            {
                held.Remove(returned);
            }

            held.AddRange(item.Work.AsEnumerable().SelectMany(share => share.Entries.AsEnumerable()));
        }

        return held;
    }

    // as somebody with a pencil would reckon it: what lots took of the rounded minutes isn't priced
    private decimal Expected(List<TimeEntry> taking) => taking
        .GroupBy(entry => (entry.Approval!.Activity, entry.Approval.Kind, entry.Approval.Rate, entry.Approval.Factor, entry.Approval.Multiplier))
        .Sum(group =>
        {
            var uncovered = (MinutesOf(group) * group.Key.Multiplier) - group.Sum(entry => entry.Approval!.Blocks.AsEnumerable().Sum(share => share.Minutes));
            return Math.Round(uncovered * group.Key.Rate!.Value.Amount * group.Key.Factor / (60m * group.Key.Multiplier), 2, MidpointRounding.AwayFromZero);
        });

    private decimal MinutesOf(IEnumerable<TimeEntry> alike) => _roundUp == TimeRoundUp.Entry
        ? alike.Sum(entry => Up(entry.Approval!.Counted))
        : Up(alike.Sum(entry => entry.Approval!.Counted));

    private decimal Up(int minutes) => _step == 0 ? minutes : Math.Ceiling((decimal)minutes / _step) * _step;
}
