using NodaTime;
using Psa.Documents;
using Psa.Events;
using Psa.Inventory;
using Psa.Orders;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>Bills what is delivered for demands, in the commit that delivers it or takes that back: of a charge by its items (R-CHARGE), of a line of an order by what is shipped (R-ORDER-BILL).</summary>
internal static class DeliveryBilling
{
    /// <summary>Bills a demand as it is delivered now.</summary>
    /// <param name="step">The step.</param>
    /// <param name="hand">The demand as it was, with its charge or order.</param>
    /// <param name="demand">The demand as the step leaves it.</param>
    /// <param name="day">The day of the delivery.</param>
    /// <param name="drafts">Drafts credit notes.</param>
    /// <param name="ids">Makes ids of entries.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RuleViolationException"><c>order.over_shipped</c>.</exception>
    internal static async Task BillAsync(this Step step, DemandInHand hand, Demand demand, LocalDate day, CreditNoteDrafts drafts, IIdGenerator ids, CancellationToken cancellationToken)
    {
        if (hand.Charge is { } charge)
        {
            await step.SettleAsync(charge, demand.Delivered(), await step.ItemsOfAsync(charge, cancellationToken).ConfigureAwait(false), day, cancellationToken).ConfigureAwait(false);
            return;
        }

        var before = hand.Order!;
        var after = await step.FulfilledAsync(hand, demand.Delivered() - hand.Demand.Delivered(), day, cancellationToken).ConfigureAwait(false);
        var quantities = after.Quantities[demand.Source.Line];
        after = after with { Quantities = after.Quantities.SetItem(demand.Source.Line, quantities with { Awaited = demand.Awaited() }) };
        step.Append(EventKinds.OrderFulfilled, before.Id, before.FulfilmentProgress.ToString(), after.FulfilmentProgress.ToString());
        await step.SettleAsync(before, after, drafts, ids, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Refuses to take a delivery back that an issued invoice bills.</summary>
    /// <param name="step">The step.</param>
    /// <param name="hand">The demand, with its charge or order.</param>
    /// <param name="quantity">How much of it is taken back, in the demand's unit.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RuleViolationException"><c>delivery.invoiced</c>.</exception>
    internal static async Task RequireUnbilledAsync(this Step step, DemandInHand hand, decimal quantity, CancellationToken cancellationToken)
    {
        // what is ordered may be invoiced before it is delivered: that invoice doesn't say that it was
        var isBilledByDelivery = hand.Order is not { Invoicing: not InvoicePolicy.Shipped };
        var left = hand.Order is not { } order ? hand.Demand.Delivered() - quantity
            : hand.Line.Bundle == BundleRole.None ? order.Quantities[hand.Demand.Source.Line].Shipped - quantity
            : (await step.FulfilledAsync(hand, -quantity, await step.TodayAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)).Quantities[hand.Billed.Place].Shipped;
        if (isBilledByDelivery && left < await hand.BoundAsync(step, cancellationToken).ConfigureAwait(false))
        {
            throw new RuleViolationException(InventoryErrors.Invoiced, "An issued invoice bills it: let the goods come back by a return.", hand.Demand.Id.Value);
        }
    }

    // the order once more of it is delivered, or less
    private static async Task<Order> FulfilledAsync(this Step step, DemandInHand hand, decimal more, LocalDate day, CancellationToken cancellationToken)
    {
        var (order, place, line) = (hand.Order!, hand.Demand.Source.Line, hand.Billed);
        var shipped = order.Quantities[place].Shipped + more;
        return line.Place == place
            ? order.Fulfil(place, shipped, day, step.Actor)
            : order.FulfilComponent(place, shipped, await step.StockedPlacesAsync(order, line, cancellationToken).ConfigureAwait(false), day, step.Actor);
    }
}
