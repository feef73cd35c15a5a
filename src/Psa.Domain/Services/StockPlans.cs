using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Inventory;
using Psa.Orders;
using Psa.Procurement;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads what will come of a product and what will go (R-FORECAST).</summary>
internal static class StockPlans
{
    /// <summary>Says what will be in stock on a day; of a past one, what was.</summary>
    internal static async Task<StockForecast> ForecastAsync(this IPsaSession session, Id<Product> product, LocalDate today, LocalDate day, CancellationToken cancellationToken)
    {
        // in the currency and places of now: what a day ends with is what its moves came to
        var there = await session.StockOnDayAsync(product, day < today ? day : today, cancellationToken).ConfigureAwait(false);
        return day < today ? new(day, there.Quantity, []) : StockForecasts.On(there.Quantity, today, day, await session.PlannedAsync(product, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<ValueList<PlannedStock>> PlannedAsync(this IPsaSession session, Id<Product> product, CancellationToken cancellationToken)
    {
        var planned = new List<PlannedStock>();
        await foreach (var order in session.UnderWayAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var line in order.Lines)
            {
                // what comes in place of goods that went back comes with their return: lent ones are on hand meanwhile
                if (line.Product == product && !line.IsDropShip && line.ToReceive() > 0m)
                {
                    // what no vendor has yet comes on no day
                    var due = order.Status == PurchaseOrderStatus.New ? null : line.DueOn;
                    planned.Add(new(await session.InBaseUnitAsync(product, line.Unit, line.ToReceive(), cancellationToken).ConfigureAwait(false), due, order.Id.Value));
                }
            }
        }

        var counted = new HashSet<Id<Order>>();
        await foreach (var order in session.Of<Order>().QueryAsync(OrderRecords.Unfulfilled, cancellationToken).ConfigureAwait(false))
        {
            counted.Add(order.Id);
            for (var i = 0; i < order.Lines.Count; i++)
            {
                // of bundles their components are taken from stock, what comes straight to its customer isn't, and orders say no day
                if (order.Lines[i] is { Bundle: not BundleRole.Heading } line && line.Product == product
                    && line.Quantity - order.Quantities[i].Canceled - order.Quantities[i].Shipped - await session.DirectAsync(order, i, cancellationToken).ConfigureAwait(false) is > 0m and var open)
                {
                    planned.Add(new(-await session.InBaseUnitAsync(product, line.Unit, open, cancellationToken).ConfigureAwait(false), DueOn: null, order.Id.Value));
                }
            }
        }

        await foreach (var demand in session.Of<Demand>().QueryAsync(DemandRecords.OpenOfProduct(product), cancellationToken).ConfigureAwait(false))
        {
            // a line of an order counts once, with it
            if ((demand.Source.Order is not { } order || !counted.Contains(order)) && demand.Needed - demand.Delivered() - demand.Direct() is > 0m and var open)
            {
                planned.Add(new(-await session.InBaseUnitAsync(product, demand.Unit, open, cancellationToken).ConfigureAwait(false), DueOn: null, demand.Source.Whole));
            }
        }

        return planned.ToValueList();
    }

    private static async Task<decimal> DirectAsync(this IPsaSession session, Order order, int line, CancellationToken cancellationToken) =>
        (await session.Of<Demand>().FindAsync(Demands.IdOf(session.Tenant, DemandSource.Of(order.Id, line)), cancellationToken).ConfigureAwait(false))?.Direct() ?? 0m;
}
