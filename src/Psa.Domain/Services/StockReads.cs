using Psa.Access;
using Psa.Catalog;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What services share about reading stock.</summary>
internal static class StockReads
{
    /// <summary>Gives a balance as an actor sees it: without what it is worth, unless the actor views costs.</summary>
    internal static StockBalance ShownTo(this StockBalance balance, Actor actor) => actor.May(Permission.ViewCosts) ? balance : balance with { Value = null, Layers = [] };

    /// <summary>Gives a move as an actor sees it: without what it is worth, unless the actor views costs.</summary>
    internal static StockMove ShownTo(this StockMove move, Actor actor) => actor.May(Permission.ViewCosts)
        ? move
        : move with { Value = Money.Zero(move.Value.Currency), Difference = Money.Zero(move.Value.Currency), Given = null, Rate = null, Standard = null, Layers = [] };

    /// <summary>Gives a stocked product as an actor sees it: without what it costs, unless the actor views costs.</summary>
    internal static StockedProduct ShownTo(this StockedProduct product, Actor actor) => actor.May(Permission.ViewCosts) ? product : product with { Standard = null, Ledger = null };

    /// <summary>Refuses a location at which goods are.</summary>
    /// <exception cref="RuleViolationException"><c>location.not_empty</c>.</exception>
    internal static async Task RequireEmptyAsync(this IPsaSession session, StockLocation location, CancellationToken cancellationToken)
    {
        await foreach (var balance in session.Of<StockBalance>().QueryAsync(StockBalanceRecords.OfLocation(location.Id), cancellationToken).ConfigureAwait(false))
        {
            if (!balance.IsEmpty())
            {
                throw new RuleViolationException(InventoryErrors.LocationNotEmpty, "Goods are at the location: move them first.", location.Id.Value, balance.Product.Value);
            }
        }
    }

    /// <summary>Refuses a change of how a product is costed, or of whether it has serials, while there is stock of it, or goods of it are on order or asked for.</summary>
    /// <exception cref="RuleViolationException"><c>product.in_use</c>.</exception>
    internal static async Task RequireUncountedAsync(this Step step, StockedProduct product, CancellationToken cancellationToken)
    {
        if (await step.IsCountedAsync(product.Product, cancellationToken).ConfigureAwait(false))
        {
            throw new RuleViolationException(CatalogErrors.ProductInUse, "There is stock of the product, or goods of it are on order or asked for: its cost method and serials change only without.", product.Product.Value);
        }
    }

    /// <summary>Refuses a number that is no move's.</summary>
    /// <exception cref="ValidationFailedException"><c>value.out_of_range</c>.</exception>
    internal static void RequireSequence(long sequence, string field)
    {
        if (sequence < 0)
        {
            throw new ValidationFailedException([new(MoneyErrors.OutOfRange, FormattableString.Invariant($"{sequence} is no place of a move: they begin at 1."), field)]);
        }
    }

