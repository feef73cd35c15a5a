using System.Linq;
using Psa.Access;
using Psa.Catalog;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Orders;

namespace Psa.Services;

/// <content>The prices of active orders: whether they follow the catalog, and what somebody says instead.</content>
public sealed partial class OrderService
{
    /// <summary>Compares an order with the catalog of today, and changes nothing.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The order.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// Each line of an active order by hand that the catalog prices otherwise: those that follow it, and those that keep their prices, to be told. Nothing of what somebody overrode, of orders of quotes and of what is agreed.
    /// </returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<ValueList<PriceDifference>> CompareAsync(Actor actor, Id<Order> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var order = await session.Of<Order>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var today = await session.DayAsync(clock.GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
                return (await OrderRepricing.CompareAsync(session, order, today, catalog: null, cancellationToken).ConfigureAwait(false)).Differences;
            },
            cancellationToken);
    }

    /// <summary>Prices the lines of an active order anew that follow the catalog, as it is today. Overridden and agreed ones stay, and those of a locked one that have a price.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The order.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order; as it was when nothing differs. A line that the catalog has no price of keeps its last one, and says why.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    /// <exception cref="RuleViolationException"><c>order.not_active</c>; <c>document.discount_exceeds_detail</c>.</exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<Order> RepriceAsync(Actor actor, Id<Order> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var order = (await step.Of<Order>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireActive();
                return (await Writer(step).RepriceOrderAsync(step, order, catalog: null, run: null, cancellationToken).ConfigureAwait(false)).Order;
            },
            cancellationToken);
    }

    /// <summary>Locks the prices of an active order: from then on they stay, whatever the catalog says. They are compared with it once more before, and priced anew or refused.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The order.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    /// <exception cref="ValidationFailedException"><c>price.stale</c>, each line with its place: the catalog says other prices by now, and the tenant wants to be asked (<see cref="Sellers.TenantSettings.RefuseStalePrices"/>).</exception>
    /// <exception cref="RuleViolationException"><c>price.already_locked</c>; <c>order.not_active</c>.</exception>
    [RequiresPermission(Permission.OverridePrices)]
    public Task<Order> LockPricesAsync(Actor actor, Id<Order> id, CancellationToken cancellationToken = default)
    {
        RequireOverriding(actor, id);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var order = (await step.Of<Order>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireActive();
                if (order.PriceBehaviour == PriceBehaviour.Locked)
                {
                    throw new RuleViolationException(CatalogErrors.AlreadyLocked, "The prices of the order are locked already.", id.Value);
                }

                var whose = await step.WhoseAsync(order, cancellationToken).ConfigureAwait(false);
                var current = await Writer(step).FreshAsync(step, order, whose, cancellationToken).ConfigureAwait(false);
                step.Append(EventKinds.DocumentLocked, id);
                return step.Of<Order>().Update(current with { PriceBehaviour = PriceBehaviour.Locked }, order);
            },
            cancellationToken);
    }

    /// <summary>Lets the prices of an active order follow the catalog again. They move with the next change of it, or when the order is priced anew or submitted.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The order.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    /// <exception cref="RuleViolationException"><c>price.already_unlocked</c>; <c>order.not_active</c>, <c>order.of_quote</c>.</exception>
    [RequiresPermission(Permission.OverridePrices)]
    public Task<Order> UnlockPricesAsync(Actor actor, Id<Order> id, CancellationToken cancellationToken = default)
    {
        RequireOverriding(actor, id);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var order = (await step.Of<Order>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireActive().RequireByHand();
                if (order.PriceBehaviour == PriceBehaviour.UseCurrent)
                {
                    throw new RuleViolationException(CatalogErrors.AlreadyUnlocked, "The prices of the order follow the catalog already.", id.Value);
                }

                step.Append(EventKinds.DocumentUnlocked, id);
                return step.Of<Order>().Update(order with { PriceBehaviour = PriceBehaviour.UseCurrent }, order);
            },
            cancellationToken);
    }

    /// <summary>Says another price of a product on an active order, locked or not. It stays, whatever the catalog says; the line keeps the price that it had, and its manual discount.</summary>
    /// <param name="actor">Who says so.</param>
    /// <param name="id">The order.</param>
    /// <param name="line">The place of the line in <see cref="Document.Lines"/>, from 0: one of a product, or the heading of a bundle.</param>
    /// <param name="price">The price of one unit, zero or more, as the seller's prices hold tax or don't.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    /// <exception cref="CurrencyMismatchException">The price is of another currency.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>order.not_active</c>, <c>order.of_quote</c>; <c>lifecycle.not_allowed</c>: no such line; <c>price.negative</c>; <c>sales_item.reason_missing</c>; <c>document.discount_exceeds_detail</c>.
    /// </exception>
    [RequiresPermission(Permission.OverridePrices)]
    public Task<Order> OverridePriceAsync(Actor actor, Id<Order> id, int line, UnitPrice price, string reason, CancellationToken cancellationToken = default)
    {
        RequireOverriding(actor, id);
        HandPrices.RequireSayable(price, reason, id.Value);
        return ChangeLineAsync(actor, id, line, (before, pricing, _) => before.Overridden(pricing, price, actor, reason), reason.Trim(), cancellationToken);
    }

    /// <summary>Takes an override back: the line has the catalog's price of today again where the order follows it, and else the price that it had before.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The order.</param>
    /// <param name="line">The place of the line in <see cref="Document.Lines"/>, from 0.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order; as it was when nobody overrode the line.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    /// <exception cref="RuleViolationException"><c>order.not_active</c>, <c>order.of_quote</c>; <c>lifecycle.not_allowed</c>: no such line; <c>document.discount_exceeds_detail</c>.</exception>
    [RequiresPermission(Permission.OverridePrices)]
    public Task<Order> RestorePriceAsync(Actor actor, Id<Order> id, int line, CancellationToken cancellationToken = default)
    {
        RequireOverriding(actor, id);
        return ChangeLineAsync(actor, id, line, static (before, pricing, follows) => before.Restored(pricing, follows), reason: null, cancellationToken);
    }

    /// <summary>
    /// Frees a bundle on an active order: its components become plain lines of the same quantities, each at the agreed price that its share makes, with the heading's discounts in it.
    /// They don't follow the catalog.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The order.</param>
    /// <param name="line">The place of the bundle's heading in <see cref="Document.Lines"/>, from 0.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order, without the heading; it comes to what it came to.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>order.not_active</c>, <c>order.of_quote</c>; <c>lifecycle.not_allowed</c>: the line isn't the heading of a bundle that holds something.
    /// </exception>
    [RequiresPermission(Permission.OverridePrices)]
    public Task<Order> UnbundleAsync(Actor actor, Id<Order> id, int line, CancellationToken cancellationToken = default)
    {
        RequireOverriding(actor, id);
        return ChangeLineAsync(actor, id, line, (before, _, _) => before.Unbundled(line, id.Value), reason: null, cancellationToken);
    }

    private Task<Order> ChangeLineAsync(
        Actor actor, Id<Order> id, int line, Func<ValueList<DocumentLine>, LinePricing, bool, ValueList<DocumentLine>> change, string? reason, CancellationToken cancellationToken)
    {
        HandPrices.RequirePlace(line);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var order = (await step.Of<Order>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireActive().RequireByHand();
                var (first, count) = RequireProductLine(order, line);
                var before = order.Lines.AsEnumerable().Skip(first).Take(count).ToValueList();
                var whose = await step.WhoseAsync(order, cancellationToken).ConfigureAwait(false);
                var pricing = await step.PricingAsync(
                    [.. before.AsEnumerable().Select(static one => one.Product!.Value).Distinct()],
                    whose,
                    await step.TodayAsync(cancellationToken).ConfigureAwait(false),
                    catalog: null,
                    cancellationToken).ConfigureAwait(false);
                var after = change(before, pricing, order.Prices() == PriceMovement.Follows);
                if (after == before)
                {
                    return order;
                }

                ValueList<DocumentLine> lines = [.. order.Lines.AsEnumerable().Take(first), .. after, .. order.Lines.AsEnumerable().Skip(first + count)];
                var written = await Writer(step).WriteAsync(order, whose, lines, order.Charges.AsWritten(), cancellationToken).ConfigureAwait(false);
                step.Append(EventKinds.OrderChanged, id, before[0].UnitPrice.ToString(), after[0].UnitPrice.ToString(), reason);
                return step.Of<Order>().Update(written, order);
            },
            cancellationToken);
    }

    private static (int First, int Count) RequireProductLine(Order order, int line) =>
        line < order.Lines.Count && order.Lines[line] is { Product: not null, IsNote: false, Bundle: not BundleRole.Component }
            ? BundleLines.Cut(order.Lines).Find(cut => cut.First == line)
            : throw new RuleViolationException(
                PsaErrors.ActionNotAllowed,
                $"The line {line} isn't one of a product: name such a line by its place from 0, of a bundle its heading. The price of free text changes with its line.",
                order.Id.Value).At("Line");

    private static void RequireOverriding(Actor actor, Id<Order> id)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.OverridePrices, id.Value);
    }
}
