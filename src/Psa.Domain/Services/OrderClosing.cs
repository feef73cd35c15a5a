using Psa.Events;
using Psa.Orders;

namespace Psa.Services;

/// <summary>Stages orders whose quantities changed: they close when nothing is left, and open again when something is.</summary>
internal static class OrderClosing
{
    /// <summary>
    /// Stages an order as it is after a step, with what follows from its quantities, and tells by an event that it closed or opened again. Where it ends with the step, what is left of deposits on it is credited by drafts;
    /// once all that it billed is issued, what credit is bound to it is freed.
    /// </summary>
    /// <param name="step">The step, with the order's items staged.</param>
    /// <param name="before">The order as it is stored.</param>
    /// <param name="after">The order as the step leaves it, canceled perhaps.</param>
    /// <param name="drafts">Drafts credit notes.</param>
    /// <param name="ids">Makes ids of entries.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order, staged.</returns>
    internal static async Task<Order> FollowToEndAsync(this Step step, Order before, Order after, CreditNoteDrafts drafts, IIdGenerator ids, CancellationToken cancellationToken)
    {
        var order = step.Follow(before, after);
        await step.FollowDemandsAsync(before, order, cancellationToken).ConfigureAwait(false);
        if (order.HasEnded())
        {
            if (!before.HasEnded())
            {
                await step.EndDepositsAsync(order, drafts, cancellationToken).ConfigureAwait(false);
            }

            await step.FreeCreditAsync(order, ids, cancellationToken).ConfigureAwait(false);
        }

        return order;
    }

    // with what follows from its quantities, and an event where it closed or opened again
    private static Order Follow(this Step step, Order before, Order after)
    {
        var followed = after.Followed();
        if (followed.Status != before.Status && (followed.Status == OrderStatus.Closed || before.Status == OrderStatus.Closed))
        {
            step.Append(EventKinds.OrderClosed, before.Id, before.Status.Name, followed.Status.Name);
        }

        return step.Of<Order>().Update(followed);
    }
}
