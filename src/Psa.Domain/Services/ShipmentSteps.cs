using NodaTime;
using Psa.Catalog;
using Psa.Customers;
using Psa.Inventory;
using Psa.Orders;

namespace Psa.Services;

/// <summary>Delivers the lines of a shipment in one step.</summary>
internal static class ShipmentSteps
{
    /// <summary>Asks before anything leaves whether the payer's credit speaks against it, in each currency once.</summary>
    /// <exception cref="RuleViolationException"><c>credit.on_hold</c>, <c>credit.limit_exceeded</c>.</exception>
    internal static async Task<ValueList<Problem>> AskCreditAsync(
        this Step step, Id<Customer> customer, ValueList<DemandInHand> hands, string? passReason, Guid shipment, CancellationToken cancellationToken)
    {
        var payer = (await step.Of<Customer>().RequireAsync(customer, cancellationToken).ConfigureAwait(false)).Payer;
        var (asked, warnings) = (new HashSet<Currency>(), new List<Problem>());
        foreach (var hand in hands)
        {
            if (asked.Add(hand.Line.UnitPrice.Currency))
            {
                warnings.AddRange(await step.AskCreditAsync(payer, hand.Line.UnitPrice.Currency, amount: null, passReason, shipment, cancellationToken).ConfigureAwait(false));
            }
        }

        return warnings.ToValueList();
    }

    /// <summary>Delivers and bills lines: all of a product in one book, since it is written once.</summary>
    /// <param name="step">The step.</param>
    /// <param name="shipment">The shipment.</param>
    /// <param name="hands">The demands of the lines, in their order.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="day">The day.</param>
    /// <param name="drafts">Drafts credit notes.</param>
    /// <param name="ids">Makes ids of entries.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task ShipAsync(
        this Step step, Id<Shipment> shipment, ValueList<DemandInHand> hands, ValueList<ShipmentLine> lines, LocalDate day, CreditNoteDrafts drafts, IIdGenerator ids, CancellationToken cancellationToken)
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
                await step.DeliverAsync(open, hand, taken, day, shipment, id: null, cancellationToken).ConfigureAwait(false);
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
