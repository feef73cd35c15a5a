using Psa.Catalog;

namespace Psa.Services;

/// <content>What follows from changes of the catalog.</content>
public sealed partial class CatalogService
{
    /// <summary>Told within the commit of each change that can move a price.</summary>
    /// <param name="step">The step that changes it.</param>
    /// <param name="products">The products that changed.</param>
    /// <param name="lists">The price lists that changed, or whose volume discounts did.</param>
    private static void CatalogChanged(Step step, IReadOnlyCollection<Id<Product>> products, IReadOnlyCollection<Id<PriceList>> lists)
    {
        _ = (step, products, lists);
    }
}
