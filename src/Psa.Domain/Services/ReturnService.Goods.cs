using NodaTime;
using Psa.Access;
using Psa.Documents;
using Psa.Events;
using Psa.Inventory;
using Psa.Orders;
using Psa.Records;
using Psa.Returns;

namespace Psa.Services;

/// <content>Goods that come back, and where they go.</content>
public sealed partial class ReturnService
{
    /// <summary>
    /// Takes goods in from the customer, at the cost of their delivery. By the tenant's setting the customer gets its money now. What is replaced goes out again: of an order by its line, of a charge by a new one at price 0.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The return, awaited.</param>
    /// <param name="location">The location for returns at which they lie, or <see langword="null"/> for the first.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored return.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such return or location.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>; <c>stock.bad_place</c>, <c>stock.serials</c>, <c>return.exceeds_delivered</c>: a swap took them out, or a serial isn't the customer's any more.</exception>
    [RequiresPermission(Permission.ReceiveGoods)]
    public Task<GoodsReturn> ReceiveAsync(Actor actor, Id<GoodsReturn> id, Id<StockLocation>? location = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ReceiveGoods, id.Value);
        return StepAsync(
            actor,
            id,
            ReturnAction.Receive,
            static known => known.Status == ReturnStatus.Received,
            reason: null,
            async (step, before, hand) =>
            {
                var day = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
                var after = await step.ComeAsync(before, location, cancellationToken).ConfigureAwait(false);
                if (before.Kind != ReturnKind.Repair)
                {
                    await step.RemoveAsync(before, day, ids, cancellationToken).ConfigureAwait(false);
                }

                after = await step.CreditAsync(after, hand, _drafts, ids, cancellationToken).ConfigureAwait(false);
                return before.Kind == ReturnKind.Replace ? await ReplaceAsync(step, after, hand, day, cancellationToken).ConfigureAwait(false) : (after, hand.Demand);
            },
            cancellationToken);
    }

    /// <summary>Makes what came back stock again.</summary>
    /// <param name="actor">Who does it; to make it worth less needs <see cref="Permission.AdjustStock"/> too.</param>
    /// <param name="id">The return, whose goods lie where what came back does.</param>
    /// <param name="location">The warehouse or van, or <see langword="null"/> for the product's or the default one.</param>
    /// <param name="less">By how much they are worth less than when they came back, in the valuation currency; <see langword="null"/> for nothing. It corrects cost.</param>
    /// <param name="reason">Why they are worth less.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored return.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such return or location.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>, <c>return.goods_open</c>; <c>stock.bad_place</c>, <c>stock.bad_value</c>, <c>stock.reason_missing</c>.</exception>
    [RequiresPermission(Permission.MoveStock)]
    public Task<GoodsReturn> RestockAsync(
        Actor actor, Id<GoodsReturn> id, Id<StockLocation>? location = null, Money? less = null, string? reason = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.MoveStock, id.Value);
        Border.CheckOptional(less);
        Border.CheckOptional(reason);
        if (less is not null)
        {
            Require(actor, Permission.AdjustStock, id.Value);
            StockService.RequireReason(reason ?? string.Empty);
        }

        return StepAsync(
            actor,
            id,
            ReturnAction.Restock,
            static known => known.Fate == GoodsFate.Restocked,
            reason,
            async (step, before, hand) =>
            {
                GoodsReturns.RequireNotOfCustomer(before);
                return (await step.RestockAsync(before, location, less, TextEnds.Trim(reason), cancellationToken).ConfigureAwait(false), hand.Demand);
            },
            cancellationToken);
    }

    /// <summary>Throws away what came back: its value is a loss.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The return, whose goods lie where what came back does.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored return.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such return.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>, <c>return.goods_open</c>; <c>stock.reason_missing</c>.</exception>
    [RequiresPermission(Permission.AdjustStock)]
    public Task<GoodsReturn> DisposeOfAsync(Actor actor, Id<GoodsReturn> id, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.AdjustStock, id.Value);
        Border.Check(reason);
        StockService.RequireReason(reason);
        return StepAsync(
            actor,
            id,
            ReturnAction.Dispose,
            static known => known.Fate == GoodsFate.Disposed,
            reason,
            async (step, before, hand) =>
            {
                GoodsReturns.RequireNotOfCustomer(before);
                return (await step.DisposeOfAsync(before, reason.Trim(), cancellationToken).ConfigureAwait(false), hand.Demand);
            },
            cancellationToken);
    }

    /// <summary>Gives the customer what it gave to be repaired, or what the vendor sent in its place. What no vendor had was repaired where it lay.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The return, for repair, whose goods lie where what came back does.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored return.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such return.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>, <c>return.goods_open</c>, <c>return.not_of_customer</c>.</exception>
    [RequiresPermission(Permission.MoveStock)]
    public Task<GoodsReturn> DeliverAsync(Actor actor, Id<GoodsReturn> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.MoveStock, id.Value);
        return StepAsync(
            actor,
            id,
            ReturnAction.Deliver,
            static known => known.Fate == GoodsFate.Delivered,
            reason: null,
            async (step, before, hand) =>
            {
                if (before.Kind != ReturnKind.Repair)
                {
                    throw new RuleViolationException(ReturnErrors.NotOfCustomer, "Only what came to be repaired goes back to its customer: what is replaced goes out by its line or charge.", id.Value);
                }

                var day = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
                var (after, moves) = await step.DeliverAsync(before, cancellationToken).ConfigureAwait(false);
                await step.ReinstallAsync(before, moves, day, cancellationToken).ConfigureAwait(false);
                var demand = GoodsReturns.Replace(hand.Demand, before.Product, before.Goods);
                for (var i = 0; i < moves.Count; i++)
                {
                    demand = demand.WithDelivery(moves[i], before.Goods[i].Quantity, day);
                }

                return (after, demand);
            },
            cancellationToken);
    }

    // a line of an order is delivered again; of a charge others go out by a new one, whose cost stands apart
    private async Task<(GoodsReturn Return, Demand Demand)> ReplaceAsync(Step step, GoodsReturn came, DemandInHand hand, LocalDate day, CancellationToken cancellationToken)
    {
        if (hand.Order is { } before)
        {
            // what is bought in its place is asked for by who asked for the return, and approved anew
            var replaced = GoodsReturns.Replace(hand.Demand, came.Product, came.Goods) with { Approval = null, EarlierApproval = null, RequestedBy = came.RequestedBy };
            var (demand, place) = (step.Stage(replaced, hand.Demand), hand.Demand.Source.Line);
            var after = before.Fulfil(place, before.Quantities[place].Shipped - came.Quantity(), day, step.Actor);
            after = after with { Quantities = after.Quantities.SetItem(place, after.Quantities[place] with { Awaited = demand.Awaited() }) };
            step.Append(EventKinds.OrderFulfilled, before.Id, before.FulfilmentProgress.ToString(), after.FulfilmentProgress.ToString(), came.Reason);
            await step.SettleAsync(before, after, _drafts, ids, cancellationToken).ConfigureAwait(false);
            return (came, await step.Of<Demand>().RequireAsync(demand.Id, cancellationToken).ConfigureAwait(false));
        }

        var charge = hand.Charge!;
        var made = step.Of<StockCharge>().Add(charge with
        {
            Id = ids.Next<StockCharge>(),
            Version = 0,
            Line = new DocumentLine
            {
                Text = charge.Line.Text,
                Product = charge.Line.Product,
                Unit = charge.Line.Unit,
                Quantity = came.Quantity(),
                UnitPrice = UnitPrice.Of(0m, charge.Line.UnitPrice.Currency),
                Amount = Money.Zero(charge.Line.UnitPrice.Currency),
                TaxCode = charge.Line.TaxCode,
                IsTaxOverride = charge.Line.IsTaxOverride,
            },
            AskedOn = day,
            CancelReason = null,
            Returned = 0m,
        });
        await step.DemandAsync(made, came.RequestedBy, cancellationToken).ConfigureAwait(false);
        step.Append(EventKinds.ChargeChanged, made.Id, reason: came.Reason);
        return (came with { Replacement = made.Id }, hand.Demand);
    }
}
