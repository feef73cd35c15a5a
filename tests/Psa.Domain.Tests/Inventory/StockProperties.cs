using FsCheck;
using FsCheck.Fluent;
using Psa.Inventory;
using Psa.Testing;
using static Psa.Domain.Tests.Inventory.Shelf;

namespace Psa.Domain.Tests.Inventory;

/// <summary>Whatever is moved in whatever order: stock is what a plain telling of the same says, no cent is lost (R-CONSERVE), nothing is taken that isn't there, and the moves played again give the same.</summary>
public sealed class StockProperties
{
    [Fact]
    public void Stock_is_what_a_plain_telling_says_and_no_cent_is_lost()
    {
        var tally = new Dictionary<StockStepKind, int>();
        PropertyCheck.That(Prop.ForAll(Arb.From(AHistory()), Play), maxTest: 400, endSize: 100, tally);

        bool Play(History history)
        {
            var play = new StockPlay(history.Method, history.Scope, history.IsSerialized, tally);
            history.Steps.ForEach(play.Do);
            play.PlayAgain();
            return true;
        }
    }

    [Fact]
    public void Cost_known_late_leaves_the_stock_that_cost_known_early_leaves()
    {
        var moved = 0;
        PropertyCheck.That(Prop.ForAll(Arb.From(ALateCost()), Play), maxTest: 400, endSize: 40);
        Assert.True(moved > PropertyCheck.CasesOf(400) / 4, $"only {moved} histories had landed cost that went elsewhere");

        bool Play((CostMethod Method, CostScope Scope, int Cents, List<StockStep> Steps) history)
        {
            var (early, late) = (new Shelf(history.Method, history.Scope, history.Method == CostMethod.Actual), new Shelf(history.Method, history.Scope, history.Method == CostMethod.Actual));
            var (issues, serials) = (0, new Dictionary<Id<StockLocation>, List<string>> { [A] = [], [B] = [], [Van] = [] });
            StockMove? first = null;
            foreach (var step in history.Steps)
            {
                Id<StockLocation>[] places = [A, B, Van];
                var (from, to) = (places[step.From % 3], places[(step.From + 1 + (step.To % 2)) % 3]);
                var isActual = history.Method == CostMethod.Actual;
                if (step.Kind == StockStepKind.Receive)
                {
                    string[] added = isActual ? [.. Enumerable.Range(0, step.Quantity).Select(i => $"s{late.Book.Moves.Count:000}-{i}")] : [];
                    var move = late.Worth(step.Quantity, step.Cents / 100m, from, added);
                    early.Worth(step.Quantity, (step.Cents + (first is null ? history.Cents : 0)) / 100m, from, added);
                    serials[from].AddRange(added);
                    first ??= move;
                    continue;
                }

                var quantity = Math.Min(step.Quantity, late.Book.Available(new(from)));
                if (quantity > 0m)
                {
                    issues += isActual ? (int)quantity : 1; // a serial is an issue of its own
                    List<string> taken = isActual ? [.. serials[from].Take((int)quantity)] : [];
                    serials[from].RemoveAll(taken.Contains);
                    foreach (var shelf in new[] { early, late })
                    {
                        shelf.Post(step.Kind == StockStepKind.Deliver ? StockMoveKind.Deliver : StockMoveKind.Transfer, move =>
                            move with { From = from, To = step.Kind == StockStepKind.Deliver ? null : to, Quantity = quantity, Serials = [.. taken] });
                    }

                    serials[to].AddRange(step.Kind == StockStepKind.Deliver ? [] : taken);
                }
            }

            if (first is null)
            {
                return true;
            }

            var landed = late.Land(first, history.Cents / 100m);
            moved += landed.Difference.IsZero || late.At(first.To).Quantity == first.Quantity ? 0 : 1;
            foreach (var balance in late.Book.Balances)
            {
                var (then, now) = (early.Book.At(balance.Place()).Value ?? Euro(0m), balance.Value ?? Euro(0m));
                Assert.True(Math.Abs(then.MinorUnits - now.MinorUnits) <= issues, $"{balance}: {then} early, {now} late after {issues} issues");
            }

            return true;
        }
    }

    private static Gen<History> AHistory() =>
        from method in Gen.Elements(CostMethod.All.AsEnumerable())
        from scope in Gen.Elements(CostScope.Location, CostScope.All)
        from isSerialized in Gen.Elements(true, false)
        from count in Depth.IsDeep ? Gen.Constant(Depth.Steps(120)) : Gen.Choose(20, 120)
        from steps in Gen.ListOf(AStep(Enum.GetValues<StockStepKind>().Where(kind => kind < StockStepKind.RefusedInsufficient)), count)
        select new History(method, scope, isSerialized || method == CostMethod.Actual, [.. steps]);

    private static Gen<(CostMethod Method, CostScope Scope, int Cents, List<StockStep> Steps)> ALateCost() =>
        from method in Gen.Elements(CostMethod.Average, CostMethod.Fifo, CostMethod.Lifo, CostMethod.Actual)
        from scope in Gen.Elements(CostScope.Location, CostScope.All)
        from cents in Gen.Choose(1, 5_000)
        from count in Gen.Choose(3, 30)
        from steps in Gen.ListOf(AStep([StockStepKind.Receive, StockStepKind.Deliver, StockStepKind.Transfer]), count)
        select (method, scope, cents, steps.ToList());

    private static Gen<StockStep> AStep(IEnumerable<StockStepKind> kinds) =>
        from kind in Gen.Frequency((3, Gen.Constant(StockStepKind.Receive)), (10, Gen.Elements(kinds)))
        from quantity in Gen.Choose(1, kind == StockStepKind.Receive ? 12 : 5)
        from place in Gen.Choose(0, 11)
        from to in Gen.Choose(0, 1)
        from which in Gen.Choose(0, 60)
        from cents in Gen.Choose(0, 3_000)
        from isPicked in Gen.Elements(true, false)
        select new StockStep(kind, quantity, place, to, which, cents, isPicked);

    private sealed record History(CostMethod Method, CostScope Scope, bool IsSerialized, List<StockStep> Steps);
}
