using FsCheck;
using FsCheck.Fluent;
using Psa.Inventory;
using Psa.Testing;

namespace Psa.Domain.Tests.Returns;

/// <summary>
/// Whatever is delivered, invoiced, asked back, authorized, denied, canceled, received, restocked, thrown away, sent to a vendor and answered: what comes back was delivered, what is credited was billed, a unit is given
/// back once, and goods keep their value.
/// </summary>
public sealed class ReturnProperties
{
    public static TheoryData<string, int> Stores { get; } = new() { { "memory", 40 }, { "sqlite", 2 }, { "postgresql", 2 } };

    [Theory]
    [MemberData(nameof(Stores))]
    public void Returns_are_what_a_plain_telling_says(string store, int histories)
    {
        var tally = new Dictionary<ReturnStepKind, int>();
        PropertyCheck.That(Prop.ForAll(Arb.From(AHistory()), Play), histories, endSize: 60, tally);

        bool Play(History history)
        {
            PlayAsync(store, history, tally).GetAwaiter().GetResult();
            return true;
        }
    }

    private static async Task PlayAsync(string store, History history, Dictionary<ReturnStepKind, int> tally)
    {
        var play = await ReturnPlay.OpenAsync(store, history.Method, history.CreditsAtOnce, tally);
        foreach (var step in history.Steps)
        {
            await play.TakeAsync(step);
        }
    }

    private static Gen<History> AHistory() =>
        from method in Gen.Elements(CostMethod.Average, CostMethod.Fifo, CostMethod.Lifo, CostMethod.Standard)
        from creditsAtOnce in Gen.Elements(true, false)
        from count in Depth.IsDeep ? Gen.Constant(Depth.Steps(120)) : Gen.Choose(40, 120)
        from steps in Gen.ListOf(Gen.Frequency((24, AStep().Select(static step => new[] { step })), (1, ACanceled())), count)
        select new History(method, creditsAtOnce, [.. Beginning, .. steps.SelectMany(static step => step)]);

    // what is invoiced comes back for its money after all, and then doesn't: before or after its note is issued
    private static Gen<ReturnStep[]> ACanceled() =>
        from which in Gen.Choose(0, 60)
        from isIssued in Gen.Elements(true, true, false)
        select Array.ConvertAll(
            (ReturnStepKind[])[ReturnStepKind.Deliver, ReturnStepKind.Bill, ReturnStepKind.Request, ReturnStepKind.Authorize, .. isIssued ? (ReturnStepKind[])[ReturnStepKind.IssueNotes] : [], ReturnStepKind.Cancel],
            kind => new ReturnStep(kind, kind == ReturnStepKind.Request ? which : 0, 1, 6));

    // some came back already, for their money, to be replaced and to be repaired, and some is invoiced
    private static List<ReturnStep> Beginning { get; } =
    [
        new(ReturnStepKind.Deliver, 0, 3, 1),
        new(ReturnStepKind.Bill, 0, 1, 1),
        new(ReturnStepKind.Deliver, 0, 3, 1),
        new(ReturnStepKind.DeliverOrder, 0, 3, 1),
        .. Enumerable.Range(0, 3).SelectMany(n => new[] { 6, 2, 11, 3, 4 }.SelectMany(cents => Enumerable.Range(0, 4).Select(step => new ReturnStep(
            step == 0 ? ReturnStepKind.Request : step == 1 ? ReturnStepKind.Authorize : step == 2 ? ReturnStepKind.Await : ReturnStepKind.Receive, n, 1, cents)).Take(n == 0 ? 3 : 4))),
    ];

    private static Gen<ReturnStep> AStep() =>
        from kind in Gen.Frequency(
            (3, Gen.Elements(ReturnStepKind.Deliver, ReturnStepKind.DeliverOrder)),
            (1, Gen.Constant(ReturnStepKind.Bill)),
            (4, Gen.Constant(ReturnStepKind.Request)),
            (1, Gen.Elements(ReturnStepKind.IssueNotes, ReturnStepKind.IssueNotes, ReturnStepKind.Undo)),
            (8, Gen.Elements(ReturnStepKind.Authorize, ReturnStepKind.AuthorizeLess, ReturnStepKind.Await, ReturnStepKind.Await, ReturnStepKind.Receive, ReturnStepKind.Receive)),
            (1, Gen.Elements(ReturnStepKind.Deny, ReturnStepKind.Cancel)),
            (8, Gen.Elements(Enum.GetValues<ReturnStepKind>().Where(kind => kind is >= ReturnStepKind.Restock and <= ReturnStepKind.Close))),
            (6, Gen.Elements(ReturnStepKind.Send, ReturnStepKind.Lend, ReturnStepKind.Replace, ReturnStepKind.Repair, ReturnStepKind.Decline, ReturnStepKind.TakeBack, ReturnStepKind.DeliverBack)))
        from which in Gen.Choose(0, 60)
        from quantity in Gen.Choose(1, 3)
        from cents in Gen.Choose(0, 2_500)
        select new ReturnStep(kind, which, quantity, cents);

    private sealed record History(CostMethod Method, bool CreditsAtOnce, List<ReturnStep> Steps);
}
