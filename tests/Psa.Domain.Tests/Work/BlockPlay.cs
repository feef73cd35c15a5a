using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Sellers;
using Psa.Work;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Work;

/// <summary>Plays a history of approvals over lots by the rules alone, and looks after each step whether every minute is where it should be.</summary>
internal sealed class BlockPlay
{
    private static readonly UnitPrice Rate = Price(90m);
    private static readonly decimal[] Multipliers = [1m, 1.5m, 0.25m, 1.1m];

    private readonly List<Lot> _lots;
    private readonly WorkBilling _billing;
    private readonly Dictionary<Id<BlockBalance>, BlockBalance> _balances = [];
    private readonly List<TimeEntry> _entries = [];
    private int _steps;

    internal BlockPlay(List<(int First, int Days, int Carried, int Minutes, int CarryOver)> lots, int step, TimeRoundUp roundUp)
    {
        _billing = new(step, roundUp, Currency.EUR, DerivedId.Create<BillingEntity>(Tenant, "entity"));
        _lots = [.. lots.Select((lot, n) =>
        {
            var (first, part) = (Start.PlusDays(lot.First), DerivedId.Create<ContractPart>(Tenant, "lot", n.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            var last = first.PlusDays(lot.Days - 1);
            return new Lot(BlockBalances.IdOf(Tenant, part, first), part, first, first, last, lot.CarryOver > 0 ? last.PlusDays(lot.Carried) : last, lot.Minutes, lot.CarryOver, first, [50, 100]);
        })];
        _lots.Sort(Lot.Compare);
        foreach (var lot in _lots)
        {
            _balances.Add(lot.Id, BlockBalances.New(Tenant, lot.Part, lot.PeriodStart));
        }
    }

    /// <summary>Gets whether anything was split between a lot and a price, and whether anything was carried.</summary>
    internal (bool IsSplit, bool IsCarried, bool IsHanded) Seen { get; private set; }

    internal bool Do(BlockStep step)
    {
        _steps++;
        var isDone = step.Kind == BlockStepKind.Approve ? Approve(step) : Unapprove(step);
        Look();
        return isDone;
    }

    internal void TakeAllBack()
    {
        while (_entries.Count > 0)
        {
            Do(new(BlockStepKind.Unapprove, _steps, 0, 0));
        }

        Assert.All(_balances.Values, balance => Assert.Equal((0m, 0), (balance.Consumed(), balance.Reached.Count)));
    }

    private bool Approve(BlockStep step)
    {
        var ticket = DerivedId.Create<Ticket>(Tenant, $"{step.Which % 2}");
        var entry = new TimeEntry
        {
            Id = DerivedId.Create<TimeEntry>(Tenant, $"{_steps}"),
            Tenant = Tenant,
            Ticket = ticket,
            User = UserId.Of("eve"),
            By = "eve",
            WorkedOn = Start.PlusDays(step.Day),
            Minutes = step.Minutes,
            Kind = WorkKinds.RegularOf(Tenant),
            Text = "Looked",
            Status = TimeStatus.Approved,
            Approval = new()
            {
                User = UserId.Of("dan"),
                By = "dan",
                At = Instant.FromUtc(2025, 1, 1, 0, 0).Plus(Duration.FromSeconds(_steps)),
                Minutes = step.Minutes,
                Kind = WorkKinds.RegularOf(Tenant),
                Activity = DerivedId.Create<Product>(Tenant, "support"),
                Cover = TimeCover.Priced,
                Counted = step.Minutes,
                Rate = Rate,
                Multiplier = Multipliers[step.Which % Multipliers.Length],
            },
        };
        var book = Book();
        _entries.Add(TimeTaking.Take(entry, Of(ticket), _billing, _lots, book));
        Keep(book);
        return true;
    }

    private bool Unapprove(BlockStep step)
    {
        if (_entries.Count == 0)
        {
            return false;
        }

        var entry = _entries[step.Which % _entries.Count];
        _entries.Remove(entry);
        var book = Book();
        foreach (var changed in TimeTaking.GiveBack(entry, Of(entry.Ticket!.Value), _billing, book))
        {
            var at = _entries.FindIndex(other => other.Id == changed.Id);
            Seen = Seen with { IsHanded = Seen.IsHanded || changed.Approval!.Blocks.Count > _entries[at].Approval!.Blocks.Count };
            _entries[at] = changed;
        }

        Keep(book);
        return true;
    }

    private List<TimeEntry> Of(Id<Ticket> ticket) => _entries.Where(entry => entry.Ticket == ticket).ToList();

    private LotBook Book()
    {
        var book = new LotBook();
        _lots.ForEach(lot => book.Add(lot, _balances[lot.Id]));
        return book;
    }

    private void Keep(LotBook book)
    {
        foreach (var (balance, announced) in book.Changes())
        {
            Assert.Equal(balance.Reached.AsEnumerable().Except(_balances[balance.Id].Reached.AsEnumerable()), announced);
            _balances[balance.Id] = balance;
        }
    }

    private void Look()
    {
        // all that is approved alike takes its rounded total, of lots or at the price, and each entry no more than it is said to
        foreach (var alike in _entries.GroupBy(entry => (entry.Ticket, entry.Approval!.Multiplier)))
        {
            var counted = alike.Select(entry => entry.Approval!.Counted).ToList();
            Assert.Equal(_billing.RoundUp == TimeRoundUp.Entry ? counted.Sum(Up) : Up(counted.Sum()), alike.Sum(entry => entry.Approval!.Taken));
        }

        foreach (var entry in _entries)
        {
            var (approval, covered) = (entry.Approval!, entry.Approval!.Blocks.AsEnumerable().Sum(share => share.Minutes));
            Assert.Equal(approval.Taken * approval.Multiplier, covered + approval.Uncovered());
            Assert.True(approval.Taken >= 0 && approval.Uncovered() >= 0m);
            Assert.True(approval.Uncovered() == 0m || approval.Cover == TimeCover.Priced);
            Seen = Seen with { IsSplit = Seen.IsSplit || (covered > 0m && approval.Uncovered() > 0m) };
        }

        // what lots lost is what entries took of them
        foreach (var lot in _lots)
        {
            var balance = _balances[lot.Id];
            foreach (var entry in _entries)
            {
                var taken = entry.Approval!.Blocks.AsEnumerable().Where(share => share.Part == lot.Part).Sum(share => share.Minutes);
                var lost = balance.Uses.AsEnumerable().Where(use => use.Entry == entry.Id).Sum(use => use.Minutes);
                Assert.Equal(taken, lost);
            }

            var all = _entries.Sum(entry => entry.Approval!.Blocks.AsEnumerable().Where(share => share.Part == lot.Part).Sum(share => share.Minutes));
            Assert.Equal(all, balance.Consumed());
            Assert.All(balance.Uses.AsEnumerable(), use => Assert.True(lot.IsValidOn(use.WorkedOn) && use.Minutes > 0m && use.IsCarried == use.WorkedOn > lot.LastDay));
            Seen = Seen with { IsCarried = Seen.IsCarried || balance.Uses.AsEnumerable().Any(use => use.IsCarried) };
            LookAtDays(lot, balance);
        }
    }

    private static void LookAtDays(Lot lot, BlockBalance balance)
    {
        var expired = 0m;
        for (var day = lot.FirstDay.PlusDays(-1); day <= lot.CarriedThrough.PlusDays(2); day = day.PlusDays(1))
        {
            var state = lot.On(balance, day);
            Assert.Equal(state.Bought, state.Consumed + state.Remaining + state.Expired);
            Assert.True(state.Consumed >= 0m && state.Remaining >= 0m && state.Expired >= expired, $"{day}: {state}");
            expired = state.Expired;
        }

        Assert.Equal((lot.Minutes, 0m), (lot.On(balance, lot.CarriedThrough.PlusDays(1)).Bought, lot.On(balance, lot.CarriedThrough.PlusDays(1)).Remaining));
    }

    private int Up(int minutes) => WorkTotals.Up(minutes, _billing.Step);
}
