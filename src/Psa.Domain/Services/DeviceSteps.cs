using NodaTime;
using Psa.Contracts;
using Psa.Events;
using Psa.Inventory;
using Psa.Returns;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Keeps the devices of customers as goods come and go.</summary>
internal static class DeviceSteps
{
    /// <summary>Adds the devices that a delivery makes: one a serial.</summary>
    internal static void Install(this Step step, DemandInHand hand, StockMove delivery, LocalDate date)
    {
        foreach (var serial in delivery.Serials)
        {
            step.Install(new()
            {
                Id = IdOf(delivery, delivery.Sequence, serial),
                Tenant = step.Tenant,
                Customer = hand.Customer,
                Product = delivery.Product,
                Serial = serial,
                Delivery = delivery.Sequence,
                Source = hand.Demand.Source,
                InstalledOn = date,
            });
        }
    }

    /// <summary>Adds a device.</summary>
    internal static Device Install(this Step step, Device device)
    {
        step.Append(EventKinds.DeviceInstalled, device.Id);
        return step.Of<Device>().Add(device);
    }

    /// <summary>Removes the devices of a delivery that is undone: they never were the customer's.</summary>
    internal static async Task UninstallAsync(this Step step, StockMove undo, string reason, CancellationToken cancellationToken)
    {
        foreach (var serial in undo.Serials)
        {
            if (await step.Of<Device>().FindAsync(IdOf(undo, undo.Origin!.Value, serial), cancellationToken).ConfigureAwait(false) is { } device)
            {
                step.Append(EventKinds.DeviceInstalled, device.Id, reason: reason);
                step.Of<Device>().Remove(device);
            }
        }
    }

    /// <summary>Gives the demand for which a device was delivered, as long as no return is of the device.</summary>
    /// <exception cref="RuleViolationException"><c>return.exceeds_delivered</c>.</exception>
    internal static async Task<Demand?> DemandOfAsync(this Step step, Device device, CancellationToken cancellationToken)
    {
        if (device.Source is not { } source || await step.Of<Demand>().FindAsync(Demands.IdOf(step.Tenant, source), cancellationToken).ConfigureAwait(false) is not { } demand)
        {
            return null;
        }

        await foreach (var other in step.Of<GoodsReturn>().QueryAsync(GoodsReturnRecords.OfSource(source.Whole), cancellationToken).ConfigureAwait(false))
        {
            GoodsReturns.RequireApart(demand, device.Product, [GoodsOf(device)], other);
        }

        return demand;
    }

    /// <summary>Counts a swap with what was delivered for a demand (R-SWAP): what came out is given back, and what went in is delivered in its place. Nothing is credited or billed.</summary>
    internal static void StageSwap(this Step step, Demand? before, Device removed, StockMove? installed, LocalDate date)
    {
        if (before is null)
        {
            return;
        }

        var after = GoodsReturns.Claim(before, removed.Product, [GoodsOf(removed)]);
        step.Stage(installed is null ? after : GoodsReturns.Replace(after, removed.Product, [GoodsOf(removed)]).WithDelivery(installed with { From = null }, 1m, date), before);
    }

    /// <summary>Gives the id of the device of a serial that a move delivered.</summary>
    internal static Id<Device> IdOf(StockMove move, long delivery, string serial) => DerivedId.Create<Device>(
        move.Tenant, "device", move.Product.ToString(), delivery.ToString(System.Globalization.CultureInfo.InvariantCulture), TextFold.Of(serial));

    /// <summary>Takes out the devices of goods that come back; of those that nothing replaces the parts that they count for fall by one from the day on.</summary>
    internal static async Task RemoveAsync(this Step step, GoodsReturn back, LocalDate day, IIdGenerator ids, CancellationToken cancellationToken)
    {
        foreach (var device in (await step.DevicesAsync(back, cancellationToken).ConfigureAwait(false)).FindAll(static one => one.RemovedOn is null))
        {
            foreach (var part in back.Kind == ReturnKind.Return ? device.Parts : [])
            {
                await step.LowerAsync(part, day, back.Reason, ids, cancellationToken).ConfigureAwait(false);
            }

            step.Of<Device>().Update(device with { RemovedOn = day, Parts = back.Kind == ReturnKind.Return ? [] : device.Parts });
            step.Append(EventKinds.DeviceSwapped, device.Id, reason: back.Reason);
        }
    }

