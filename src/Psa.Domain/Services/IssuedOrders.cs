using Psa.Invoices;
using Psa.Orders;
using Psa.Payments;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What follows for orders when documents that bill something of them are issued, or vanish.</summary>
internal static class IssuedOrders
{
    /// <summary>Stages what follows for the orders that documents bill: a deposit that is asked for by one is deducted from what waits, and what credit is bound to an order that has ended is freed with the last of them.</summary>
    /// <param name="step">The step.</param>
    /// <param name="issued">The documents, issued and staged.</param>
    /// <param name="orders">The orders that their items bill.</param>
    /// <param name="ids">Makes ids of entries.</param>
    /// <param name="notes">Drafts credit notes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task FollowIssuedAsync(
        this Step step, List<Invoice> issued, IReadOnlyDictionary<Id<SalesItem>, Id<Order>> orders, IIdGenerator ids, CreditNoteDrafts notes, CancellationToken cancellationToken)
    {
        if (orders.Count == 0)
        {
            return;
        }

        foreach (var id in await step.BoundOnAsync(issued, orders, cancellationToken).ConfigureAwait(false))
        {
            if (await step.Of<Order>().RequireAsync(id, cancellationToken).ConfigureAwait(false) is var order && order.HasEnded())
            {
                await step.FreeCreditAsync(order, ids, cancellationToken).ConfigureAwait(false);
            }
        }

        await step.FollowAsync(issued, SalesItemSource.Deposit, orders, order => step.DeductOrEndAsync(order, notes, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets what a draft billed of orders, and now waits again, deduct the deposits that were issued since.</summary>
    /// <param name="step">The step, with the items staged.</param>
    /// <param name="gone">The draft.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task FollowDeletedAsync(this Step step, Invoice gone, CancellationToken cancellationToken)
    {
        var orders = await step.OrdersOnAsync([gone], cancellationToken).ConfigureAwait(false);
        await step.FollowAsync([gone], SalesItemSource.Order, orders, order => step.DeductLaterAsync(order, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    // of an order that ended while a draft of a run asked for a deposit on it nothing is left to deduct it from: what is asked for by then is credited
    private static Task DeductOrEndAsync(this Step step, Order order, CreditNoteDrafts notes, CancellationToken cancellationToken) =>
        order.HasEnded() ? step.EndDepositsAsync(order, notes, cancellationToken) : step.DeductLaterAsync(order, cancellationToken);

    private static async Task FollowAsync(
        this Step step, IReadOnlyList<Invoice> documents, SalesItemSource source, IReadOnlyDictionary<Id<SalesItem>, Id<Order>> orders, Func<Order, Task> follow, CancellationToken cancellationToken)
    {
        var followed = new HashSet<Id<Order>>();
        foreach (var document in documents)
        {
            foreach (var item in document.Items)
            {
                if (item.Source == source && orders.TryGetValue(item.Item, out var order) && followed.Add(order))
                {
                    await follow(await step.Of<Order>().RequireAsync(order, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
                }
            }
        }
    }

    // the orders to which something of the payers is bound
    private static async Task<List<Id<Order>>> BoundOnAsync(
        this Step step, List<Invoice> issued, IReadOnlyDictionary<Id<SalesItem>, Id<Order>> orders, CancellationToken cancellationToken)
    {
        var credits = new HashSet<Id<CustomerCredit>>();
        foreach (var document in issued)
        {
            foreach (var item in document.Items)
            {
                if (orders.TryGetValue(item.Item, out var order))
                {
                    credits.Add(CustomerCredits.IdOf(step.Tenant, document.Customer, document.BillingEntity, document.Currency, order));
                }
            }
        }

        var bound = new List<Id<Order>>();
        await foreach (var credit in step.Of<CustomerCredit>().QueryAsync(RecordType<CustomerCredit>.Of(credits), cancellationToken).ConfigureAwait(false))
        {
            if (!credit.Balance.IsZero && credit.Order is { } order)
            {
                bound.Add(order);
            }
        }

        return bound;
    }
}
