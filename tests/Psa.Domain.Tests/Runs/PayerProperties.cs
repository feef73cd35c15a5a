using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Customers;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Runs.Families;

namespace Psa.Domain.Tests.Runs;

/// <summary>
/// Families in any shape, that change at any time, with prices that change back to the beginning and documents that are held back: batches and partitions give the same documents, nobody is billed twice or not at all, who was
/// invoiced has all corrections, and who pays is always who stands highest of those whose billing goes up.
/// </summary>
public sealed class PayerProperties
{
    private const int Customers = 8;
    private static readonly LocalDate[] Months = [new(2025, 1, 31), new(2025, 2, 28), new(2025, 3, 31)];
    private static readonly LocalDate Last = new(2025, 4, 1);

    private static Arbitrary<Play> Plays { get; } = Arb.From(
        from tree in Gen.ListOf(
            from parent in Gen.Choose(-1, Customers - 1)
            from consolidated in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
            select new Place(parent, consolidated),
            Customers)
        from moves in Gen.ListOf(
            from customer in Gen.Choose(0, Customers - 1)
            from parent in Gen.Choose(-1, Customers - 1)
            from consolidated in Gen.Elements(true, false)
            from when in Gen.Choose(0, 11)
            select new Move(customer, new(parent, consolidated), when))
        from prices in Gen.ListOf(
            from customer in Gen.Choose(0, Customers - 1)
            from price in Gen.Choose(5, 20)
            from month in Gen.Choose(0, 2)
            select new Reprice(customer, price, month))
        from holds in Gen.ListOf(
            from customer in Gen.Choose(0, Customers - 1)
            from month in Gen.Choose(0, 2)
            from until in Gen.Choose(0, 3)
            from deletes in Gen.Elements(true, false)
            select new Hold(customer, month, until, deletes))
        from incomplete in Gen.Choose(-1, Customers - 1)
        from batch in Gen.Choose(1, Customers + 1)
        from partitions in Gen.Elements(1, 2, 3, 16)
        select new Play([.. tree], [.. moves], [.. prices.OrderBy(price => price.Month)], [.. holds], incomplete, batch, partitions));

    [Fact]
    public void Batches_and_partitions_change_nothing() =>
        PropertyCheck.That(Prop.ForAll(Plays, play => Blocking.Run(async () =>
        {
            var (usual, first) = await BilledAsync(play, 500, 1, between: true);
            var (world, run) = await BilledAsync(play, play.Batch, play.Partitions, between: true);
            Assert.Equal(await usual.ComparableInvoicesAsync(first), await world.ComparableInvoicesAsync(run));
            Assert.Equal(await usual.ComparableItemsAsync(), await world.ComparableItemsAsync());
            Assert.Equal(first.Counts, run.Counts);
            Assert.Equal(Obstacles(await usual.ObstaclesOfAsync(first)), Obstacles(await world.ObstaclesOfAsync(run)));
        })), maxTest: 40);

    [Fact]
    public void Whoever_moves_while_runs_calculate_everybody_is_billed_once_by_who_pays() =>
        PropertyCheck.That(Prop.ForAll(Plays, play => Blocking.Run(async () =>
        {
            var (world, _) = await BilledAsync(play, play.Batch, play.Partitions, between: false);
            await CheckPayersAsync(world);
            for (var n = 0; n < Customers; n++)
            {
                await world.Customers.SaveBillingInformationAsync(world.Actor, IdOf(NumberOf(n)), Complete, Token);
            }

            Assert.DoesNotContain(await world.AllItemsAsync(), item => item.Status == SalesItemStatus.Draft);
            await UnholdAsync(world, play, Months.Length);
            await world.BillAsync(Months[^1], Last);
            var items = await world.AllItemsAsync();
            var invoices = new List<Invoice>();
            foreach (var date in Months.Append(Last))
            {
                invoices.AddRange(await world.InvoicesOfDateAsync(date));
            }

            var lines = invoices.SelectMany(invoice => invoice.Items.Select(item => (item.Item, item.Customer, Payer: invoice.Customer))).ToList();
            Assert.Equal(items.Select(item => (item.Id, item.Customer, item.Payer!.Value)).Order(), lines.Order());
            Assert.All(items.GroupBy(item => (item.SourceId, item.PeriodStart)), period => Assert.Single(period.Select(item => item.Payer).Distinct()));
            for (var n = 0; n < Customers; n++)
            {
                Assert.Equal(3 * (play.Prices.LastOrDefault(price => price.Customer == n)?.Price ?? 10m + n), items.Where(item => item.Customer == IdOf(NumberOf(n))).Sum(item => item.Net.Amount));
            }
        })), maxTest: 40);

    private static string NumberOf(int n) => $"C{n}";

    private static List<(string, string, string, string)> Obstacles(IEnumerable<RunObstacle> obstacles) =>
        [.. obstacles.Select(o => (o.CustomerNumber, o.Code, o.Message, string.Join(' ', o.Waiting.AsEnumerable()))).Order()];

