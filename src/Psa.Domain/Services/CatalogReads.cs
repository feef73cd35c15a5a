using System.Linq;
using Psa.Catalog;
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
        return new()
        {
            Products = found,
            Lists = await session.AllAsync<PriceList>(cancellationToken).ConfigureAwait(false),
            Units = await session.AllAsync<UnitGroup>(cancellationToken).ConfigureAwait(false),
            Volumes = await session.AllAsync<VolumeDiscount>(cancellationToken).ConfigureAwait(false),
        };
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
