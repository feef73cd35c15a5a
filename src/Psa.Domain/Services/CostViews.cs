using System.Linq;
using Psa.Access;
using Psa.Catalog;

namespace Psa.Services;

/// <summary>Leaves out what only those see who view costs (R-VIEW).</summary>
internal static class CostViews
{
    /// <summary>Gives a product as an actor sees it: without its costs, unless the actor views them.</summary>
    internal static Product ShownTo(this Product product, Actor actor) =>
        actor.May(Permission.ViewCosts) || (product.CurrentCosts.IsEmpty && product.StandardCosts.IsEmpty) ? product : product with { CurrentCosts = [], StandardCosts = [] };

    /// <summary>Gives a price list as an actor sees it: without the prices that follow from costs, unless the actor views those.</summary>
    internal static PriceList ShownTo(this PriceList list, Actor actor) =>
        actor.May(Permission.ViewCosts) || !list.FollowsCost()
            ? list
            : list with { Items = list.Items.AsEnumerable().Select(static item => item with { Prices = item.Prices.AsEnumerable().Where(static price => !price.Method.FollowsCost).ToValueList() }).ToValueList() };

    /// <summary>Gives a product with the costs that are stored, where who saves it doesn't view them.</summary>
    internal static Product WithCosts(this Product product, Product stored, Actor actor) =>
        actor.May(Permission.ViewCosts) ? product : product with { CurrentCosts = stored.CurrentCosts, StandardCosts = stored.StandardCosts };
}
