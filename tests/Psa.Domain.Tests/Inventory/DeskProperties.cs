using FsCheck;
using FsCheck.Fluent;
using Psa.Inventory;
using Psa.Testing;

namespace Psa.Domain.Tests.Inventory;

/// <summary>Whatever is received, moved, counted, asked for, picked, delivered, undone, canceled and billed through the services: what is stored is what a plain telling of the same says, and the moves played again give the same.</summary>
public sealed class DeskProperties
{
    public static TheoryData<string, int> Stores { get; } = new() { { "memory", 40 }, { "sqlite", 2 }, { "postgresql", 2 } };

    [Theory]
    [MemberData(nameof(Stores))]
    public void What_services_store_is_what_a_plain_telling_says(string store, int histories)
    {
        var tally = new Dictionary<DeskStepKind, int>();
        PropertyCheck.That(Prop.ForAll(Arb.From(AHistory()), Play), histories, endSize: 60, tally);

        bool Play(History history)
        {
            PlayAsync(store, history, tally).GetAwaiter().GetResult();
            return true;
        }
    }

    private static async Task PlayAsync(string store, History history, Dictionary<DeskStepKind, int> tally)
    {
        var play = await DeskPlay.OpenAsync(store, history.Method, history.Scope, history.IsSerialized, tally);
        foreach (var step in history.Steps)
        {
            await play.TakeAsync(step);
        }
    }

    private static Gen<History> AHistory() =>
        from method in Gen.Elements(CostMethod.All.AsEnumerable())
        from scope in Gen.Elements(CostScope.Location, CostScope.All)
        from isSerialized in Gen.Elements(true, false)
        from count in Depth.IsDeep ? Gen.Constant(Depth.Steps(60)) : Gen.Choose(10, 60)
        from steps in Gen.ListOf(AStep(), count)
        select new History(method, scope, isSerialized || method == CostMethod.Actual, [.. Beginning, .. steps]);

    // something is there, and asked for
    private static DeskStep[] Beginning { get; } =
    [
        new(DeskStepKind.Receive, 30, 2, 0, 0, 10_000), new(DeskStepKind.ReceiveOrdered, 15, 2, 1, 0, 0), new(DeskStepKind.Ask, 12, 0, 0, 0, 0), new(DeskStepKind.AskFree, 8, 0, 0, 0, 0), new(DeskStepKind.Ask, 6, 0, 0, 0, 0),
    ];

    // a run takes so long as many other steps do
    private static Gen<DeskStep> AStep() =>
        from kind in Gen.Frequency(
            (4, Gen.Elements(DeskStepKind.Receive, DeskStepKind.ReceiveOrdered)),
            (1, Gen.Elements(DeskStepKind.Ask, DeskStepKind.Ask, DeskStepKind.AskFree)),
            (20, Gen.Elements(Enum.GetValues<DeskStepKind>().Where(kind => kind < DeskStepKind.Bill))),
            (20, Gen.Elements(Enum.GetValues<DeskStepKind>().Where(kind => kind is > DeskStepKind.AskFree and < DeskStepKind.Bill))),
            (1, Gen.Constant(DeskStepKind.Bill)))
        from quantity in Gen.Choose(1, kind is DeskStepKind.Receive or DeskStepKind.ReceiveOrdered ? 24 : 4)
        from place in Gen.Elements(0, 0, 0, 1, 2)
        from to in Gen.Choose(0, 1)
        from which in Gen.Choose(0, 60)
        from cents in Gen.Choose(0, 3_000)
        select new DeskStep(kind, quantity, place, to, which, cents);

    private sealed record History(CostMethod Method, CostScope Scope, bool IsSerialized, List<DeskStep> Steps);
}
