using Psa.Inventory;
using Psa.Procurement;

namespace Psa.Services;

/// <content>What of approvals is ordered, as a step leaves it (R-PURCHASE-APPROVAL).</content>
internal sealed partial class OrderAllocations
{
    /// <summary>Uses approvals up by what a vendor has now of them, once the demands are staged.</summary>
    internal async Task UseApprovalsAsync(PurchaseOrder order, CancellationToken cancellationToken)
    {
        if (await step.Of<StockSettings>().FindAsync(step.Tenant.StockSettingsOf(), cancellationToken).ConfigureAwait(false) is not { } settings)
        {
            return;
        }

        var approvals = DemandApprovals.On(settings.Approvals, await step.TodayAsync(cancellationToken).ConfigureAwait(false));
        for (var i = 0; i < order.Lines.Count; i++)
        {
            var (number, line) = (i, order.Lines[i]);
            var size = await step.InBaseUnitAsync(line.Product, line.Unit, 1m, cancellationToken).ConfigureAwait(false);
            var price = DemandApprovals.CostOf(approvals, line.Price, 1m / size, settings.Currency) is { } cost ? UnitPrice.Round(cost) : (UnitPrice?)null;
            await ChangeOrderedAsync(
                line,
                (_, now) => now.AllocatedOf(order.Id.Value, number),
                (demand, quantity) => demand.Unordered() > 0m || _demands.ContainsKey(demand.Id)
                    ? demand.WithOrdered(new(order.Id.Value, number, quantity, price))
                    : demand,
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Leaves to approvals what a vendor won't bring of them after all, once the demands are staged.</summary>
    internal async Task LeaveApprovalsAsync(PurchaseOrder order, CancellationToken cancellationToken)
    {
        for (var i = 0; i < order.Lines.Count; i++)
        {
            var (id, number) = (order.Id.Value, i);
            await ChangeOrderedAsync(
                order.Lines[i],
                (read, now) => read.AllocatedOf(id, number) - now.AllocatedOf(id, number),
                (demand, quantity) => demand.WithoutOrdered(id, number, quantity),
                cancellationToken).ConfigureAwait(false);
        }
    }

    // what is approved is so for all demands of a document and product together
    private async Task ChangeOrderedAsync(PurchaseOrderLine line, Func<Demand, Demand, decimal> ordered, Func<Demand, decimal, Demand> change, CancellationToken cancellationToken)
    {
        var quantities = new SortedDictionary<Guid, decimal>();
        foreach (var one in line.For)
        {
            if (_demands.TryGetValue(one.Demand, out var own))
            {
                var quantity = await step.InBaseUnitAsync(line.Product, own.Now.Unit, ordered(own.Read, own.Now), cancellationToken).ConfigureAwait(false);
                quantities[own.Now.Document] = quantities.GetValueOrDefault(own.Now.Document) + quantity;
            }
        }

        foreach (var (document, quantity) in quantities)
        {
            foreach (var before in quantity == 0m ? [] : (await step.OfDocumentsAsync(line.Product, [document], cancellationToken).ConfigureAwait(false)).GetValueOrDefault(document) ?? [])
            {
                if (change(before, quantity) is var after && after != before)
                {
                    step.Stage(after, before);
                }
            }
        }
    }
}
