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

    /// <summary>Refuses a change of how a product is costed while there is stock of it.</summary>
    /// <exception cref="RuleViolationException"><c>product.in_use</c>.</exception>
    internal static async Task RequireNoStockAsync(this IPsaSession session, StockedProduct product, CancellationToken cancellationToken)
    {
        await foreach (var balance in session.Of<StockBalance>().QueryAsync(StockBalanceRecords.OfProduct(product.Product), cancellationToken).ConfigureAwait(false))
        {
            if (!balance.IsEmpty())
            {
                throw new RuleViolationException(CatalogErrors.ProductInUse, "There is stock of the product: its cost method and serials change only without.", product.Product.Value);
            }
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

    /// <summary>Lists what a location lacks.</summary>
    internal static async Task<ValueList<ReorderLine>> ReorderAsync(this IPsaSession session, Id<StockLocation> location, CancellationToken cancellationToken)
    {
        var items = await session.Of<StockItem>().QueryAsync(StockItemRecords.OfLocation(location), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var (lines, onOrder) = (new List<ReorderLine>(), await session.OnOrderAsync(location, cancellationToken).ConfigureAwait(false));
        foreach (var item in items)
        {
            var balance = await session.Of<StockBalance>().FindAsync(StockBook.IdOf(session.Tenant, item.Product, new(location)), cancellationToken).ConfigureAwait(false);
            var (available, underWay) = (balance?.Free() ?? 0m, 0m);
            await foreach (var transfer in session.Of<StockTransfer>().QueryAsync(StockTransferRecords.OfProduct(item.Product), cancellationToken).ConfigureAwait(false))
            {
                underWay += transfer.To == location && transfer.For is null ? transfer.Sent - transfer.Arrived : 0m;
            }

            if (Reordering.Suggest(available, underWay, onOrder.GetValueOrDefault(item.Product), allocated: 0m, item.Minimum, item.Maximum) is > 0m and var suggested)
            {
                lines.Add(new(item.Product, location, available, underWay, onOrder.GetValueOrDefault(item.Product), suggested));
            }
        }

        lines.Sort(static (one, other) => one.Product.CompareTo(other.Product));
        return lines.ToValueList();
    }

    // what vendors still have to bring to a location: to where goods come when nothing else is said
    private static async Task<Dictionary<Id<Product>, decimal>> OnOrderAsync(this IPsaSession session, Id<StockLocation> location, CancellationToken cancellationToken)
    {
        var onOrder = new Dictionary<Id<Product>, decimal>();
        var isDefault = (await session.Of<StockLocation>().RequireAsync(location, cancellationToken).ConfigureAwait(false)).IsDefault;
        foreach (var status in (PurchaseOrderStatus[])[PurchaseOrderStatus.Submitted, PurchaseOrderStatus.PartlyReceived])
        {
            await foreach (var order in session.Of<PurchaseOrder>().QueryAsync(PurchaseOrderRecords.OfStatus(status), cancellationToken).ConfigureAwait(false))
            {
                foreach (var line in order.Lines)
                {
                    var target = (await session.StockedAsync(line.Product, cancellationToken).ConfigureAwait(false)).DefaultLocation;
                    if (!line.IsDropShip && (target == location || (target is null && isDefault)))
                    {
                        onOrder[line.Product] = onOrder.GetValueOrDefault(line.Product) + await session.InBaseUnitAsync(line.Product, line.Unit, line.Open(), cancellationToken).ConfigureAwait(false);
                    }
                }
            }
        }

        return onOrder;
    }
}
