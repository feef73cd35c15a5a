using FsCheck;
using FsCheck.Fluent;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Testing;

namespace Psa.Domain.Tests.Procurement;

/// <summary>Whatever is asked for, bought, received, picked, delivered, undone, held and canceled: no more is claimed than is there or on order, who asked first gets first, and a status is a function of its demand (R-DEMAND).</summary>
public sealed class ProcurementProperties
{
    private const int Usual = 240;

    private static readonly ProcurementStepKind[] Kinds = Enum.GetValues<ProcurementStepKind>();

    private static readonly ProcurementStepKind[] Often = [ProcurementStepKind.Ask, ProcurementStepKind.Approve, ProcurementStepKind.Free, ProcurementStepKind.Undo, ProcurementStepKind.Order, ProcurementStepKind.ReceiveOrdered, ProcurementStepKind.Pick, ProcurementStepKind.Deliver, ProcurementStepKind.OrderStraight, ProcurementStepKind.ReceiveStraight, ProcurementStepKind.CancelStraight];

    [Fact]
    public void What_has_to_hold_of_demands_holds_after_every_step()
    {
        var (tally, seen) = (new Dictionary<ProcurementStepKind, int>(), new HashSet<string>());
        PropertyCheck.That(Prop.ForAll(Arb.From(Gen.Elements(1, 12)), Arb.From(Gen.ListOf(AStep(), Depth.Steps(50))), Play), Usual, endSize: 50, tally);

        // a few don't come to all of it
        if (PropertyCheck.HistoriesOf(Usual) >= Usual)
        {
            // each status, and what is refused on the way
            Assert.Empty(DemandStatus.All.AsEnumerable().Select(status => status.Name).Except(seen));
            Assert.Empty(new[] { InventoryErrors.Insufficient, InventoryErrors.ExceedsNeeded, InventoryErrors.NotOpen, InventoryErrors.BadPlace, ProcurementErrors.NothingToOrder, ProcurementErrors.ExceedsTolerance }.Except(seen));
            Assert.Empty(new[] { ">NeedToOrder", ">ToPick", "NeedToOrder>OnOrder", "OnOrder>ToPick", "OnOrder>Delivered", "Delivered>OnOrder", "OnOrder>NeedToOrder", "NeedToOrder>ToPick", "ToPick>ReadyToShip", "ReadyToShip>Delivered", "Delivered>ReadyToShip", "OnOrder>Pending", "Pending>OnOrder", "ToPick>Canceled", "NeedToOrder>WaitingApproval", "WaitingApproval>NeedToOrder", "WaitingApproval>Pending", "Pending>WaitingApproval" }.Except(seen));

            // each step is told, and while it is off written all the same
            Assert.Empty(new[] { "NeedToOrder", "Ready", "Delivered", "Submitted", "Received" }.SelectMany(kind => new[] { $"{kind} on", $"{kind} off" }).Except(seen));
        }

        bool Play(int size, IList<(int Kind, int Which, int Quantity)> steps)
        {
            PlayAsync(size, steps, tally, seen).GetAwaiter().GetResult();
            return true;
        }
    }

    private static async Task PlayAsync(int size, IList<(int Kind, int Which, int Quantity)> steps, Dictionary<ProcurementStepKind, int> tally, HashSet<string> seen)
    {
        var play = await ProcurementPlay.OpenAsync(seen, size);
        foreach (var (kind, which, quantity) in steps)
        {
            // something is asked for, comes and goes out more often than it is canceled
            var step = kind < Kinds.Length ? Kinds[kind] : Often[kind % Often.Length];
            if (await play.TakeAsync(step, which, quantity))
            {
                tally[step] = tally.GetValueOrDefault(step) + 1;
            }
        }
    }

    private static Gen<(int Kind, int Which, int Quantity)> AStep() =>
        from kind in Gen.Choose(0, Kinds.Length + (2 * Often.Length) - 1)
        from which in Gen.Choose(0, 30)
        from quantity in Gen.Choose(1, 5)
        select (kind, which, quantity);
}
