using NodaTime;
using Psa.Catalog;
using Psa.Orders;
using Psa.Storage;

namespace Psa.Inventory;

/// <summary>What becomes of a demand when goods are picked, freed, delivered or come back (R-DEMAND).</summary>
internal static class Demands
{
    /// <summary>Gives the id of the demand of a charge or line of an order.</summary>
    internal static Id<Demand> IdOf(TenantId tenant, DemandSource source) => DerivedId.Create<Demand>(
        tenant,
        "stock demand",
        source.Charge?.ToString() ?? source.Order.GetValueOrDefault().ToString(),
        source.Charge is null ? source.Line.ToString(System.Globalization.CultureInfo.InvariantCulture) : string.Empty);

    /// <summary>Gives a demand as its charge leaves it: of a canceled one no more is needed than was delivered.</summary>
    internal static Demand Following(this Demand demand, StockCharge charge) => charge.CancelReason is null
        ? demand with { Needed = charge.Line.Quantity, IsCanceled = false }
        : demand with { Needed = demand.Delivered(), IsCanceled = demand.Delivered() == 0m };

    /// <summary>Gives a demand as its order leaves it: what was canceled isn't needed, nor what was shipped by hand. Of an order that isn't submitted, nothing was.</summary>
    internal static Demand Following(this Demand demand, Order order)
    {
        if (order.Quantities.IsEmpty)
        {
            var isGone = order.Status == OrderStatus.Canceled;
            return demand with { Needed = isGone ? 0m : order.Lines[demand.Source.Line].Quantity, IsCanceled = isGone };
        }

        var quantities = order.Quantities[demand.Source.Line];
        var needed = order.Lines[demand.Source.Line].Quantity - quantities.Canceled - (quantities.Shipped - demand.Delivered());
        return demand with { Needed = needed, IsCanceled = needed == 0m && quantities.Canceled != 0m };
    }

    /// <summary>Gives how much is still to be picked or delivered.</summary>
    internal static decimal Open(this Demand demand) => demand.Needed - demand.Delivered() - demand.Picked();

    /// <summary>Refuses more than is still needed.</summary>
    /// <exception cref="RuleViolationException"><c>demand.exceeds_needed</c>.</exception>
    internal static void RequireNeeded(this Demand demand, decimal quantity)
    {
        if (quantity > demand.Open())
        {
            throw new RuleViolationException(
                InventoryErrors.ExceedsNeeded,
                $"Of {Figures.Quantity(demand.Needed)} that are needed, {Figures.Quantity(demand.Delivered())} are delivered and {Figures.Quantity(demand.Picked())} picked: take at most {Figures.Quantity(demand.Open())}, or free what is picked elsewhere.",
                demand.Id.Value);
        }
    }

    /// <summary>Refuses a demand of which nothing is left to be delivered.</summary>
    /// <exception cref="RuleViolationException"><c>demand.not_open</c>.</exception>
    internal static void RequireOpen(this Demand demand)
    {
        if (!demand.IsOpen)
        {
            throw new RuleViolationException(InventoryErrors.NotOpen, "All of it is delivered, or none of it is needed any more.", demand.Id.Value);
        }
    }

    /// <summary>Adds what is picked at a location.</summary>
    internal static Demand WithPick(this Demand demand, StockPick pick)
    {
        for (var i = 0; i < demand.Picks.Count; i++)
        {
            if (demand.Picks[i] is var own && own.Location == pick.Location)
            {
                return demand with { Picks = demand.Picks.SetItem(i, own with { Quantity = own.Quantity + pick.Quantity, Serials = [.. own.Serials, .. pick.Serials] }) };
            }
        }

        return demand with { Picks = demand.Picks.Add(pick) };
    }

    /// <summary>Gives goods, or, where none are named, all that is picked; what is under way is picked, and can't be taken.</summary>
    /// <exception cref="RuleViolationException"><c>stock.insufficient</c>: none are named, and none picked.</exception>
    internal static ValueList<StockPick> OrPicked(this ValueList<StockPick> goods, Demand demand) =>
        !goods.IsEmpty ? goods
        : !demand.Picks.IsEmpty ? demand.Picks
        : throw new RuleViolationException(InventoryErrors.Insufficient, "Nothing is picked for it: pick goods first, or say from which location they are taken.", demand.Id.Value);

