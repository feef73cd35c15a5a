using NodaTime;
using Psa.Catalog;
using Psa.Inventory;
using Psa.Orders;

namespace Psa.Services;

/// <summary>Delivers the lines of a shipment in one step.</summary>
internal static class ShipmentSteps
{
    /// <summary>Delivers and bills lines: all of a product in one book, since it is written once.</summary>
    /// <param name="step">The step.</param>
    /// <param name="shipment">The shipment.</param>
    /// <param name="hands">The demands of the lines, in their order.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="day">The day.</param>
    /// <param name="reason">Why it passes though the payer's credit speaks against it, or <see langword="null"/>.</param>
    /// <param name="drafts">Drafts credit notes.</param>
    /// <param name="ids">Makes ids of entries.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task ShipAsync(
        this Step step, Id<Shipment> shipment, ValueList<DemandInHand> hands, ValueList<ShipmentLine> lines, LocalDate day, string? reason, CreditNoteDrafts drafts, IIdGenerator ids, CancellationToken cancellationToken)
    {
        var byProduct = new SortedDictionary<Id<Product>, List<int>>();
        for (var i = 0; i < hands.Count; i++)
        {
            var product = hands[i].Demand.Product;
            byProduct[product] = [.. byProduct.GetValueOrDefault(product) ?? [], i];
        }

        foreach (var (product, places) in byProduct)
        {
            var goods = places.ConvertAll(place => (Hand: hands[place], Goods: lines[place].Goods.OrPicked(hands[place].Demand)));
            var open = await step.OpenBookAsync(product, PlacesOf(goods), SerialsOf(goods), cancellationToken).ConfigureAwait(false);
            foreach (var (hand, taken) in goods)
            {
                await step.DeliverAsync(open, hand, taken, day, shipment, id: null, reason, cancellationToken).ConfigureAwait(false);
            }

            await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
        }

        foreach (var hand in hands)
        {
            // an order may have several lines in it
            var order = hand.Order is null ? null : await step.Of<Order>().RequireAsync(hand.Order.Id, cancellationToken).ConfigureAwait(false);
            var demand = await step.Of<Demand>().RequireAsync(hand.Demand.Id, cancellationToken).ConfigureAwait(false);
            await step.BillAsync(hand with { Order = order }, demand, day, drafts, ids, cancellationToken).ConfigureAwait(false);
        }
    }

    private static List<StockPlace> PlacesOf(List<(DemandInHand Hand, ValueList<StockPick> Goods)> all)
    {
        var places = new List<StockPlace>();
        foreach (var (_, goods) in all)
        {
            foreach (var one in goods)
            {
                places.Add(new(one.Location));
            }
        }

        return places;
    }

    private static ValueList<string> SerialsOf(List<(DemandInHand Hand, ValueList<StockPick> Goods)> all)
    {
        var serials = new List<string>();
        foreach (var (_, goods) in all)
        {
            foreach (var one in goods)
            {
                serials.AddRange(one.Serials);
            }
        }

        return serials.ToValueList();
    }
}
