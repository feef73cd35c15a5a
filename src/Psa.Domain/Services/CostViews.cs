using System.Linq;
using Psa.Access;
using Psa.Catalog;
using Psa.Inventory;

namespace Psa.Services;

/// <summary>Leaves out what only those see who view costs (R-VIEW).</summary>
internal static class CostViews
{
    /// <summary>Gives a product as an actor sees it: without its costs, unless the actor views them.</summary>
    internal static Product ShownTo(this Product product, Actor actor) =>
        actor.May(Permission.ViewCosts) || (product.CurrentCosts.IsEmpty && product.StandardCosts.IsEmpty) ? product : product with { CurrentCosts = [], StandardCosts = [] };

    /// <summary>Gives a demand as an actor sees it: without the cost that is approved, unless the actor views costs or approves them.</summary>
    internal static Demand ShownTo(this Demand demand, Actor actor) =>
        actor.May(Permission.ViewCosts) || actor.May(Permission.ApprovePurchases) || (demand.Approval?.Cost is null && demand.EarlierApproval?.Cost is null)
            ? demand
            : demand with { Approval = WithoutCost(demand.Approval), EarlierApproval = WithoutCost(demand.EarlierApproval) };

    /// <summary>Gives a demand as who views deliveries sees it, unless the actor views or does what is done at the warehouse and bought for it: how much of it is where in its pipeline, so that its status is what it is, and not from where, of whom and why.</summary>
    internal static Demand DeliveredTo(this Demand demand, Actor actor) =>
        actor.May(Permission.ViewStock) || actor.May(Permission.MoveStock) || actor.May(Permission.ViewPurchases) || actor.May(Permission.ManagePurchaseOrders)
            ? demand.ShownTo(actor)
            : demand with
            {
                RequestedBy = null,
                Approval = demand.IsUnapproved ? new(Levels: 1, Quantity: 0m) { AskedAt = demand.Approval!.AskedAt } : null,
                EarlierApproval = null,
                HoldNote = demand.HoldNote is null ? null : string.Empty,
                Assignments = Nowhere(demand.Assigned()),
                Allocations = demand.Allocated() is > 0m and var allocated ? [new(default, 0, allocated)] : [],
                Picks = Nowhere(demand.Picked()),
                Deliveries = demand.Deliveries.AsEnumerable().Select(static delivery => delivery with { Location = null }).ToValueList(),
            };

    /// <summary>Gives a price list as an actor sees it: without the prices that follow from costs, unless the actor views those.</summary>
    internal static PriceList ShownTo(this PriceList list, Actor actor) =>
        actor.May(Permission.ViewCosts) || !list.FollowsCost()
            ? list
            : list with { Items = list.Items.AsEnumerable().Select(static item => item with { Prices = item.Prices.AsEnumerable().Where(static price => !price.Method.FollowsCost).ToValueList() }).ToValueList() };

    /// <summary>Gives a product with the costs that are stored, where who saves it doesn't view them.</summary>
    internal static Product WithCosts(this Product product, Product stored, Actor actor) =>
        actor.May(Permission.ViewCosts) ? product : product with { CurrentCosts = stored.CurrentCosts, StandardCosts = stored.StandardCosts };

    /// <summary>Gives a price list with the prices that follow from costs as they are stored, where who saves it doesn't view them.</summary>
    internal static PriceList WithCosts(this PriceList list, PriceList stored, Actor actor)
    {
        if (actor.May(Permission.ViewCosts) || !stored.FollowsCost())
        {
            return list;
        }

        var items = list.Items.AsEnumerable().ToList();
        foreach (var hidden in stored.Items)
        {
            var prices = hidden.Prices.AsEnumerable().Where(static price => price.Method.FollowsCost).ToList();
            var place = items.FindIndex(item => item.Product == hidden.Product && item.Unit == hidden.Unit);
            if (prices.Count > 0 && place >= 0)
            {
                items[place] = items[place] with { Prices = [.. items[place].Prices, .. prices] };
            }
            else if (prices.Count > 0)
            {
                items.Add(hidden with { Prices = prices.ToValueList() });
            }
        }

        return list with { Items = items.ToValueList() };
    }

    private static DemandApproval? WithoutCost(DemandApproval? approval) =>
        approval is null ? null : approval with { Cost = null, Ordered = approval.Ordered.AsEnumerable().Select(static ordered => ordered with { Price = null }).ToValueList() };

    private static ValueList<StockPick> Nowhere(decimal quantity) => quantity > 0m ? [new(default, quantity)] : [];
}
