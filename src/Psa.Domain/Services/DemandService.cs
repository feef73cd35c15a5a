using NodaTime;
using Psa.Access;
using Psa.Events;
using Psa.Inventory;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>The pages of those who buy, receive and deliver: where the demands of charges and orders stand (R-DEMAND), which of them are held, and which purchases are approved (R-PURCHASE-APPROVAL).</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events.</param>
public sealed partial class DemandService(IPsaStore store, IClock clock)
{
    /// <summary>Lists the demands that stand somewhere, in the order in which they were asked for.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="status">Where.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The demands.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ViewPurchases)]
    public Task<ValueList<Demand>> ListAsync(Actor actor, DemandStatus status, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ViewPurchases);
        Border.Check(status);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                await session.RequireProcurementAsync(cancellationToken, isRead: true).ConfigureAwait(false);
                var found = await session.Of<Demand>().QueryAsync(DemandRecords.OfStatus(status), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                return found.ConvertAll(demand => demand.ShownTo(actor)).ToValueList();
            },
            cancellationToken);
    }

    /// <summary>Holds a demand: nothing is bought for it until it is freed.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="source">The charge or line of an order.</param>
    /// <param name="note">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The demand.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such charge or order.</exception>
    /// <exception cref="RuleViolationException"><c>stock.reason_missing</c>; <c>demand.not_open</c>; <c>order.not_submitted</c>, <c>order.bad_line</c>, <c>product.not_stocked</c>.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ManagePurchaseOrders)]
    public Task<Demand> HoldAsync(Actor actor, DemandSource source, string note, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManagePurchaseOrders);
        Border.Check(note);
        StockService.RequireReason(note);
        return ChangeAsync(actor, source, demand => demand with { HoldNote = note.Trim() }, cancellationToken);
    }

    /// <summary>Frees a demand that was held: free stock is assigned to it.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="source">The charge or line of an order.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The demand; one that wasn't held stays as it is.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such charge or order.</exception>
    /// <exception cref="RuleViolationException"><c>demand.not_open</c>; <c>order.not_submitted</c>, <c>order.bad_line</c>, <c>product.not_stocked</c>.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ManagePurchaseOrders)]
    public Task<Demand> FreeAsync(Actor actor, DemandSource source, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManagePurchaseOrders);
        return ChangeAsync(actor, source, static demand => demand with { HoldNote = null }, cancellationToken);
    }

    /// <summary>Assigns free stock to a demand: it is reserved for it, where it lies.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="source">The charge or line of an order.</param>
    /// <param name="goods">How much of which locations, in the unit of the charge or line; without serials, which are chosen when it is picked.</param>
    /// <param name="id">The id that its first move is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the goods are assigned once.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The demand.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such charge, order or location.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>stock.insufficient</c>, <c>stock.bad_quantity</c>, <c>demand.exceeds_needed</c>, <c>demand.not_open</c>; <c>order.not_submitted</c>, <c>order.bad_line</c>, <c>product.not_stocked</c>; <c>unit.not_exact</c>.
    /// </exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ManagePurchaseOrders)]
    public Task<Demand> AssignAsync(Actor actor, DemandSource source, ValueList<StockPick> goods, Id<StockMove>? id = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManagePurchaseOrders);
        Border.Check(goods);
        return ChangeAsync(
            actor,
            source,
            async (step, demand) =>
            {
                if (await step.MadeAsync(id, demand.Product, StockMoveKind.Reserve, cancellationToken).ConfigureAwait(false) is not null)
                {
                    return (demand, null);
                }

                var open = await step.OpenBookAsync(demand.Product, [], [], cancellationToken).ConfigureAwait(false);
                await step.AddBalancesAsync(open, cancellationToken).ConfigureAwait(false);
                foreach (var one in goods)
                {
                    demand.RequireLacking(one.Quantity);
                    if (!one.Serials.IsEmpty || (open.Read.IsSerialized && decimal.Truncate(one.Quantity) != one.Quantity))
                    {
                        throw new RuleViolationException(InventoryErrors.BadQuantity, "Goods are assigned by quantity, those with serials in whole units: which they are is said when they are picked.", demand.Id.Value);
                    }

                    demand = await step.ReserveAsync(open, demand, one, open.Book.Moves.Count == 0 ? id : null, cancellationToken).ConfigureAwait(false);
                }

                return (demand, open);
            },
            cancellationToken);
    }

    /// <summary>Frees all that is assigned to a demand: it is anybody's, until goods come or something is asked for.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="source">The charge or line of an order.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The demand; one to which nothing was assigned stays as it is.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such charge or order.</exception>
    /// <exception cref="RuleViolationException"><c>demand.not_open</c>; <c>order.not_submitted</c>, <c>order.bad_line</c>, <c>product.not_stocked</c>.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ManagePurchaseOrders)]
    public Task<Demand> UnassignAsync(Actor actor, DemandSource source, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManagePurchaseOrders);
        return ChangeAsync(
            actor,
            source,
            async (step, demand) =>
            {
                var open = await step.OpenBookAsync(demand.Product, [], [], cancellationToken).ConfigureAwait(false);
                foreach (var one in demand.Assignments)
                {
                    demand = await step.ReleaseAtAsync(open, demand, one, cancellationToken).ConfigureAwait(false);
                }

                return (demand, open);
            },
            cancellationToken);
    }

    /// <summary>Says whether free stock is assigned to demands by hand alone.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="byHand">Whether it is; else it is assigned in the order in which they were asked for, when it comes or one is made.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored settings.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>stock.not_set_up</c>.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public Task<StockSettings> SetAssigningAsync(Actor actor, bool byHand, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSettings);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.RequireProcurementAsync(cancellationToken).ConfigureAwait(false);
                var before = await step.StockSettingsAsync(cancellationToken).ConfigureAwait(false);
                if (before.AssignsByHand == byHand)
                {
                    return before;
                }

                step.Append(EventKinds.StockSettingsChanged, before.Id);
                return step.Of<StockSettings>().Update(before with { AssignsByHand = byHand });
            },
            cancellationToken);
    }

    private Task<Demand> ChangeAsync(Actor actor, DemandSource source, Func<Demand, Demand> change, CancellationToken cancellationToken) =>
        ChangeAsync(actor, source, (_, demand) => Task.FromResult<(Demand, StockBooks.OpenBook?)>((change(demand), null)), cancellationToken);

    private Task<Demand> ChangeAsync(Actor actor, DemandSource source, Func<Step, Demand, Task<(Demand After, StockBooks.OpenBook? Open)>> change, CancellationToken cancellationToken)
    {
        Border.Check(source);
        return store.StepAsync(
            clock,
            actor,
            source,
            async (step, hand) =>
            {
                await step.RequireProcurementAsync(cancellationToken).ConfigureAwait(false);
                hand.Demand.RequireOpen();
                var (after, open) = await change(step, hand.Demand).ConfigureAwait(false);
                if (after == hand.Demand)
                {
                    return after.ShownTo(actor);
                }

                step.Stage(after, hand.Demand);
                if (open is not null)
                {
                    await step.WriteAsync(open, cancellationToken, assigns: false).ConfigureAwait(false);
                }
                else
                {
                    // one that is freed takes part again
                    await step.AssignFreeAsync(after.Product, cancellationToken).ConfigureAwait(false);
                }

                await step.AskApprovalsAsync(cancellationToken).ConfigureAwait(false);
                return (await step.Of<Demand>().RequireAsync(after.Id, cancellationToken).ConfigureAwait(false)).ShownTo(actor);
            },
            cancellationToken);
    }

    private static void Require(Actor actor, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission);
    }
}