    /// <summary>Three months; moves come between the runs, or at a commit of one.</summary>
    private static async Task<(AWorld World, BillingRun Last)> BilledAsync(Play play, int batch, int partitions, bool between)
    {
        var world = await CreateAsync();
        for (var n = 0; n < Customers; n++)
        {
            await world.PlaceAsync(NumberOf(n), information: n == play.Incomplete ? null : Complete);
            await world.SellAsync(NumberOf(n), 10m + n);
        }

        for (var n = 0; n < Customers; n++)
        {
            await MoveAsync(world, new(n, play.Tree[n], 0));
        }

        var hooked = new HookedStore(world.Store);
        var runs = world.Through(hooked).Runs;
        BillingRun? run = null;
        for (var month = 0; month < Months.Length; month++)
        {
            await UnholdAsync(world, play, month);
            foreach (var (customer, price, _) in play.Prices.Where(price => price.Month == month))
            {
                await world.Contracts.ChangeTermsAsync(world.Actor, APart(AContract(ACustomer(NumberOf(customer)))).Id, new(Start, 1m, Price(price)), Token);
            }

            var moves = new Queue<Move>(play.Moves.Where(move => move.When / 4 == month).OrderBy(move => move.When));
            while (between && moves.TryDequeue(out var move))
            {
                await MoveAsync(world, move);
            }

            var commits = 0;
            hooked.BeforeCommit = async _ =>
            {
                for (var commit = commits++; moves.TryPeek(out var next) && next.When % 4 <= commit;)
                {
                    await MoveAsync(world, moves.Dequeue());
                }
            };
            run = await world.Runs.PlanAsync(world.Actor, Plan(Months[month], partitions: partitions), Token);
            run = await runs.CalculateAsync(world.Actor, run.Id, new() { BatchSize = batch, Parallelism = 1 }, cancellationToken: Token);
            foreach (var document in (await world.InvoicesOfAsync(run)).Where(document => play.HoldOf(document.CustomerNumber, month) is not null))
            {
                await world.Runs.HoldAsync(world.Actor, document.Id, "disputed", Token);
            }

            run = await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        }

        return (world, run!);
    }

    // what is held back until now is issued or deleted
    private static async Task UnholdAsync(AWorld world, Play play, int month)
    {
        for (var held = 0; held < month; held++)
        {
            foreach (var document in await world.InvoicesOfDateAsync(Months[held]))
            {
                if (document.Hold is null || (play.HoldOf(document.CustomerNumber, held) is { Until: var until } && until > month && month < Months.Length))
                {
                    continue;
                }

                if (play.HoldOf(document.CustomerNumber, held)!.Deletes)
                {
                    await world.Invoices.DeleteAsync(world.Actor, document.Id, Token);
                }
                else
                {
                    await world.Invoices.IssueAsync(world.Actor, document.Id, month < Months.Length ? Months[month] : Last, Token);
                }
            }
        }
    }

    private static async Task MoveAsync(AWorld world, Move move)
    {
        try
        {
            await world.MoveAsync(NumberOf(move.Customer), move.To.Parent < 0 ? null : NumberOf(move.To.Parent), move.To.Consolidated);
        }
        catch (PsaException refused) when (refused is ValidationFailedException or RuleViolationException)
        {
            Assert.Contains(refused.Code, new[] { CustomerErrors.ParentCycle, CustomerErrors.PayerIncomplete });
        }
    }

    private static async Task CheckPayersAsync(AWorld world)
    {
        for (var n = 0; n < Customers; n++)
        {
            var customer = await world.FindAsync(NumberOf(n));
            var top = customer;
            while (top.ConsolidateBilling)
            {
                top = (await world.Customers.FindAsync(world.Actor, top.Parent!.Value, Token))!;
            }

            Assert.Equal(top.Id, customer.Payer);
        }

        foreach (var item in await world.AllItemsAsync())
        {
            var payer = item.Payer ?? (await world.Customers.FindAsync(world.Actor, item.Customer, Token))!.Payer;
            var isComplete = (await world.Customers.FindAsync(world.Actor, payer, Token))!.CanBeBilled();
            Assert.False(item.Status == (isComplete ? SalesItemStatus.Draft : SalesItemStatus.Pending), $"{item.Status} at a payer whose information is {(isComplete ? "complete" : "incomplete")}");
        }
    }

    private sealed record Place(int Parent, bool Consolidated);

    private sealed record Move(int Customer, Place To, int When);

    private sealed record Reprice(int Customer, decimal Price, int Month);

    private sealed record Hold(int Customer, int Month, int Until, bool Deletes);

    private sealed record Play(Place[] Tree, Move[] Moves, Reprice[] Prices, Hold[] Holds, int Incomplete, int Batch, int Partitions)
    {
        public Hold? HoldOf(string payer, int month) => Array.Find(Holds, hold => NumberOf(hold.Customer) == payer && hold.Month == month);

        public override string ToString() =>
            $"\n      {string.Join(' ', Tree.Select((place, n) => $"{n}<{place.Parent}{(place.Consolidated ? "+" : string.Empty)}"))}; {string.Join(' ', Moves.Select(m => $"{m.When}:{m.Customer}<{m.To.Parent}{(m.To.Consolidated ? "+" : string.Empty)}"))}; {string.Join(' ', Prices.Select(p => $"{p.Month}:{p.Customer}={p.Price}"))}; {string.Join(' ', Holds.Select(h => $"{h.Month}-{h.Until}:{h.Customer}{(h.Deletes ? "x" : string.Empty)}"))}; incomplete {Incomplete}, batch {Batch}, partitions {Partitions}";
    }
}
