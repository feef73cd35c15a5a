using FsCheck;
using FsCheck.Fluent;
using Psa.Testing;

namespace Psa.Domain.Tests.Orders;

/// <summary>Whatever is done to an order, its quantities, its items and its status agree, and nothing is billed twice or lost.</summary>
public sealed class OrderHistoryTests
{
    private const int Usual = 400;

    [Fact]
    public void Any_history_keeps_the_laws_of_orders()
    {
        var tally = new Dictionary<OrderStepKind, int>();
        var transitions = new HashSet<string>(StringComparer.Ordinal);
        PropertyCheck.That(
            Prop.ForAll(
                Arb.From(
                    from shape in Gen.Choose(0, 1000)
                    from first in Gen.Elements(OrderStepKind.Submit, OrderStepKind.Submit, OrderStepKind.Submit, OrderStepKind.Submit, OrderStepKind.Submit, OrderStepKind.Submit, OrderStepKind.SubmitAndInvoice, OrderStepKind.Change, OrderStepKind.Cancel)
                    from count in Gen.Choose(4, 16)
                    from steps in Gen.ListOf(AStep(), count)
                    select (Shape: shape, Steps: (List<OrderStep>)[new(OrderStepKind.Change, 0, shape % 9), new(first, shape, shape), .. steps])),
                history => PlayAsync(history.Shape, history.Steps, tally, transitions).GetAwaiter().GetResult()),
            maxTest: Usual,
            endSize: 25,
            tally);
        string[] all = ["Active Canceled", "Active Submitted", "Closed Submitted", "Submitted Canceled", "Submitted Closed"];
        Assert.Empty(transitions.Where(static one => one != "Active Closed").Except(all));

        // a few don't come to all of them
        Assert.Empty(PropertyCheck.HistoriesOf(Usual) < Usual ? [] : all.Except(transitions));
    }

    private static Gen<OrderStep> AStep() =>
        from kind in Gen.Frequency(
            (3, Gen.Elements(OrderStepKind.Fulfil, OrderStepKind.FulfilAll)),
            (3, Gen.Elements(OrderStepKind.Invoice, OrderStepKind.InvoiceAtOnce, OrderStepKind.InvoiceAll)),
            (4, Gen.Elements(OrderStepKind.IssueDraft, OrderStepKind.RunIssues)),
            (2, Gen.Elements(OrderStepKind.CreditWithRelease, OrderStepKind.Void, OrderStepKind.CreditLine)),
            (2, Gen.Elements(OrderStepKind.CancelItem, OrderStepKind.ReleaseItem, OrderStepKind.OverrideItem, OrderStepKind.MoveItem)),
            (1, Gen.Elements(OrderStepKind.TakeBack, OrderStepKind.CancelRest, OrderStepKind.DeleteDraft)),
            (1, Gen.Elements(Enum.GetValues<OrderStepKind>())))
        from which in Gen.Choose(0, 60)
        from howMuch in Gen.Choose(0, 60)
        select new OrderStep(kind, which, howMuch);

    private static async Task<bool> PlayAsync(int shape, List<OrderStep> steps, Dictionary<OrderStepKind, int> tally, HashSet<string> transitions)
    {
        var play = await OrderPlay.OpenAsync(shape);
        foreach (var step in steps)
        {
            if (await play.DoAsync(step))
            {
                tally[step.Kind] = tally.GetValueOrDefault(step.Kind) + 1;
            }
        }

        await play.FinishAsync();
        transitions.UnionWith(play.Transitions);
        return true;
    }
}
