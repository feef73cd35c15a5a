using FsCheck;
using FsCheck.Fluent;
using Psa.Inventory;
using Psa.Quotes;
using Psa.Testing;

namespace Psa.Domain.Tests.Procurement;

/// <summary>Whatever is quoted, kept, revised, won, ordered and let go of while others take the same goods: no more is claimed than is there, and nothing is kept for what is over (R-RESERVATION).</summary>
public sealed class ReservationProperties
{
    private const int Usual = 120;

    private static readonly ReservationStepKind[] Kinds = Enum.GetValues<ReservationStepKind>();

    private static readonly ReservationStepKind[] Often = [ReservationStepKind.Receive, ReservationStepKind.Draft, ReservationStepKind.Reserve, ReservationStepKind.Reserve, ReservationStepKind.Activate, ReservationStepKind.Revise, ReservationStepKind.Change, ReservationStepKind.Win];

    [Fact]
    public void What_has_to_hold_of_what_is_kept_holds_after_every_step()
    {
        var (tally, seen) = (new Dictionary<ReservationStepKind, int>(), new HashSet<string>());
        PropertyCheck.That(Prop.ForAll(Arb.From(Gen.ListOf(AStep(), Depth.Steps(45))), Play), Usual, endSize: 45, tally);

        // a few don't come to all of it
        if (PropertyCheck.HistoriesOf(Usual) >= Usual)
        {
            Assert.Empty(new[] { QuoteStatus.Draft.Name, QuoteStatus.Active.Name, QuoteStatus.Won.Name, "less than before", InventoryErrors.Insufficient, InventoryErrors.ExceedsLine, InventoryErrors.BadReservation }.Except(seen));
        }

        bool Play(IList<(int Kind, int Which, int Quantity)> steps)
        {
            PlayAsync(steps, tally, seen).GetAwaiter().GetResult();
            return true;
        }
    }

    private static async Task PlayAsync(IList<(int Kind, int Which, int Quantity)> steps, Dictionary<ReservationStepKind, int> tally, HashSet<string> seen)
    {
        var play = new ReservationPlay(await KeepingDesk.OpenAsync(), seen);
        foreach (var (kind, which, quantity) in steps)
        {
            var step = kind < Kinds.Length ? Kinds[kind] : Often[kind % Often.Length];
            if (await play.TakeAsync(step, which, quantity))
            {
                tally[step] = tally.GetValueOrDefault(step) + 1;
            }
        }

        await play.Desk.Stock.RequireRightAsync();
    }

    private static Gen<(int Kind, int Which, int Quantity)> AStep() =>
        from kind in Gen.Choose(0, Kinds.Length + 15)
        from which in Gen.Choose(0, 30)
        from quantity in Gen.Choose(1, 5)
        select (kind, which, quantity);
}
