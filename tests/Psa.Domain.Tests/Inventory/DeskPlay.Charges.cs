using Psa.Inventory;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <content>What is asked for, picked, delivered and billed, and how it is compared.</content>
internal sealed partial class DeskPlay
{
    private int _runs;

    private async Task<DeskStepKind?> AskAsync(DeskStepKind kind, decimal quantity)
    {
        _charges.Add(new(await _desk.AskAsync(quantity, isFree: kind == DeskStepKind.AskFree), quantity));
        return kind;
    }

    private Task<DeskStepKind?> ChargeAsync(DeskStep step, PlainCharge charge, decimal quantity)
    {
        // mostly from where something is picked for it
        var from = step.To == 0 && charge.Picks.Keys.Where(place => place < 100).ToList() is { Count: > 0 } own ? own[step.Cents % own.Count] : step.From % 3;
        return ChargeAsync(step, charge, from, (from + 1 + (step.Cents % 2)) % 3, quantity);
    }

    private Task<DeskStepKind?> ChargeAsync(DeskStep step, PlainCharge charge, int from, int to, decimal quantity) => step.Kind switch
    {
        DeskStepKind.Pick => PickAsync(charge, from, quantity),
        DeskStepKind.PickUsual => PickUsualAsync(charge),
        DeskStepKind.Unpick => UnpickAsync(charge, from, quantity),
        DeskStepKind.UnpickAll => TryAsync(step.Kind, charge.Picked == 0m ? InventoryErrors.Insufficient : null, () => _desk.UnpickAsync(charge.Charge), () => Free(charge)),
        DeskStepKind.Deliver => DeliverAsync(charge, from, quantity),
        DeskStepKind.DeliverAll => DeliverAllAsync(charge),
        DeskStepKind.Undo when charge.Deliveries.Count > 0 => UndoAsync(charge, charge.Deliveries[step.Cents % charge.Deliveries.Count], quantity),
        DeskStepKind.Cancel when step.Cents % 3 == 0 => CancelAsync(charge),
        DeskStepKind.TransferPicked => TransferAsync(charge, from, to, quantity),
        DeskStepKind.SendPicked => SendAsync(step.Kind, from, to, quantity, charge),
        _ => Task.FromResult<DeskStepKind?>(null),
    };

    private Task<DeskStepKind?> PickAsync(PlainCharge charge, int from, decimal quantity)
    {
        List<string> serials = IsSerialized ? [.. _plain.SerialsAt(from, isPicked: false).Take((int)quantity)] : [];
        return TryAsync(
            DeskStepKind.Pick,
            quantity > charge.Open ? InventoryErrors.ExceedsNeeded : quantity > _plain.Free(from) ? InventoryErrors.Insufficient : null,
            () => _desk.PickAsync(charge.Charge, new StockPick(_places[from], quantity, [.. serials])),
            () => Claim(charge, from, quantity, serials));
    }

    private Task<DeskStepKind?> PickUsualAsync(PlainCharge charge)
    {
        var quantity = Math.Min(charge.Open, _plain.Free(0));
        return TryAsync(
            DeskStepKind.PickUsual,
            quantity <= 0m ? InventoryErrors.Insufficient : IsSerialized ? InventoryErrors.BadSerials : null,
            () => _desk.PickAsync(charge.Charge),
            () => Claim(charge, 0, quantity, []));
    }

    private void Claim(PlainCharge charge, int place, decimal quantity, List<string> serials)
    {
        _plain.Pick(place, quantity, serials, isPick: true);
        charge.Pick(place, quantity, serials);
    }

    private Task<DeskStepKind?> UnpickAsync(PlainCharge charge, int from, decimal quantity)
    {
        var serials = OfCharge(charge, from, quantity);
        return TryAsync(
            DeskStepKind.Unpick,
            quantity > charge.PickedAt(from) ? InventoryErrors.Insufficient : null,
            () => _desk.UnpickAsync(charge.Charge, new StockPick(_places[from], quantity, [.. serials])),
            () => Unpick(charge, from, quantity, serials));
    }

    private void Unpick(PlainCharge charge, int place, decimal quantity, List<string> serials)
    {
        _plain.Pick(place, quantity, serials, isPick: false);
        charge.Unpick(place, quantity, serials);
    }

    // all that is picked, what is under way too
    private void Free(PlainCharge charge)
    {
        foreach (var (place, quantity) in charge.Picks.ToList())
        {
            Unpick(charge, place, quantity, charge.SerialsAt(place));
            if (place >= 100)
            {
                _transfers[place - 100] = (_transfers[place - 100].Sent, null);
            }
        }
    }