    /// <summary>Keeps the devices of goods that their customer has again; for those that the vendor replaced others stand.</summary>
    /// <param name="step">The step.</param>
    /// <param name="before">The return as the goods came for it, with the serials that they had.</param>
    /// <param name="moves">The moves by which goods went out.</param>
    /// <param name="day">When they did.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task ReinstallAsync(this Step step, GoodsReturn before, IReadOnlyList<StockMove> moves, LocalDate day, CancellationToken cancellationToken)
    {
        var devices = await step.DevicesAsync(before, cancellationToken).ConfigureAwait(false);
        foreach (var move in moves)
        {
            foreach (var serial in move.Serials)
            {
                if (devices.Find(one => TextFold.Of(one.Serial) == TextFold.Of(serial)) is { } same)
                {
                    step.Of<Device>().Update(same with { Delivery = move.Sequence, RemovedOn = null });
                    devices.Remove(same);
                    continue;
                }

                var gone = devices.Find(one => !HasGone(moves, one.Serial));
                if (gone is not null)
                {
                    devices.Remove(gone);
                    step.Of<Device>().Update(gone with { RemovedOn = gone.RemovedOn ?? day, Parts = [] });
                    if (gone.RemovedOn is null)
                    {
                        step.Append(EventKinds.DeviceSwapped, gone.Id, reason: before.Reason);
                    }
                }

                step.Install(new()
                {
                    Id = IdOf(move, move.Sequence, serial),
                    Tenant = step.Tenant,
                    Customer = before.Customer,
                    Product = move.Product,
                    Serial = serial,
                    Delivery = move.Sequence,
                    Source = before.Source,
                    InstalledOn = day,
                    Replaces = gone?.Id,
                    Parts = gone?.Parts ?? [],
                });
            }
        }
    }

    /// <summary>Lowers the quantity of a part by one: an entry of its own from the day on, of what holds then.</summary>
    internal static async Task LowerAsync(this Step step, Id<ContractPart> id, LocalDate day, string reason, IIdGenerator ids, CancellationToken cancellationToken)
    {
        PartTerms? entry = null;
        await step.ChangePartAsync(
            id,
            (_, part) =>
            {
                if (part.LastDay < day || QuantityOn(part, day) is not (> 0m and var quantity))
                {
                    return new(part);
                }

                entry = new PartTerms(day, Quantity: Math.Max(0m, quantity - 1m), Note: reason) { Id = ids.Next<PartTerms>() };
                return new(part.WithTerms(entry));
            },
            _ => entry!,
            reason,
            cancellationToken).ConfigureAwait(false);
    }

    // of entries of one day the later in the list, which was recorded later, holds
    private static decimal? QuantityOn(ContractPart part, LocalDate day)
    {
        PartTerms? held = null;
        foreach (var entry in part.Terms)
        {
            held = entry is { IsWithdrawn: false, Quantity: not null } && entry.EffectiveFrom <= day && (held is null || entry.EffectiveFrom >= held.EffectiveFrom) ? entry : held;
        }

        return held?.Quantity;
    }

    private static ReturnedGoods GoodsOf(Device device) => new(device.Delivery, 1m, [device.Serial]);

    private static bool HasGone(IReadOnlyList<StockMove> moves, string serial)
    {
        foreach (var move in moves)
        {
            foreach (var own in move.Serials)
            {
                if (TextFold.Of(own) == TextFold.Of(serial))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // those of what was delivered for a return, at the customer and out already
    private static async Task<List<Device>> DevicesAsync(this Step step, GoodsReturn of, CancellationToken cancellationToken)
    {
        if (of.Goods is [{ Serials.IsEmpty: true }, ..])
        {
            return [];
        }

        var devices = await step.Of<Device>().QueryAsync(DeviceRecords.OfCustomer(of.Customer), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        devices.RemoveAll(device => device.Product != of.Product || !IsOf(device));
        return devices;

        bool IsOf(Device device)
        {
            foreach (var goods in of.Goods)
            {
                foreach (var serial in goods.Former.IsEmpty ? goods.Serials : goods.Former)
                {
                    if (goods.Delivery == device.Delivery && TextFold.Of(serial) == TextFold.Of(device.Serial))
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }
}
