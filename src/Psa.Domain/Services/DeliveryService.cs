using NodaTime;
using Psa.Access;
using Psa.Documents;
using Psa.Inventory;
using Psa.Languages;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// Picks goods for stock charges and lines of orders, frees them, delivers them and undoes deliveries. What is delivered of a charge is billed in the same commit; of a line of an order it is what is shipped.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of moves, and today, the day where the tenant is.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="taxes">Finds the taxes of what is about to be delivered, where a limit is asked.</param>
/// <param name="languages">The host's own languages, which go before those of the library.</param>
public sealed class DeliveryService(IPsaStore store, IClock clock, IIdGenerator ids, ITaxCalculator taxes, IEnumerable<ILanguage>? languages = null)
{
    private readonly CreditNoteDrafts _drafts = new(ids, new(languages ?? []));
    private readonly DeliveryCredit _credit = new(taxes, new(languages ?? []));

    /// <summary>Finds what a charge or line of an order needs of stock, and got. Clients find their own, of orders from Submitted on, and see how much of it is where in its pipeline, and not from where, of whom and why.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="source">The charge or line.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The demand, or <see langword="null"/> where there is none: the line isn't of stock, or not submitted.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewOrders)]
    public Task<Demand?> FindAsync(Actor actor, DemandSource source, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewOrders, Permission.MoveStock, Grants.Own);
        Border.Check(source);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                await session.RequireInventoryAsync(cancellationToken, isRead: true).ConfigureAwait(false);
                var found = await session.Of<Demand>().FindAsync(Demands.IdOf(actor.Tenant, source), cancellationToken).ConfigureAwait(false);
                return found is not null && await session.SeesDeliveriesAsync(actor, found, cancellationToken).ConfigureAwait(false) ? found.DeliveredTo(actor) : null;
            },
            cancellationToken);
    }

    /// <summary>Picks goods: they stay where they are, and nobody else gets them.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="source">The charge or line of an order, submitted.</param>
    /// <param name="goods">
    /// What of which locations, in the unit of the charge or line; empty for as much as is available and needed of the charge's location, else of the product's, else of the default one.
    /// </param>
    /// <param name="id">The id that its first move is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the goods go once.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The demand.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such charge, order or location.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>stock.insufficient</c>, <c>demand.exceeds_needed</c>, <c>stock.bad_quantity</c>, <c>stock.serials</c>, <c>stock.bad_place</c>; <c>order.not_submitted</c>, <c>order.bad_line</c>; <c>unit.not_exact</c>;
    /// <c>product.not_stocked</c>, <c>stock.not_set_up</c>.
    /// </exception>
    [RequiresPermission(Permission.MoveStock)]
    public Task<Demand> PickAsync(Actor actor, DemandSource source, ValueList<StockPick> goods = default, Id<StockMove>? id = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.MoveStock);
        Border.Check(source);
        Border.Check(goods);
        return StepAsync(
            actor,
            source,
            id,
            static demand => demand,
            async (step, hand) =>
            {
                hand.Guard(step);
                return (await step.PickAsync(hand, goods, id, cancellationToken).ConfigureAwait(false)).ShownTo(actor);
            },
            cancellationToken);
    }

    /// <summary>Frees picked goods.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="source">The charge or line of an order.</param>
    /// <param name="goods">What of which locations; empty for all that is picked.</param>
    /// <param name="id">The id that its first move is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the goods go once.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The demand.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such charge, order or location.</exception>
    /// <exception cref="RuleViolationException"><c>stock.insufficient</c>, <c>stock.bad_quantity</c>, <c>stock.serials</c>: that isn't picked for it; <c>order.not_submitted</c>, <c>order.bad_line</c>, <c>product.not_stocked</c>.</exception>
    [RequiresPermission(Permission.MoveStock)]
    public Task<Demand> UnpickAsync(Actor actor, DemandSource source, ValueList<StockPick> goods = default, Id<StockMove>? id = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.MoveStock);
        Border.Check(source);
        Border.Check(goods);
        return StepAsync(
            actor,
            source,
            id,
            static demand => demand,
            async (step, hand) => (await step.UnpickAsync(hand.Demand, goods.OrPicked(hand.Demand), reason: null, id, cancellationToken).ConfigureAwait(false)).ShownTo(actor),
            cancellationToken);
    }

    /// <summary>Delivers goods: they leave, and their cost is fixed. What is picked for it at a location goes first, the rest of what is available there.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="source">The charge or line of an order, submitted.</param>
    /// <param name="goods">What of which locations; empty for all that is picked.</param>
    /// <param name="date">The day, or <see langword="null"/> for today.</param>
    /// <param name="passReason">Why it goes though the payer's credit speaks against it, which needs <see cref="Permission.ManageCredit"/>, and stands in the event; or <see langword="null"/>.</param>
    /// <param name="id">The id that its first move is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the goods go once.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The demand, and what speaks against the payer's credit.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such charge, order or location.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>credit.on_hold</c>, <c>credit.limit_exceeded</c>; <c>stock.insufficient</c>, <c>demand.exceeds_needed</c>, <c>stock.bad_quantity</c>, <c>stock.serials</c>; <c>order.not_submitted</c>, <c>order.bad_line</c>,
    /// <c>order.over_shipped</c>; <c>unit.not_exact</c>; <c>document.far_date</c>; <c>product.not_stocked</c>, <c>stock.not_set_up</c>; where a limit is asked, what the tax calculator refuses.
    /// </exception>
    [RequiresPermission(Permission.MoveStock)]
    public Task<DemandDelivery> DeliverAsync(
        Actor actor, DemandSource source, ValueList<StockPick> goods = default, LocalDate? date = null, string? passReason = null, Id<StockMove>? id = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.MoveStock);
        Border.Check(source);
        Border.Check(goods);
        Border.CheckOptional(date);
        Border.CheckOptional(passReason);
        return StepAsync(
            actor,
            source,
            id,
            static demand => new DemandDelivery(demand, []),
            async (step, hand) =>
            {
                hand.RequireAgreed();
                var day = date ?? await step.TodayAsync(cancellationToken).ConfigureAwait(false);
                await step.RequireNearAsync(day, cancellationToken, "Date").ConfigureAwait(false);
                var leaving = goods.OrPicked(hand.Demand);
                var warnings = await _credit.AskAsync(step, [LeavingGoods.Of(hand, leaving)], day, passReason, hand.Demand.Id.Value, cancellationToken).ConfigureAwait(false);
                var demand = await step.DeliverAsync(hand, leaving, day, id, passReason, cancellationToken).ConfigureAwait(false);
                await step.BillAsync(hand, demand, day, _drafts, ids, cancellationToken).ConfigureAwait(false);
                return new DemandDelivery(demand.ShownTo(actor), warnings);
            },
            cancellationToken);
    }

    /// <summary>Undoes a delivery, or a part of it, as long as no issued invoice bills it: the goods lie where they were, picked, at the cost at which they left. Later they come back by a return.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="source">The charge or line of an order.</param>
    /// <param name="delivery">The sequence of the delivery's move.</param>
    /// <param name="quantity">How much, in the unit of the charge or line.</param>
    /// <param name="reason">Why.</param>
    /// <param name="serials">The serials, of a serialized product.</param>
    /// <param name="id">The id that its first move is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the goods go once.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The demand.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such charge, order or delivery.</exception>
    /// <exception cref="RuleViolationException"><c>stock.reason_missing</c>; <c>delivery.invoiced</c>; <c>return.exceeds_delivered</c>, <c>stock.bad_quantity</c>, <c>stock.serials</c>; <c>unit.not_exact</c>.</exception>
    [RequiresPermission(Permission.MoveStock)]
    public Task<Demand> UndoAsync(
        Actor actor, DemandSource source, long delivery, decimal quantity, string reason, ValueList<string> serials = default, Id<StockMove>? id = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.MoveStock);
        Border.Check(source);
        Border.Check(delivery);
        StockReads.RequireSequence(delivery, "Delivery");
        Border.Check(quantity);
        Border.Check(reason);
        Border.Check(serials);
        StockService.RequireReason(reason);
        return StepAsync(
            actor,
            source,
            id,
            static demand => demand,
            async (step, hand) =>
            {
                // more than is left of it isn't undone, invoiced or not
                _ = hand.Demand.Undo(delivery, quantity);

                await step.RequireUnbilledAsync(hand, quantity, cancellationToken).ConfigureAwait(false);
                var demand = await step.UndoAsync(hand, delivery, quantity, serials, reason.Trim(), id, cancellationToken).ConfigureAwait(false);
                await step.BillAsync(hand, demand, await step.TodayAsync(cancellationToken).ConfigureAwait(false), _drafts, ids, cancellationToken).ConfigureAwait(false);
                if (hand.Charge is { CancelReason: not null })
                {
                    await step.CreditInsteadAsync(hand, quantity, reason.Trim(), _drafts, ids, cancellationToken).ConfigureAwait(false);
                }

                return demand.ShownTo(actor);
            },
            cancellationToken);
    }

    private Task<T> StepAsync<T>(Actor actor, DemandSource source, Id<StockMove>? id, Func<Demand, T> made, Func<Step, DemandInHand, Task<T>> work, CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        source,
        async (step, hand) =>
        {
            await step.RequireInventoryAsync(cancellationToken).ConfigureAwait(false);
            if (id is not { } given || await step.Of<StockMove>().FindAsync(given, cancellationToken).ConfigureAwait(false) is not { } known)
            {
                return await work(step, hand).ConfigureAwait(false);
            }

            return known.Document == hand.Demand.Id.Value ? made(hand.Demand.ShownTo(actor)) : throw new ConcurrencyConflictException(nameof(StockMove), given.Value, 0, known.Version);
        },
        cancellationToken);

    private static void Require(Actor actor, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission);
    }
}
