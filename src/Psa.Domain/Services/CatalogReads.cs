using System.Linq;
using Psa.Catalog;
using Psa.Inventory;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads what prices follow from.</summary>
internal static class CatalogReads
{
    /// <summary>Reads lists, units and volume discounts, and some products with what their bundles hold. What isn't there is left out.</summary>
    internal static async Task<CatalogFacts> CatalogAsync(this IPsaSession session, IEnumerable<Id<Product>> products, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Id<Product>, Product>();
        await session.ReadProductsAsync(products, found, cancellationToken).ConfigureAwait(false);
        var components = found.Values.SelectMany(static product => product.Contents.AsEnumerable()).SelectMany(static content => content.Components.AsEnumerable()).Select(static component => component.Product);
        await session.ReadProductsAsync([.. components], found, cancellationToken).ConfigureAwait(false);
        var lists = await session.AllAsync<PriceList>(cancellationToken).ConfigureAwait(false);
        foreach (var id in CostPriced(lists))
        {
            if (found.TryGetValue(id, out var product))
            {
                found[id] = await session.WithReceiptCostsAsync(product, cancellationToken).ConfigureAwait(false);
            }
        }

        return new()
        {
            Products = found,
            Lists = lists,
            Units = await session.AllAsync<UnitGroup>(cancellationToken).ConfigureAwait(false),
            Volumes = await session.AllAsync<VolumeDiscount>(cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>Gives a product with what it costs by what was received of it, where it is goods.</summary>
    internal static async Task<Product> WithReceiptCostsAsync(this IPsaSession session, Product product, CancellationToken cancellationToken)
    {
        if (product.Kind != ProductKind.Goods)
        {
            return product;
        }

        var moves = await session.Of<StockMove>().QueryAsync(StockMoveRecords.CostsOf(product.Id), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        return moves.Count == 0 ? product : ReceiptCosts.With(product, ReceiptCosts.Of(moves, await session.ZoneAsync(cancellationToken).ConfigureAwait(false)));
    }

    /// <summary>Tells whether a price list says a product's price by its current cost.</summary>
    internal static async Task<bool> FollowsCostAsync(this IPsaSession session, Id<Product> product, CancellationToken cancellationToken) =>
        CostPriced(await session.AllAsync<PriceList>(cancellationToken).ConfigureAwait(false)).Contains(product);

    /// <summary>Gives the products of which a price list says a price by their current cost: what is received is read only where a price follows from it.</summary>
    internal static HashSet<Id<Product>> CostPriced(ValueList<PriceList> lists)
    {
        var products = new HashSet<Id<Product>>();
        foreach (var list in lists)
        {
            foreach (var item in list.Items)
            {
                foreach (var entry in item.Prices)
                {
                    if (entry.Method.Kind is PriceMethodKind.MarkupOnCurrentCost or PriceMethodKind.MarginOnCurrentCost)
                    {
                        products.Add(item.Product);
                    }
                }
            }
        }

        return products;
    }

    private static async Task ReadProductsAsync(this IPsaSession session, IEnumerable<Id<Product>> products, Dictionary<Id<Product>, Product> found, CancellationToken cancellationToken)
    {
        var asked = products.Where(id => !found.ContainsKey(id)).Distinct().ToList();
        if (asked.Count == 0)
        {
            return;
        }

        await foreach (var product in session.Of<Product>().QueryAsync(RecordType<Product>.Of(asked), cancellationToken).ConfigureAwait(false))
        {
            found[product.Id] = product;
        }
    }

    private static async Task<ValueList<T>> AllAsync<T>(this IPsaSession session, CancellationToken cancellationToken)
        where T : class, IEntity<T> =>
        (await session.Of<T>().QueryAsync(RecordType<T>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false)).ToValueList();
}
