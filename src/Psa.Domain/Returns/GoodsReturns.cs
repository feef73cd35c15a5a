using Psa.Access;
using Psa.Catalog;
using Psa.Inventory;
using Psa.Storage;

namespace Psa.Returns;

/// <summary>What must hold of returns, and what becomes of a demand with them (R-RMA).</summary>
internal static class GoodsReturns
{
    /// <summary>Gives what comes back of which deliveries of plain goods: of the oldest first, as much as customers have and no return is of.</summary>
    /// <exception cref="RuleViolationException"><c>return.exceeds_delivered</c>.</exception>
    internal static ValueList<ReturnedGoods> Of(Demand demand, decimal quantity)
    {
        var (goods, left) = (new List<ReturnedGoods>(), quantity);
        foreach (var delivery in demand.Deliveries)
        {
            if (delivery.Product is null && Math.Min(left, delivery.Left) is > 0m and var own)
            {
                goods.Add(new(delivery.Sequence, own));
                left -= own;
            }
        }

        return left == 0m ? goods.ToValueList() : throw Exceeds(demand, quantity);
    }

    /// <summary>Gives what comes back of which deliveries of serials.</summary>
    /// <param name="demand">The demand.</param>
    /// <param name="product">The product of the serials.</param>
    /// <param name="serials">The serials that come back.</param>
    /// <param name="delivered">The serials of each delivery, by its sequence.</param>
    /// <exception cref="RuleViolationException"><c>stock.serials</c>: one wasn't delivered for it, or is named twice; <c>return.exceeds_delivered</c>.</exception>
    internal static ValueList<ReturnedGoods> Of(Demand demand, Id<Product> product, ValueList<string> serials, IReadOnlyDictionary<long, ValueList<string>> delivered)
    {
        var (goods, left) = (new List<ReturnedGoods>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var serial in serials)
        {
            if (!left.Add(TextFold.Of(TextEnds.Trim(serial))))
            {
                throw NotDelivered(demand, serial);
            }
        }

        // of what went out twice, the later time counts
        for (var i = demand.Deliveries.Count - 1; i >= 0; i--)
        {
            var (delivery, own) = (demand.Deliveries[i], new List<string>());
            foreach (var serial in demand.ProductOf(delivery) == product ? delivered.GetValueOrDefault(delivery.Sequence) : [])
            {
                if (left.Remove(TextFold.Of(serial)))
                {
                    own.Add(serial);
                }
            }

            if (own.Count > delivery.Left)
            {
                throw Exceeds(demand, own.Count);
            }

            if (own.Count > 0)
            {
                goods.Insert(0, new(delivery.Sequence, own.Count, own.ToValueList()));
            }
        }

        foreach (var serial in left)
        {
            throw NotDelivered(demand, serial);
        }

        return goods.ToValueList();
    }

    /// <summary>Refuses serials of a product that another return is of, which wasn't denied or canceled.</summary>
    /// <exception cref="RuleViolationException"><c>return.exceeds_delivered</c>.</exception>
    internal static void RequireApart(Demand demand, Id<Product> product, ValueList<ReturnedGoods> goods, GoodsReturn other)
    {
        if (other.Product != product || other.Status == ReturnStatus.Denied || other.Status == ReturnStatus.Canceled)
        {
            return;
        }

        var taken = new HashSet<(long, string)>();
        foreach (var own in other.Goods)
        {
            foreach (var serial in own.Former.IsEmpty ? own.Serials : own.Former)
            {
                taken.Add((own.Delivery, TextFold.Of(serial)));
            }
        }

        foreach (var own in goods)
        {
            foreach (var serial in own.Serials)
            {
                if (taken.Contains((own.Delivery, TextFold.Of(serial))))
                {
                    throw new RuleViolationException(InventoryErrors.ExceedsDelivered, $"A return is of the serial '{serial}' already.", demand.Id.Value, other.Id.Value);
                }
            }
        }
    }

