using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Invoices;
using Psa.Orders;
using Psa.Runs;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Compares active orders with the catalog and prices them anew (R-STALE).</summary>
internal static class OrderRepricing
{
    /// <summary>Compares an order with the catalog of a day, and changes nothing.</summary>
    /// <param name="session">The session.</param>
    /// <param name="order">The order; what is agreed differs in nothing.</param>
    /// <param name="date">The day.</param>
    /// <param name="catalog">The catalog where it is read already, or <see langword="null"/>; products that it lacks are read.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<LineComparison> CompareAsync(IPsaSession session, Order order, LocalDate date, CatalogFacts? catalog, CancellationToken cancellationToken)
    {
        var whose = await OrderReads.WhoseAsync(session, order, cancellationToken).ConfigureAwait(false);
        return await LineComparison.OfAsync(session, order.Lines, order.Prices(), whose, date, catalog, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Prices an active order that follows the catalog anew and stages it, with an event; nothing when nothing differs.</summary>
    /// <param name="writer">Writes it, in the step whose day counts.</param>
    /// <param name="step">The step.</param>
    /// <param name="order">The order as it is stored.</param>
    /// <param name="catalog">The catalog where it is read already, or <see langword="null"/>; products that it lacks are read.</param>
    /// <param name="run">The run that does it, which says what changed; <see langword="null"/> when the order is priced anew by itself.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order as it is now, and what differed.</returns>
    /// <exception cref="RuleViolationException">Its discounts take more than its lines come to now, and what else refuses an order.</exception>
    internal static async Task<(Order Order, ValueList<PriceDifference> Differences)> RepriceOrderAsync(
        this OrderWriter writer, Step step, Order order, CatalogFacts? catalog, RepricingRun? run, CancellationToken cancellationToken)
    {
        var whose = await step.WhoseAsync(order, cancellationToken).ConfigureAwait(false);
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var comparison = await LineComparison.OfAsync(step, order.Lines, order.Prices(), whose, today, catalog, cancellationToken).ConfigureAwait(false);
        if (!comparison.IsStale)
        {
            return (order, []);
        }

        var repriced = await writer.WriteAsync(order, whose, comparison.Applied(order).Lines, order.Charges.AsWritten(), cancellationToken).ConfigureAwait(false);
        step.AppendRepriced(order.Id, order, repriced, comparison.Following, run);
        return (step.Of<Order>().Update(repriced, order), comparison.Following);
    }

    /// <summary>Gives an active order as it is at a step: compared with the catalog of the day where it follows it, and priced anew or refused. It is taxed and computed anew in any case, and not staged.</summary>
    /// <exception cref="ValidationFailedException"><c>price.stale</c>, each line with its place.</exception>
    internal static async Task<Order> FreshAsync(this OrderWriter writer, Step step, Order order, PricedFor whose, CancellationToken cancellationToken)
    {
        var comparison = await LineComparison.AtStepAsync(step, order.Lines, order.Prices(), whose, order.Id.Value, cancellationToken).ConfigureAwait(false);
        var fresh = await writer.WriteAsync(order, whose, comparison.Applied(order).Lines, order.Charges.AsWritten(), cancellationToken).ConfigureAwait(false);
        if (comparison.IsStale)
        {
            step.AppendRepriced(order.Id, order, fresh, comparison.Following, run: null);
        }

        return fresh;
    }
}