    /// <summary>Tells whether goods of a product are in stock, on order or asked for, so that they are counted in its units. Whoever asks before changing them meets those who move goods: of two, one reads again.</summary>
    internal static async Task<bool> IsStockCountedAsync(this Step step, Id<Product> product, CancellationToken cancellationToken)
    {
        if (await step.Of<StockedProduct>().FindAsync(new(product.Value), cancellationToken).ConfigureAwait(false) is not { } stocked)
        {
            return false;
        }

        step.Of<StockedProduct>().Update(stocked);
        return await step.IsCountedAsync(product, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists what a location lacks.</summary>
    internal static async Task<ValueList<ReorderLine>> ReorderAsync(this IPsaSession session, Id<StockLocation> location, CancellationToken cancellationToken)
    {
        var here = await session.Of<StockLocation>().RequireAsync(location, cancellationToken).ConfigureAwait(false);
        var items = await session.Of<StockItem>().QueryAsync(StockItemRecords.OfLocation(location), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var (lines, onOrder) = (new List<ReorderLine>(), await session.OnOrderAsync(here, cancellationToken).ConfigureAwait(false));
        var (inTransit, warehouses) = (await session.InTransitAsync(location, cancellationToken).ConfigureAwait(false), await session.WarehousesAsync(here, cancellationToken).ConfigureAwait(false));
        foreach (var item in items)
        {
            var (available, underWay) = (await session.FreeAsync(item.Product, location, cancellationToken).ConfigureAwait(false), inTransit.GetValueOrDefault(item.Product));
            if (Reordering.Suggest(available, underWay, onOrder.GetValueOrDefault(item.Product).OnOrder, onOrder.GetValueOrDefault(item.Product).Allocated, item.Minimum, item.Maximum) is > 0m and var suggested)
            {
                var transfers = await session.TransfersAsync(item.Product, suggested, warehouses, cancellationToken).ConfigureAwait(false);
                lines.Add(new(item.Product, location, available, underWay, onOrder.GetValueOrDefault(item.Product).OnOrder, suggested, transfers, onOrder.GetValueOrDefault(item.Product).Allocated));
            }
        }

        lines.Sort(static (one, other) => one.Product.CompareTo(other.Product));
        return lines.ToValueList();
    }

    /// <summary>Gives what is free of a product in all warehouses.</summary>
    internal static async Task<decimal> FreeAsync(this IPsaSession session, Id<Product> product, CancellationToken cancellationToken)
    {
        var (free, locations) = (0m, await session.LocationsAsync(cancellationToken).ConfigureAwait(false));
        await foreach (var balance in session.Of<StockBalance>().QueryAsync(StockBalanceRecords.OfProduct(product), cancellationToken).ConfigureAwait(false))
        {
            free += balance.Location is { } id && locations[id].Kind == LocationKind.Warehouse ? balance.Free() : 0m;
        }

        return free;
    }

    /// <summary>Gives what vendors still have to bring to a location, of orders that they don't have yet too, and what of it is for demands: to where lines say that it goes, else to where goods come when nothing is said.</summary>
    internal static async Task<Dictionary<Id<Product>, (decimal OnOrder, decimal Allocated)>> OnOrderAsync(this IPsaSession session, StockLocation location, CancellationToken cancellationToken)
    {
        var onOrder = new Dictionary<Id<Product>, (decimal OnOrder, decimal Allocated)>();
        await foreach (var order in session.UnderWayAsync(cancellationToken).ConfigureAwait(false))
        {
            for (var i = 0; i < order.Lines.Count; i++)
            {
                var line = order.Lines[i];
                var target = line.Location ?? (await session.StockedAsync(line.Product, cancellationToken).ConfigureAwait(false)).DefaultLocation;
                if (!line.IsDropShip && (target == location.Id || (target is null && location.IsDefault)))
                {
                    var (open, allocated) = onOrder.GetValueOrDefault(line.Product);
                    open += await session.InBaseUnitAsync(line.Product, line.Unit, line.ToReceive(), cancellationToken).ConfigureAwait(false);
                    onOrder[line.Product] = (open, allocated + await OrderAllocations.AllocatedAsync(session, order, i, cancellationToken).ConfigureAwait(false));
                }
            }
        }

        return onOrder;
    }

    private static async Task<bool> IsCountedAsync(this Step step, Id<Product> product, CancellationToken cancellationToken)
    {
        await foreach (var balance in step.Of<StockBalance>().QueryAsync(StockBalanceRecords.OfProduct(product), cancellationToken).ConfigureAwait(false))
        {
            if (!balance.IsEmpty())
            {
                return true;
            }
        }

        await foreach (var order in step.UnderWayAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var line in order.Lines)
            {
                if (line.Product == product)
                {
                    return true;
                }
            }
        }

        return await step.Of<Demand>().FirstAsync(DemandRecords.OpenOfProduct(product), cancellationToken).ConfigureAwait(false) is not null;
    }

    private static async Task<decimal> FreeAsync(this IPsaSession session, Id<Product> product, Id<StockLocation> location, CancellationToken cancellationToken) =>
        (await session.Of<StockBalance>().FindAsync(StockBook.IdOf(session.Tenant, product, new(location)), cancellationToken).ConfigureAwait(false))?.Free() ?? 0m;

    // what is under way to a location and free
    private static async Task<Dictionary<Id<Product>, decimal>> InTransitAsync(this IPsaSession session, Id<StockLocation> location, CancellationToken cancellationToken)
    {
        var inTransit = new Dictionary<Id<Product>, decimal>();
        await foreach (var transfer in session.Of<StockTransfer>().QueryAsync(StockTransferRecords.UnderWayTo(location), cancellationToken).ConfigureAwait(false))
        {
            inTransit[transfer.Product] = inTransit.GetValueOrDefault(transfer.Product) + (transfer.For is null ? transfer.Sent - transfer.Arrived : 0m);
        }

        return inTransit;
    }

    // from where a van is refilled: the default location first, then by name; a warehouse is refilled by vendors
    private static async Task<List<StockLocation>> WarehousesAsync(this IPsaSession session, StockLocation location, CancellationToken cancellationToken)
    {
        var warehouses = new List<StockLocation>();
        if (location.Kind == LocationKind.Van)
        {
            foreach (var other in (await session.LocationsAsync(cancellationToken).ConfigureAwait(false)).Values)
            {
                if (other is { IsActive: true, Kind: LocationKind.Warehouse })
                {
                    warehouses.Add(other);
                }
            }

            warehouses.Sort(static (one, other) => one.IsDefault != other.IsDefault ? other.IsDefault.CompareTo(one.IsDefault) : string.CompareOrdinal(one.Name, other.Name));
        }

        return warehouses;
    }

    private static async Task<ValueList<StockShare>> TransfersAsync(
        this IPsaSession session, Id<Product> product, decimal suggested, List<StockLocation> warehouses, CancellationToken cancellationToken)
    {
        var shares = new List<StockShare>(warehouses.Count);
        foreach (var warehouse in warehouses)
        {
            shares.Add(new(warehouse.Id, await session.FreeAsync(product, warehouse.Id, cancellationToken).ConfigureAwait(false)));
        }

        var isSerialized = (await session.StockedAsync(product, cancellationToken).ConfigureAwait(false)).IsSerialized;
        return StockAssignment.Assign(isSerialized ? decimal.Truncate(suggested) : suggested, shares.ToValueList(), isSerialized).Shares;
    }
}
