using NodaTime;
using Psa.Access;
using Psa.Inventory;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>The pages of those who buy, receive and deliver: where the demands of charges and orders stand (R-DEMAND), and which of them are held.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events.</param>
public sealed class DemandService(IPsaStore store, IClock clock)
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
                return (await session.Of<Demand>().QueryAsync(DemandRecords.OfStatus(status), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false)).ToValueList();
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

    /// <summary>Frees a demand that was held.</summary>
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

    private Task<Demand> ChangeAsync(Actor actor, DemandSource source, Func<Demand, Demand> change, CancellationToken cancellationToken)
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
                var after = change(hand.Demand);
                return after == hand.Demand ? after : step.Stage(after, hand.Demand);
            },
            cancellationToken);
    }

    private static void Require(Actor actor, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission);
    }
}
