using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.Inventory;
using Psa.Returns;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Keeps the devices of customers as goods come and go.</summary>
internal static class DeviceSteps
{
    /// <summary>Adds the devices that a delivery makes: one a serial, of what has none and is marked so one a whole unit.</summary>
    internal static void Install(this Step step, DemandInHand hand, StockedProduct stocked, StockMove delivery, LocalDate date)
    {
        var made = stocked.IsSerialized ? delivery.Serials.Count : stocked.MakesDevices ? decimal.Truncate(delivery.Quantity) : 0m;
        for (var i = 0; i < made; i++)
        {
            var serial = stocked.IsSerialized ? delivery.Serials[i] : null;
            step.Install(new()
            {
                Id = IdOf(delivery, delivery.Sequence, serial ?? Key(i)),
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
    /// <param name="step">The step.</param>
    /// <param name="hand">The demand, with its customer.</param>
    /// <param name="undo">The move that undoes it.</param>
    /// <param name="before">How much of it wasn't undone before, in the base unit.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task UninstallAsync(this Step step, DemandInHand hand, StockMove undo, decimal before, string reason, CancellationToken cancellationToken)
    {
        var gone = new List<Device>();
        foreach (var serial in undo.Serials)
        {
            gone.AddRange(await step.Of<Device>().FindAsync(IdOf(undo, undo.Origin!.Value, serial), cancellationToken).ConfigureAwait(false) is { } device ? [device] : []);
        }

        gone.AddRange(undo.Serials.IsEmpty
            ? await step.PlainAsync(hand.Customer, undo.Product, undo.Origin!.Value, decimal.Truncate(before) - decimal.Truncate(before - undo.Quantity), cancellationToken).ConfigureAwait(false)
            : []);
        foreach (var device in gone)
        {
            step.Append(EventKinds.DeviceInstalled, device.Id, reason: reason);
            step.Of<Device>().Remove(device);
        }
    }

    /// <summary>Gives the demand for which a device was delivered, and what of it the device is, as long as no return is of it; <see langword="null"/> where its unit can't say what one is.</summary>
    /// <exception cref="RuleViolationException"><c>return.exceeds_delivered</c>.</exception>
    internal static async Task<(Demand Demand, ReturnedGoods Goods)?> DemandOfAsync(this Step step, Device device, CancellationToken cancellationToken)
    {
        if (device.Source is not { } source || await step.Of<Demand>().FindAsync(Demands.IdOf(step.Tenant, source), cancellationToken).ConfigureAwait(false) is not { } demand)
        {
            return null;
        }

        var unit = await step.InBaseUnitAsync(demand.Product, demand.Unit, 1m, cancellationToken).ConfigureAwait(false);
        var own = new ReturnedGoods(device.Delivery, Decimals.Quantity(1m / unit), device.Serial is { } serial ? [serial] : []);
        if (own.Quantity * unit != 1m)
        {
            return null;
        }

        await foreach (var other in step.Of<GoodsReturn>().QueryAsync(GoodsReturnRecords.OfSource(source.Whole), cancellationToken).ConfigureAwait(false))
        {
            GoodsReturns.RequireApart(demand, device.Product, [own], other);
        }

        return (GoodsReturns.RequireLeft(demand, device.Product, own), own);
    }

    /// <summary>Counts a swap with what was delivered for a demand (R-SWAP): what came out is given back, and what went in is delivered in its place. Nothing is credited or billed.</summary>
    internal static void StageSwap(this Step step, (Demand Demand, ReturnedGoods Goods)? of, Device removed, StockMove? installed, LocalDate date)
    {
        if (of is not ({ } before, { } goods))
        {
            return;
        }

        var after = GoodsReturns.Claim(before, removed.Product, [goods]);
        step.Stage(installed is null ? after : GoodsReturns.Replace(after, removed.Product, [goods]).WithDelivery(installed with { From = null }, goods.Quantity, date), before);
    }

    /// <summary>Gives the id of the device of a serial that a move delivered, or of which of those without one.</summary>
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
        for (var i = 0; i < moves.Count; i++)
        {
            var move = moves[i];
            foreach (var plain in move.Serials.IsEmpty ? devices.FindAll(one => one.Delivery == before.Goods[i].Delivery) : [])
            {
                step.Of<Device>().Update(plain with { Delivery = move.Sequence });
            }

            foreach (var serial in move.Serials)
            {
                if (devices.Find(one => TextFold.Of(one.Serial) == TextFold.Of(serial)) is { } same)
                {
                    step.Of<Device>().Update(same with { Delivery = move.Sequence, RemovedOn = null });
                    devices.Remove(same);
                    continue;
                }

                var gone = devices.Find(one => one.Serial is { } former && !HasGone(moves, former));
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
            var plain = new List<Device>();
            foreach (var own in of.Goods)
            {
                var units = await step.InBaseUnitAsync(of.Product, of.Unit, own.Quantity, cancellationToken).ConfigureAwait(false);
                plain.AddRange(await step.PlainAsync(of.Customer, of.Product, own.Delivery, decimal.Truncate(units), cancellationToken).ConfigureAwait(false));
            }

            return plain;
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

    // of those without serials any are as good: those that count for nothing first
    private static async Task<List<Device>> PlainAsync(this Step step, Id<Customer> customer, Id<Product> product, long delivery, decimal count, CancellationToken cancellationToken)
    {
        var devices = new List<Device>();
        if (count > 0m)
        {
            devices = await step.Of<Device>().QueryAsync(DeviceRecords.OfCustomer(customer), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
            devices.RemoveAll(device => device.RemovedOn is not null || device.Serial is not null || device.Product != product || device.Delivery != delivery);
            devices.Sort(static (one, other) => one.Parts.IsEmpty == other.Parts.IsEmpty ? one.Id.CompareTo(other.Id) : other.Parts.IsEmpty.CompareTo(one.Parts.IsEmpty));
            devices.RemoveRange((int)Math.Min(devices.Count, count), devices.Count - (int)Math.Min(devices.Count, count));
        }

        return devices;
    }

    private static string Key(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