    private Task<DeskStepKind?> DeliverAsync(PlainCharge charge, int from, decimal quantity)
    {
        var picked = Math.Min(charge.PickedAt(from), quantity);
        List<string> own = IsSerialized ? [.. charge.SerialsAt(from).Take((int)picked)] : [];
        List<string> free = IsSerialized ? [.. _plain.SerialsAt(from, isPicked: false).Take((int)(quantity - picked))] : [];
        return TryAsync(
            DeskStepKind.Deliver,
            quantity - picked > Math.Max(charge.Open, 0m) ? InventoryErrors.ExceedsNeeded : quantity - picked > _plain.Free(from) ? InventoryErrors.Insufficient : null,
            () => _desk.DeliverAsync(charge.Charge, new StockPick(_places[from], quantity, [.. own, .. free])),
            () =>
            {
                Deliver(charge, from, picked, own, isPicked: true);
                Deliver(charge, from, quantity - picked, free, isPicked: false);
            });
    }

    private Task<DeskStepKind?> DeliverAllAsync(PlainCharge charge) => TryAsync(
        DeskStepKind.DeliverAll,
        charge.Picked == 0m || charge.Picks.Keys.Any(place => place >= 100) ? InventoryErrors.Insufficient : null,
        () => _desk.DeliverAsync(charge.Charge),
        () =>
        {
            // in the order in which they were picked, which the demand keeps
            foreach (var pick in _found[charge].Picks)
            {
                var place = _places.Single(one => one.Value == pick.Location).Key;
                Deliver(charge, place, charge.PickedAt(place), charge.SerialsAt(place), isPicked: true);
            }
        });

    private void Deliver(PlainCharge charge, int place, decimal quantity, List<string> serials, bool isPicked)
    {
        if (quantity > 0m)
        {
            _plain.Deliver(place, quantity, serials, isPicked);
            charge.Deliver(_plain.Last, place, quantity, serials);
            if (isPicked)
            {
                charge.Unpick(place, quantity, serials);
            }
        }
    }

    private Task<DeskStepKind?> UndoAsync(PlainCharge charge, PlainCharge.Delivery delivery, decimal quantity)
    {
        List<string> serials = [.. delivery.Serials.Take((int)quantity)];
        var refusal = quantity > delivery.Quantity - delivery.Undone ? InventoryErrors.ExceedsDelivered : charge.Delivered - quantity < charge.Invoiced ? InventoryErrors.Invoiced : null;
        return TryAsync(
            DeskStepKind.Undo,
            refusal,
            () => _desk.Deliveries.UndoAsync(Will, DemandSource.Of(charge.Charge.Id), delivery.Number, quantity, "wrong door", [.. serials], cancellationToken: Token),
            () =>
            {
                // what a canceled charge doesn't need any more is free
                _plain.Return(delivery.Number, delivery.Place, quantity, serials, isPicked: !charge.IsCanceled);
                delivery.Undone += quantity;
                delivery.Serials.RemoveAll(serials.Contains);
                if (!charge.IsCanceled)
                {
                    charge.Pick(delivery.Place, quantity, serials);
                }
            });
    }

    private Task<DeskStepKind?> CancelAsync(PlainCharge charge) => TryAsync(
        DeskStepKind.Cancel,
        !charge.IsCanceled && charge.IsAllDelivered ? InventoryErrors.NothingLeft : null,
        () => _desk.Charges.CancelAsync(Eve, charge.Charge.Id, "not wanted", Token),
        () =>
        {
            if (!charge.IsCanceled)
            {
                Free(charge);
                charge.IsCanceled = true;
            }
        });

    private Task<DeskStepKind?> TransferAsync(PlainCharge charge, int from, int to, decimal quantity)
    {
        var serials = OfCharge(charge, from, quantity);
        return TryAsync(
            DeskStepKind.TransferPicked,
            quantity > charge.PickedAt(from) ? InventoryErrors.Insufficient : null,
            () => Stock.TransferAsync(Will, Carried(from, to, quantity, serials) with { For = SourceOf(charge) }, Token),
            () =>
            {
                _plain.Carry(from, to, quantity, serials, isPicked: true);
                charge.Unpick(from, quantity, serials);
                charge.Pick(to, quantity, serials);
            });
    }

    private async Task<DeskStepKind?> BillAsync()
    {
        await _desk.BillAsync(Start.PlusDays(++_runs));
        _charges.ForEach(charge => charge.Invoiced = charge.Charge.IsFree ? 0m : charge.Delivered);
        return DeskStepKind.Bill;
    }
}