    /// <summary>Gives a demand of a delivery of which so much is left that no return is of.</summary>
    /// <exception cref="RuleViolationException"><c>return.exceeds_delivered</c>.</exception>
    internal static Demand RequireLeft(Demand demand, Id<Product> product, ReturnedGoods goods)
    {
        foreach (var delivery in demand.Deliveries)
        {
            if (delivery.Sequence == goods.Delivery && demand.ProductOf(delivery) == product && goods.Quantity > delivery.Left)
            {
                throw Exceeds(demand, goods.Quantity);
            }
        }

        return demand;
    }

    /// <summary>Writes on a demand that a return is of some of what was delivered for it, or isn't after all.</summary>
    internal static Demand Claim(Demand demand, Id<Product> product, ValueList<ReturnedGoods> goods, int sign = 1) =>
        Each(demand, product, goods, (delivery, quantity) => delivery with { Returned = delivery.Returned + (sign * quantity) });

    /// <summary>Writes on a demand that goods came back, and are delivered for it again.</summary>
    internal static Demand Replace(Demand demand, Id<Product> product, ValueList<ReturnedGoods> goods) => Each(demand, product, goods, static (delivery, quantity) => delivery with { Replaced = delivery.Replaced + quantity });

    /// <summary>Refuses to keep what came to be repaired: it is the customer's own, who is billed for it still.</summary>
    /// <exception cref="RuleViolationException"><c>return.of_customer</c>.</exception>
    internal static void RequireNotOfCustomer(GoodsReturn kept)
    {
        if (kept.Kind == ReturnKind.Repair)
        {
            throw new RuleViolationException(ReturnErrors.OfCustomer, "What came to be repaired is the customer's own: deliver it, or what comes in its place.", kept.Id.Value);
        }
    }

    /// <summary>Refuses who asked for a return.</summary>
    /// <exception cref="RuleViolationException"><c>return.own</c>.</exception>
    internal static void RequireAnother(GoodsReturn asked, Actor actor)
    {
        if (asked.RequestedBy == actor.User)
        {
            throw new RuleViolationException(ReturnErrors.Own, "Whoever asked for a return doesn't authorize it: let another do it.", asked.Id.Value);
        }
    }

    /// <summary>Refuses to close a return whose goods are somewhere between.</summary>
    /// <exception cref="RuleViolationException"><c>return.goods_open</c>.</exception>
    internal static void RequireGone(GoodsReturn closed)
    {
        if (closed.Fate is null)
        {
            throw new RuleViolationException(
                ReturnErrors.GoodsOpen,
                closed.Vendor is { IsOut: true } ? "The vendor sends something still: take it back first." : "The goods lie where what came back does: restock, dispose of or deliver them first.",
                closed.Id.Value);
        }
    }

    /// <summary>Refuses to move goods that don't lie where what came back does.</summary>
    /// <exception cref="RuleViolationException"><c>return.goods_open</c>.</exception>
    internal static Id<StockLocation> RequireHere(GoodsReturn moved) =>
        moved.Location ?? throw new RuleViolationException(ReturnErrors.GoodsOpen, "The goods don't lie where what came back does: they come from the vendor first, or went on.", moved.Id.Value);

    /// <summary>Says that a serial isn't there to come back.</summary>
    internal static RuleViolationException NotDelivered(Demand demand, string serial) =>
        new(InventoryErrors.BadSerials, $"The serial '{serial}' wasn't delivered for it, came back already, or is named twice.", demand.Id.Value);

    private static Demand Each(Demand demand, Id<Product> product, ValueList<ReturnedGoods> goods, Func<StockDelivery, decimal, StockDelivery> change)
    {
        var deliveries = demand.Deliveries;
        foreach (var own in goods)
        {
            for (var i = 0; i < deliveries.Count; i++)
            {
                if (deliveries[i].Sequence == own.Delivery && demand.ProductOf(deliveries[i]) == product)
                {
                    deliveries = deliveries.SetItem(i, change(deliveries[i], own.Quantity));
                }
            }
        }

        return demand with { Deliveries = deliveries };
    }

    private static RuleViolationException Exceeds(Demand demand, decimal quantity)
    {
        var left = 0m;
        foreach (var delivery in demand.Deliveries)
        {
            left += delivery.Left;
        }

        return new(InventoryErrors.ExceedsDelivered, $"{Figures.Quantity(quantity)} are to come back, and {Figures.Quantity(left)} of what was delivered are left to.", demand.Id.Value);
    }
}
