using Psa.Access;
using Psa.Catalog;
using Psa.Events;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Records;
using Psa.Returns;

namespace Psa.Services;

/// <content>Goods that go back to their vendor.</content>
public sealed partial class ReturnService
{
    /// <summary>Sends what came back to its vendor, at its own value.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The return, received.</param>
    /// <param name="vendor">The vendor.</param>
    /// <param name="isLoan">Whether they are lent, for repair or others in their place: then they are worth something in transit meanwhile. Else a credit is expected, and their value leaves with them.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored return.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such return or vendor.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>; <c>stock.bad_place</c>.</exception>
    [RequiresPermission(Permission.ReceiveGoods)]
    public Task<GoodsReturn> SendToVendorAsync(Actor actor, Id<GoodsReturn> id, Id<Vendor> vendor, bool isLoan = false, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ReceiveGoods, id.Value);
        return StepAsync(
            actor,
            id,
            ReturnAction.Send,
            static known => known.Status == ReturnStatus.SentToVendor,
            reason: null,
            async (step, before, hand) =>
            {
                await step.Of<Vendor>().RequireAsync(vendor, cancellationToken).ConfigureAwait(false);
                if (before.Kind == ReturnKind.Repair && !isLoan && !before.Serials().IsEmpty)
                {
                    // its serial is the vendor's meanwhile; it is installed again when it is delivered
                    await step.RemoveAsync(before, await step.TodayAsync(cancellationToken).ConfigureAwait(false), ids, cancellationToken).ConfigureAwait(false);
                }

                return (await step.SendAsync(before, vendor, isLoan, cancellationToken).ConfigureAwait(false), hand.Demand);
            },
            cancellationToken);
    }

    /// <summary>Records what the vendor answers. What it credits is set against what the goods were worth: the difference corrects cost.</summary>
    /// <param name="actor">Who does it; a credit needs <see cref="Permission.ManageCosts"/> too.</param>
    /// <param name="id">The return, sent to the vendor.</param>
    /// <param name="answer">What it did.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored return.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such return, purchase order or line.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>return.bad_value</c>, <c>return.of_customer</c>, <c>lifecycle.not_allowed</c>; <c>stock.bad_value</c>; <c>purchase_order.not_open</c>, <c>receipt.exceeds_received</c>; <c>unit.not_exact</c>, <c>price.unit_not_in_group</c>.
    /// </exception>
    [RequiresPermission(Permission.ReceiveGoods)]
    public Task<GoodsReturn> RecordAnswerAsync(Actor actor, Id<GoodsReturn> id, VendorAnswer answer, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ReceiveGoods, id.Value);
        Border.Check(answer);
        var isCredit = answer.Outcome == VendorOutcome.Credited;
        if (isCredit != answer.Credit is not null || (!isCredit && answer.Rate is not null) || (answer.Outcome != VendorOutcome.Replaced && answer.Order is not null))
        {
            throw new RuleViolationException(ReturnErrors.BadValue, "Say what the vendor credited, where it did, and the purchase order on which others come, where they do.", id.Value);
        }

        var (action, status) = answer.Outcome switch
        {
            VendorOutcome.Credited => (ReturnAction.Credit, ReturnStatus.Credited),
            VendorOutcome.Replaced => (ReturnAction.Replace, ReturnStatus.Replaced),
            VendorOutcome.Declined => (ReturnAction.Decline, ReturnStatus.Declined),
            VendorOutcome.Repaired => (ReturnAction.Repair, ReturnStatus.Repaired),
            _ => throw new ArgumentOutOfRangeException(nameof(answer), answer.Outcome, message: null),
        };
        return StepAsync(
            actor,
            id,
            action,
            known => known.Status == status,
            reason: null,
            async (step, before, hand) =>
            {
                if (answer.Credit is { } credit)
                {
                    GoodsReturns.RequireNotOfCustomer(before);
                    return (await step.CreditAsync(before, credit, answer.Rate, cancellationToken).ConfigureAwait(false), hand.Demand);
                }

                if (answer.Order is not { } order)
                {
                    return (before, hand.Demand);
                }

                var after = before with { Vendor = before.Vendor! with { Order = order, Line = answer.Line } };
                await ReopenAsync(step, after, sign: 1, cancellationToken).ConfigureAwait(false);
                return (after, hand.Demand);
            },
            cancellationToken);
    }

    /// <summary>Takes in what the vendor sends: the goods, or others in their place. They bring the value that left, and lie where what came back does.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The return, which the vendor answered.</param>
    /// <param name="serials">The serials of others in their place, of a serialized product; empty where they are the same.</param>
    /// <param name="location">The location for returns at which they lie, or <see langword="null"/> for the first.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored return.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such return or location.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>, <c>return.goods_open</c>; <c>stock.bad_place</c>, <c>stock.serials</c>, <c>serial.duplicate</c>.</exception>
    [RequiresPermission(Permission.ReceiveGoods)]
    public Task<GoodsReturn> TakeBackAsync(Actor actor, Id<GoodsReturn> id, ValueList<string> serials = default, Id<StockLocation>? location = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ReceiveGoods, id.Value);
        Border.Check(serials);
        return StepAsync(
            actor,
            id,
            ReturnAction.TakeBack,
            static known => known is { Vendor.IsOut: false, Location: not null },
            reason: null,
            async (step, before, hand) =>
            {
                if (before.Vendor is not { IsOut: true })
                {
                    throw new RuleViolationException(ReturnErrors.GoodsOpen, "The vendor sent it already.", id.Value);
                }

                if (before.Vendor.Order is not null)
                {
                    await ReopenAsync(step, before, sign: -1, cancellationToken).ConfigureAwait(false);
                }

                var after = await step.TakeBackAsync(before, serials, location, cancellationToken).ConfigureAwait(false);
                if (before.Kind == ReturnKind.Repair && !serials.IsEmpty)
                {
                    // the vendor has the customer's own for good; what came in its place goes in when it is delivered
                    await step.RemoveAsync(after, await step.TodayAsync(cancellationToken).ConfigureAwait(false), ids, cancellationToken).ConfigureAwait(false);
                }

                return (after, hand.Demand);
            },
            cancellationToken);
    }

    // the line is open for what is to come, and closed by it
    private static async Task ReopenAsync(Step step, GoodsReturn of, int sign, CancellationToken cancellationToken)
    {
        var before = await step.Of<PurchaseOrder>().RequireAsync(of.Vendor!.Order!.Value, cancellationToken).ConfigureAwait(false);
        var line = PurchaseOrders.LineOf(before, of.Vendor.Line);
        if (before.Vendor != of.Vendor.Vendor || line.Product != of.Product)
        {
            throw new RuleViolationException(ReturnErrors.BadValue, "The line of the purchase order is of the goods, from the vendor that has them.", of.Id.Value, before.Id.Value);
        }

        var goods = await step.InBaseUnitAsync(of.Product, of.Unit, of.Quantity(), cancellationToken).ConfigureAwait(false);
        var quantity = await step.InUnitAsync(
            of.Product,
            line.Unit,
            goods,
            (_, _) => new(CatalogErrors.UnitNotExact, $"{Figures.Quantity(goods)} are no number of {line.Unit}, in which the line is: answer without a line, what is replaced comes back all the same.", of.Id.Value, before.Id.Value),
            cancellationToken).ConfigureAwait(false);
        var after = PurchaseOrders.Replace(before, of.Vendor.Line, sign * quantity);
        step.Append(EventKinds.PurchaseOrderChanged, before.Id, before.Status.Name, after.Status.Name, of.Reason);
        step.Of<PurchaseOrder>().Update(after);
    }
}
