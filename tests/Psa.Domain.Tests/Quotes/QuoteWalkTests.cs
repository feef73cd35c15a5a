using System.Collections.Concurrent;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Customers;
using Psa.Domain.Tests.Runs;
using Psa.Quotes;
using Psa.Sellers;
using Psa.Storage;
using Psa.Testing;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Quotes;

/// <summary>
/// Random walks over all that can be done to quotes reach what the table allows and nothing else; the revisions of a number are 0, 1, 2 … with one live at most; and the content of what was activated never changes,
/// whatever becomes of it, the catalog and the customer.
/// </summary>
public sealed class QuoteWalkTests
{
    private static readonly ConcurrentDictionary<Kind, int> Played = new();
    private static readonly ConcurrentDictionary<string, int> Reached = new();

    public enum Kind
    {
        Draft,
        Change,
        Activate,
        Send,
        Accept,
        Win,
        Lose,
        Cancel,
        Expire,
        Revise,
        Discard,
        RequestApproval,
        Approve,
        Reject,
        Override,
        Lock,
        Reprice,
        Price,
        Customer,
        Days,
    }

    // what is seldom has its turn by steps in a row
    private static readonly Kind[][] Rows =
    [
        [Kind.Draft, Kind.Activate, Kind.Revise, Kind.Days, Kind.Discard],
        [Kind.Draft, Kind.Activate, Kind.Days, Kind.Expire, Kind.Revise],
        [Kind.Draft, Kind.Activate, Kind.Send, Kind.Accept],
        [Kind.Draft, Kind.Activate, Kind.Lose, Kind.Revise, Kind.RequestApproval, Kind.Reject],
        [Kind.Draft, Kind.Activate, Kind.Revise, Kind.Discard, Kind.Revise],
        [Kind.Draft, Kind.RequestApproval, Kind.Approve, Kind.Activate, Kind.Cancel, Kind.Revise],
    ];

    private static Gen<Step[]> One { get; } =
        from kind in Gen.Elements(Enum.GetValues<Kind>())
        from which in Gen.Choose(0, 30)
        from amount in Gen.Choose(1, 500)
        select new[] { new Step(kind, which, amount) };

    private static Arbitrary<Step[]> Walks { get; } = Arb.From(
        from count in Gen.Choose(5, 20)
        from steps in Gen.ArrayOf(Gen.Frequency((4, One), (1, Gen.Elements(Rows).Select(static row => Array.ConvertAll(row, static kind => new Step(kind, kind == Kind.Expire ? 1 : 0, 100))))), count)
        select steps.SelectMany(static one => one).ToArray(),
        steps => Enumerable.Range(0, steps.Length).Select(i => (Step[])[.. steps[..i], .. steps[(i + 1)..]]));

    [Fact]
    public void Walks_reach_what_the_table_allows_and_nothing_else()
    {
        PropertyCheck.That(
            Prop.ForAll(Walks, steps => Blocking.Run(async () =>
            {
                var walk = new Walk((await AWinDesk.OpenAsync()).Desk);
                foreach (var step in steps)
                {
                    await walk.PlayAsync(step);
                }
            })), maxTest: 150, endSize: 40, tally: Played);

        var walked = QuoteLifecycle.Table.Transitions.AsEnumerable().Select(static one => $"{one.Action} {one.From.Name} {one.To.Name}");
        Assert.SkipWhen(TestStores.IsDatabase, "A few walks reach not all of it.");
        Assert.All(walked, static transition => Assert.True(Reached.ContainsKey(transition), $"No walk reached: {transition}."));
    }

