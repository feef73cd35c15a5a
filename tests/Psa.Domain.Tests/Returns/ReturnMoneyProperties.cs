using FsCheck;
using FsCheck.Fluent;
using Psa.Testing;

namespace Psa.Domain.Tests.Returns;

/// <summary>
/// However deliveries are billed, on invoices, on invoices that corrections make less of and on credit notes of runs, and in whatever order they come back: who gives goods back gets what they were billed at, once,
/// by credit notes, issued or not, and by items; who keeps them after all is charged exactly that again.
/// </summary>
public sealed class ReturnMoneyProperties
{
    [Fact]
    public void What_came_back_is_given_back_at_the_price_billed()
    {
        var tally = new Dictionary<ReturnMoneyKind, int>();
        PropertyCheck.That(Prop.ForAll(Arb.From(AHistory(), Shorter), Play), 40, endSize: 60, tally);

        bool Play(History history)
        {
            PlayAsync(history, tally).GetAwaiter().GetResult();
            return true;
        }
    }

    // after a return that was canceled, a cent of what was charged again isn't where the next one looks for it
    [Fact]
    public Task What_was_charged_again_is_given_back_once() => PlayAsync(
        new(IsOrder: false, IsEven: false, [Deliver(2), Bill, Return(2), IssueNotes, Cancel, Deliver(1), Bill, Return(1), Return(2), Cancel]), []);

    // what waits to be billed isn't borne once it comes back, and is no room for a credit note
    [Fact]
    public Task What_isnt_billed_any_more_isnt_credited() => PlayAsync(
        new(IsOrder: true, IsEven: false, [Deliver(3), Return(2), Deliver(1), Deliver(2), Cancel, Deliver(1), Return(3), Bill, Cancel]), []);

    // one item charges several again, by a line each
    [Fact]
    public Task All_that_was_charged_again_is_given_back() => PlayAsync(
        new(IsOrder: true, IsEven: true, [Deliver(2), Deliver(2), Bill, Return(3), IssueNotes, Cancel, Deliver(2), Bill]), []);

    private static (ReturnMoneyKind Kind, int Quantity, int Amount) Bill => (ReturnMoneyKind.Bill, 0, 0);

    private static (ReturnMoneyKind Kind, int Quantity, int Amount) IssueNotes => (ReturnMoneyKind.IssueNotes, 0, 0);

    private static (ReturnMoneyKind Kind, int Quantity, int Amount) Cancel => (ReturnMoneyKind.Cancel, 0, 0);

    private static (ReturnMoneyKind Kind, int Quantity, int Amount) Deliver(int quantity) => (ReturnMoneyKind.Deliver, quantity, 0);

    private static (ReturnMoneyKind Kind, int Quantity, int Amount) Return(int quantity) => (ReturnMoneyKind.Return, quantity, 0);

    private static async Task PlayAsync(History history, Dictionary<ReturnMoneyKind, int> tally)
    {
        var play = await ReturnMoneyPlay.OpenAsync(history.IsOrder, history.IsEven, tally);
        foreach (var (kind, quantity, amount) in history.Steps)
        {
            await play.TakeAsync(kind, quantity, amount);
        }

        await play.EndAsync();
    }

    private static Gen<History> AHistory() =>
        from isOrder in Gen.Elements(true, false)
        from isEven in Gen.Elements(true, true, false)
        from count in Gen.Choose(6, 24)
        from steps in Gen.ListOf(AStep(), count)
        select new History(isOrder, isEven, [.. steps]);

    private static Gen<(ReturnMoneyKind Kind, int Quantity, int Amount)> AStep() =>
        from kind in Gen.Frequency(
            (4, Gen.Constant(ReturnMoneyKind.Deliver)),
            (4, Gen.Elements(ReturnMoneyKind.Bill, ReturnMoneyKind.BillLess, ReturnMoneyKind.BillNetted)),
            (4, Gen.Elements(ReturnMoneyKind.Return, ReturnMoneyKind.Return, ReturnMoneyKind.ReturnLess)),
            (2, Gen.Elements(ReturnMoneyKind.IssueNotes, ReturnMoneyKind.Cancel)))
        from quantity in Gen.Choose(1, 3)
        from amount in Gen.Choose(0, 30)
        select (kind, quantity, amount);

    private static IEnumerable<History> Shorter(History history) =>
        Enumerable.Range(0, history.Steps.Count).Select(at => history with { Steps = [.. history.Steps.Where((_, place) => place != at)] });

    private sealed record History(bool IsOrder, bool IsEven, List<(ReturnMoneyKind Kind, int Quantity, int Amount)> Steps)
    {
        public override string ToString() => $"{(IsOrder ? "order" : "charge")}, {(IsEven ? "even" : "uneven")}: {string.Join(", ", Steps)}";
    }
}
