using NodaTime;
using Psa.Access;
using Psa.Events;
using Psa.Orders;
using Psa.Records;
using Psa.SalesItems;

namespace Psa.Services;

/// <content>What becomes of the lines of orders.</content>
public sealed partial class OrderService
{
    /// <summary>Keeps how much of a line of an order is delivered so far; with less than was told before, that an earlier telling was wrong, which opens a closed order again.</summary>
    /// <param name="actor">Who tells.</param>
    /// <param name="id">The order.</param>
    /// <param name="line">The place of the line, from 0; of a bundle, of its heading.</param>
    /// <param name="shipped">How much in all, of the line's sign. A call whose answer was lost can be made again: it changes nothing more.</param>
    /// <param name="date">The day, or <see langword="null"/> for today.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order, which is closed when nothing of it is left; as it is when that much was told already.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    /// <exception cref="RuleViolationException"><c>order.not_submitted</c>, <c>order.bad_line</c>, <c>order.bad_quantity</c>, <c>order.over_shipped</c>; <c>order.of_stock</c>: its product is stocked, so what is delivered of it from stock, or of a bundle's components, is shipped; <c>document.far_date</c>.</exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<Order> FulfilAsync(Actor actor, Id<Order> id, int line, decimal shipped, LocalDate? date = null, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        HandPrices.RequirePlace(line);
        Border.Check(shipped);
        Border.CheckOptional(date);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.Of<Order>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var day = date ?? await step.TodayAsync(cancellationToken).ConfigureAwait(false);
                await step.RequireNearAsync(day, cancellationToken, "Date").ConfigureAwait(false);
                await RequireByHandAsync(step, before, line, cancellationToken).ConfigureAwait(false);
                var after = before.Fulfil(line, shipped, day, actor);
                if (after == before)
                {
                    return before;
                }

                step.Append(EventKinds.OrderFulfilled, id, before.FulfilmentProgress.ToString(), after.FulfilmentProgress.ToString());
                return await step.SettleAsync(before, after, _drafts, ids, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>
    /// Cancels an order: one that is written as a whole, one that is submitted as a whole while nothing is shipped or invoiced, and else what isn't shipped of it. What was invoiced of that is given back by sales items
    /// in the same commit. What is kept for its quote and isn't ordered stays kept.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The order.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order; as it is when there was nothing to cancel.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    /// <exception cref="RuleViolationException"><c>order.reason_missing</c>; <c>order.not_submitted</c>: nothing of it is left; <c>order.over_shipped</c>: components of a bundle are delivered that isn't.</exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<Order> CancelAsync(Actor actor, Id<Order> id, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        RequireReason(reason, id);
        return CancelAsync(actor, id, reason.Trim(), order => order.Status == OrderStatus.Canceled ? order : order.Cancel(reason.Trim(), actor), endsLines: false, cancellationToken);
    }

    /// <summary>
    /// Cancels what isn't shipped of some lines of a submitted order. What was invoiced of that is given back by sales items in the same commit, and what the order is of a quote of that can be ordered again.
    /// It says that no more of those lines is wanted for now: what is kept for them of the quote, and isn't ordered, is free.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The order.</param>
    /// <param name="lines">The places of the lines, from 0; of a bundle, of its heading. None for all lines.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order; as it is when there was nothing to cancel.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    /// <exception cref="RuleViolationException"><c>order.reason_missing</c>; <c>order.not_submitted</c>, <c>order.bad_line</c>; <c>order.over_shipped</c>: components of a bundle are delivered that isn't.</exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<Order> CancelRestAsync(Actor actor, Id<Order> id, ValueList<int> lines, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(lines);
        RequireReason(reason, id);
        return CancelAsync(actor, id, reason.Trim(), order => order.CancelRest(lines, reason.Trim(), actor), endsLines: true, cancellationToken);
    }

    private static void RequireReason(string reason, Id<Order> id)
    {
        Border.Check(reason);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleViolationException(OrderErrors.ReasonMissing, "Say why it is canceled.", id.Value).At("Reason");
        }
    }

    private Task<Order> CancelAsync(Actor actor, Id<Order> id, string reason, Func<Order, Order> cancel, bool endsLines, CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        async step =>
        {
            var before = await step.Of<Order>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
            var after = cancel(before);
            if (after == before)
            {
                return before;
            }

            after = await WithdrawnAsync(step, before, after, cancel, reason, cancellationToken).ConfigureAwait(false);
            step.Append(EventKinds.OrderCanceled, id, before.Status.Name, after.Status.Name, reason);
            await step.FreeAsync(after, reason, cancellationToken).ConfigureAwait(false);
            var settled = await step.SettleAsync(before, after, _drafts, ids, cancellationToken).ConfigureAwait(false);
            await step.KeepOrderedAsync(settled, cancellationToken).ConfigureAwait(false);
            if (endsLines && settled.Quote is not null)
            {
                var kept = new QuoteReservations(step);
                await kept.CloseAsync(before, settled, reason, cancellationToken).ConfigureAwait(false);
                await kept.WriteAsync(cancellationToken).ConfigureAwait(false);
            }

            if (settled.SubmittedOn is not null)
            {
                await step.NoticeCreditAsync(settled, cancellationToken).ConfigureAwait(false);
            }

            return settled;
        },
        cancellationToken);

    // what is billed of it and waits still was never asked for: nothing is left to be given back, and an order of which nothing else is is canceled as a whole
    private static async Task<Order> WithdrawnAsync(Step step, Order before, Order after, Func<Order, Order> cancel, string reason, CancellationToken cancellationToken)
    {
        if (after.Status != OrderStatus.Submitted || after.FulfilmentProgress != OrderProgress.Full || !OrderSteps.IsWithoutDeliveries(after))
        {
            return after;
        }

        var waiting = (await step.ItemsOfAsync(before, cancellationToken).ConfigureAwait(false)).FindAll(static item => !item.Released);
        if (!waiting.TrueForAll(static item => item.Invoice is null && item.IsEditable()))
        {
            return after;
        }

        step.Withdraw(waiting, reason);
        step.AddItems(await step.RededuceAsync(before, [], cancellationToken).ConfigureAwait(false));
        return cancel(OrderSteps.NotInvoiced(before));
    }

    // what is stocked is shipped by its deliveries, as is a bundle of it, unless goods come back, which moves none here
    private static async Task RequireByHandAsync(Step step, Order order, int place, CancellationToken cancellationToken)
    {
        if (place < order.Lines.Count && !order.Lines[place].IsNote
            && (await step.StockedPlacesAsync(order, OrderedLine.Holding(order, place), cancellationToken).ConfigureAwait(false)).Count > 0
            && await step.HasInventoryAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new RuleViolationException(OrderErrors.OfStock, "The product is stocked: deliver it from stock, of a bundle its components, which says how much of the line is shipped.", order.Id.Value).At("Line");
        }
    }
}