    private sealed record Step(Kind Kind, int Which, int Amount)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"\n      {Kind} {Which} {Amount}");
    }

    private sealed class Walk(AQuoteDesk desk)
    {
        private readonly Dictionary<Id<Quote>, string> _held = [];
        private List<Quote> _before = [];
        private LocalDate _today = Start;

        public async Task PlayAsync(Step step)
        {
            var acted = true;
            try
            {
                await TryAsync(step, _before.Count == 0 ? null : _before[Place(step)]);
            }
            catch (PsaException)
            {
                acted = false;
            }

            var now = await AllAsync();
            CheckMoves(step, now, acted);
            CheckRevisions(now);
            CheckHeld(now);
            _before = now;
            if (acted)
            {
                Played.AddOrUpdate(step.Kind, 1, static (_, count) => count + 1);
            }
        }

        // one of the latest: most of all can happen to those
        private int Place(Step step) => _before.Count - 1 - (step.Which % Math.Min(_before.Count, 4));

        private async Task TryAsync(Step step, Quote? quote)
        {
            switch (step.Kind)
            {
                case Kind.Draft:
                    await desk.Quotes.DraftAsync(step.Which % 2 == 0 ? Ann : Sam, desk.New() with { Content = AContent(Sold(step.Amount), ALine(step.Amount)) with { Date = _today } }, Token);
                    return;
                case Kind.Days:
                    _today = _today.PlusDays(step.Which % 3 == 0 ? 31 : step.Which % 5);
                    desk.On(_today);
                    return;
                case Kind.Price:
                    await desk.PriceAsync((Start, step.Amount / 100m));
                    return;
                case Kind.Customer:
                    await desk.World.UpdateAsync(desk.Customer with { BillingInformation = Complete with { LegalName = $"Buyer {step.Amount}", TaxCode = step.Which % 2 == 0 ? "ZERO" : "STD" } });
                    return;
                case Kind.Expire:
                    await desk.SetAsync(new QuotePolicy { ClosesExpired = true, WinsOnAcceptance = step.Which % 3 == 0, Expired = step.Which % 5 == 0 ? ExpiredQuotes.Allow : ExpiredQuotes.Block, Approval = step.Which % 4 != 0 ? null : new() { TotalAbove = [Eur(step.Amount)] } });
                    await desk.Quotes.ExpireAsync(Ann, Token);
                    return;
                default:
                    await OfAsync(step, (quote ?? throw new EntityNotFoundException(nameof(Quote), Guid.Empty)).Id);
                    return;
            }
        }

        private Task OfAsync(Step step, Id<Quote> id) => step.Kind switch
        {
            Kind.Change => (Task)desk.Quotes.ChangeAsync(Sam, id, AContent(Sold(step.Amount), Optional(ALine(), step.Which % 2 == 0)) with { Date = _today }, Token),
            Kind.Activate => desk.Quotes.ActivateAsync(step.Which % 2 == 0 ? Bob : Sam, id, Token),
            Kind.Send => desk.Quotes.SendAsync(Sam, id, "buyer@example.com", DeliveryMethod.Email, Token),
            Kind.Accept => desk.Quotes.AcceptAsync(Sam, id, new() { ByName = "Buyer" }, Token),
            Kind.Win => desk.Quotes.WinAsync(Sam, id, new(), Token),
            Kind.Lose => desk.Quotes.LoseAsync(Sam, id, "Too dear", Token),
            Kind.Cancel => desk.Quotes.CancelAsync(Sam, id, "Wrong", Token),
            Kind.Revise => desk.Quotes.ReviseAsync(Sam, id, Token),
            Kind.Discard => desk.Quotes.DiscardAsync(Sam, id, Token),
            Kind.RequestApproval => desk.Quotes.RequestApprovalAsync(Sam, id, Token),
            Kind.Approve => desk.Quotes.ApproveAsync(Bob, id, cancellationToken: Token),
            Kind.Reject => desk.Quotes.RejectAsync(Bob, id, "No", Token),
            Kind.Override => desk.Quotes.OverridePriceAsync(Ann, id, 0, Price(step.Amount), "Friend", Token),
            Kind.Lock => step.Which % 2 == 0 ? desk.Quotes.LockPricesAsync(Ann, id, Token) : desk.Quotes.UnlockPricesAsync(Ann, id, Token),
            Kind.Reprice => desk.Quotes.RepriceAsync(Sam, id, Token),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "No such step."),
        };

        // a quote that is gone was discarded; what failed moved nothing
        private void CheckMoves(Step step, List<Quote> now, bool acted)
        {
            foreach (var before in _before)
            {
                var after = now.Find(quote => quote.Id == before.Id)?.Status ?? QuoteStatus.Discarded;
                var moves = QuoteLifecycle.Table.Transitions.AsEnumerable().Where(one => one.From == before.Status && one.To == after && ActionsOf(step.Kind).Contains(one.Action)).ToList();
                var target = step.Kind == Kind.Expire || _before.IndexOf(before) == Place(step);
                if (after != before.Status)
                {
                    Assert.True(acted && moves.Count > 0, $"{step.Kind} took {before.Status.Name} to {after.Name}");
                }

                if (acted && moves.Count > 0 && (target || after != before.Status) && (step.Kind != Kind.Discard || after != QuoteStatus.Draft))
                {
                    Reached.AddOrUpdate($"{moves[0].Action} {before.Status.Name} {after.Name}", 1, static (_, count) => count + 1);
                }
            }

            foreach (var made in now.Where(quote => _before.TrueForAll(before => before.Id != quote.Id)))
            {
                Assert.True(acted && step.Kind is Kind.Draft or Kind.Revise, $"{step.Kind} made a quote");
                Assert.Equal(QuoteStatus.Draft, made.Status);
            }
        }

        private static QuoteAction[] ActionsOf(Kind kind) => kind switch
        {
            Kind.Activate => [QuoteAction.Activate],
            Kind.Send => [QuoteAction.Send],
            Kind.Accept => [QuoteAction.Win, QuoteAction.Accept],
            Kind.Win => [QuoteAction.Win],
            Kind.Lose => [QuoteAction.Lose],
            Kind.Cancel => [QuoteAction.Cancel],
            Kind.Expire => [QuoteAction.Expire],
            Kind.Revise => [QuoteAction.Revise],
            Kind.Discard => [QuoteAction.Discard, QuoteAction.Reinstate, QuoteAction.ReinstateExpired],
            _ => [],
        };

        private static void CheckRevisions(List<Quote> now)
        {
            foreach (var number in now.GroupBy(static quote => quote.Number))
            {
                Assert.Equal(Enumerable.Range(0, number.Count()), number.Select(static quote => quote.Revision).Order());
                Assert.InRange(number.Count(static quote => quote.Status == QuoteStatus.Draft || quote.Status == QuoteStatus.Active), 0, 1);
                Assert.All(number, quote => Assert.True(quote.Revision == number.Count() - 1 || quote.Status != QuoteStatus.Active));
            }
        }

        // what the customer holds: all of it but what becomes of it
        private void CheckHeld(List<Quote> now)
        {
            foreach (var quote in now.Where(static quote => quote.Status != QuoteStatus.Draft))
            {
                var content = quote with { Version = 0, Status = QuoteStatus.Active, Revisions = 0, Sendings = [], Acceptance = null, Ordered = [], ClosedOn = null, CloseReason = null };
                Assert.True(_held.TryAdd(quote.Id, content.ToString()) || _held[quote.Id] == content.ToString(), $"{quote.Number} r{quote.Revision} changed");
            }
        }

        private Task<List<Quote>> AllAsync() => desk.World.ReadAsync(async session => (await session.Of<Quote>().QueryAsync(RecordType<Quote>.All, Token).ToListAsync(Token)).OrderBy(static quote => quote.Number).ThenBy(static quote => quote.Revision).ToList());
    }
}
