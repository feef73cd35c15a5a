using Psa.Customers;
using Psa.Events;
using Psa.Inventory;
using Psa.Orders;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>The sales items of what is billed in the commit that asks for it, as a step finds and leaves them.</summary>
internal static class ItemSteps
{
    /// <summary>Lets a step find an item as it left it.</summary>
    internal static void Keep(this Step step, SalesItem item) => step.Items[item.Id] = item;

    /// <summary>Takes an item off a draft that vanishes: it waits for who pays now, whose billing information may be incomplete.</summary>
    internal static async Task<SalesItem> TakeOffAsync(this Step step, SalesItem item, CancellationToken cancellationToken)
    {
        var off = item.TakeOffInvoice();
        return off.WaitingFor((await step.WhoPaysAsync(off, cancellationToken).ConfigureAwait(false)).CanBeBilled());
    }

    /// <summary>Leaves it open who is invoiced for corrections that are made while what they correct stands on a draft: a run asks once that is issued or deleted.</summary>
    /// <param name="step">The step.</param>
    /// <param name="made">The items.</param>
    /// <param name="known">The items that their source had before.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<List<SalesItem>> LeaveOpenAsync(this Step step, List<SalesItem> made, List<SalesItem> known, CancellationToken cancellationToken)
    {
        if (!made.Exists(static item => item.KeepsPayer && item.IsEditable()))
        {
            return made;
        }

        var drafts = await step.DraftsOfAsync(known, cancellationToken).ConfigureAwait(false);
        return made.ConvertAll(item => item.KeepsPayer && item.IsEditable() && IsOnDraft(item) ? item.LeftOpen() : item);

        bool IsOnDraft(SalesItem item) =>
            known.Exists(other => other is { Released: false, Invoice: { } invoice } && other.SourceLine == item.SourceLine && other.Ordinal < item.Ordinal && drafts.Contains(invoice));
    }

    /// <summary>Stages items that were made, each with an event.</summary>
    internal static void AddItems(this Step step, List<SalesItem> items)
    {
        foreach (var item in items)
        {
            step.Keep(step.Of<SalesItem>().Add(item));
            step.Append(EventKinds.SalesItemCreated, item.Id, to: item.Status.Name);
        }
    }

    /// <summary>Stages that items don't count as billed any more, each with an event.</summary>
    internal static void Withdraw(this Step step, IEnumerable<SalesItem> items, string reason)
    {
        foreach (var item in items)
        {
            var withdrawn = item.Withdraw(reason);
            step.Keep(step.Of<SalesItem>().Update(withdrawn));
            step.Append(EventKinds.SalesItemReleased, item.Id, item.Status.Name, withdrawn.Status.Name, withdrawn.CancelReason);
        }
    }

    /// <summary>Reads all sales items that a charge ever had.</summary>
    internal static Task<List<SalesItem>> ItemsOfAsync(this Step step, StockCharge charge, CancellationToken cancellationToken) =>
        step.WorkItemsAsync(SalesItemSource.StockCharge, charge.Id.Value, charge.AskedOn, cancellationToken);

    /// <summary>Reads all sales items that an order ever had, as the step leaves them: queries see what is committed alone.</summary>
    internal static async Task<List<SalesItem>> ItemsOfAsync(this Step step, Order order, CancellationToken cancellationToken)
    {
        var items = new List<SalesItem>();
        if (order.SubmittedOn is not { } submitted)
        {
            return items;
        }

        await foreach (var item in step.Of<SalesItem>().QueryAsync(SalesItemRecords.OfPeriod(SalesItemSource.Order, order.Id.Value, submitted), cancellationToken).ConfigureAwait(false))
        {
            items.Add(item);
        }

        var known = new HashSet<Id<SalesItem>>();
        for (var i = 0; i < items.Count; i++)
        {
            known.Add(items[i].Id);
            items[i] = step.Items.GetValueOrDefault(items[i].Id, items[i]);
        }

        foreach (var item in step.Items.Values)
        {
            if (item.Source == SalesItemSource.Order && item.SourceId == order.Id.Value && known.Add(item.Id))
            {
                items.Add(item);
            }
        }

        return items;
    }
}