    /// <summary>Takes off what is picked at a location.</summary>
    /// <exception cref="RuleViolationException"><c>stock.insufficient</c>, <c>stock.serials</c>: that isn't picked there for it.</exception>
    internal static Demand WithoutPick(this Demand demand, StockPick pick)
    {
        for (var i = 0; i < demand.Picks.Count; i++)
        {
            if (demand.Picks[i] is var own && own.Location == pick.Location && pick.Quantity <= own.Quantity)
            {
                var left = new List<StockPick>(demand.Picks) { [i] = own with { Quantity = own.Quantity - pick.Quantity, Serials = Without(own, pick, demand) } };
                left.RemoveAll(static one => one.Quantity == 0m);
                return demand with { Picks = left.ToValueList() };
            }
        }

        throw new RuleViolationException(InventoryErrors.Insufficient, $"{Figures.Quantity(pick.Quantity)} aren't picked there for it.", demand.Id.Value, pick.Location.Value);
    }

    /// <summary>Gives what of goods at a location is picked for it: the serials that are, of plain goods as much as is.</summary>
    internal static StockPick PickedOf(this Demand demand, StockPick goods)
    {
        foreach (var own in demand.Picks)
        {
            if (own.Location == goods.Location)
            {
                var serials = new List<string>();
                foreach (var serial in goods.Serials)
                {
                    if (IndexOf(own.Serials, serial) >= 0)
                    {
                        serials.Add(serial);
                    }
                }

                return goods with { Quantity = goods.Serials.IsEmpty ? Math.Min(own.Quantity, goods.Quantity) : serials.Count, Serials = serials.ToValueList() };
            }
        }

        return goods with { Quantity = 0m, Serials = [] };
    }

    /// <summary>Gives what of goods isn't among others of them.</summary>
    internal static StockPick Less(this StockPick goods, StockPick part)
    {
        var serials = new List<string>();
        foreach (var serial in goods.Serials)
        {
            if (IndexOf(part.Serials, serial) < 0)
            {
                serials.Add(serial);
            }
        }

        return goods with { Quantity = goods.Quantity - part.Quantity, Serials = serials.ToValueList() };
    }

    /// <summary>Adds a delivery: what came back to be replaced is delivered again first.</summary>
    internal static Demand WithDelivery(this Demand demand, StockMove move, decimal quantity, LocalDate date, Id<Shipment>? shipment = null) => demand with
    {
        Deliveries = demand.Deliveries.Add(new(
            move.Sequence, quantity, date, move.From, InPlace: Math.Min(quantity, demand.Awaited()), Product: move.Product == demand.Product ? null : move.Product, Shipment: shipment)),
    };

    /// <summary>Gives of which product goods were that left for it.</summary>
    internal static Id<Product> ProductOf(this Demand demand, StockDelivery delivery) => delivery.Product ?? demand.Product;

    /// <summary>Tells whether goods left for it by a move.</summary>
    internal static bool HasDelivery(this Demand demand, long sequence)
    {
        foreach (var delivery in demand.Deliveries)
        {
            if (delivery.Sequence == sequence && delivery.Product is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Undoes a delivery, or a part of it: the goods lie where they were, picked.</summary>
    /// <param name="demand">The demand.</param>
    /// <param name="sequence">The sequence of the delivery's move.</param>
    /// <param name="quantity">How much, in the demand's unit.</param>
    /// <returns>The demand without the pick, and the delivery as it was.</returns>
    /// <exception cref="EntityNotFoundException">There is no such delivery.</exception>
    /// <exception cref="RuleViolationException"><c>return.exceeds_delivered</c>.</exception>
    internal static (Demand Demand, StockDelivery Delivery) Undo(this Demand demand, long sequence, decimal quantity)
    {
        for (var i = 0; i < demand.Deliveries.Count; i++)
        {
            if (demand.Deliveries[i] is { Product: null } delivery && delivery.Sequence == sequence)
            {
                return quantity <= delivery.Left
                    ? (demand with { Deliveries = demand.Deliveries.SetItem(i, delivery with { Undone = delivery.Undone + quantity }) }, delivery)
                    : throw new RuleViolationException(InventoryErrors.ExceedsDelivered, $"{Figures.Quantity(delivery.Left)} are left of the delivery.", demand.Id.Value);
            }
        }

        throw new EntityNotFoundException(nameof(StockDelivery), demand.Id.Value);
    }

    private static ValueList<string> Without(StockPick own, StockPick pick, Demand demand)
    {
        foreach (var serial in pick.Serials)
        {
            if (IndexOf(own.Serials, serial) < 0)
            {
                throw new RuleViolationException(InventoryErrors.BadSerials, $"The serial '{serial}' isn't picked there for it.", demand.Id.Value, pick.Location.Value);
            }
        }

        return own.Less(pick).Serials;
    }

    // upper and lower case alike, as serials are unique
    private static int IndexOf(ValueList<string> serials, string serial)
    {
        var fold = TextFold.Of(TextEnds.Trim(serial));
        for (var i = 0; i < serials.Count; i++)
        {
            if (TextFold.Of(serials[i]) == fold)
            {
                return i;
            }
        }

        return -1;
    }
}
