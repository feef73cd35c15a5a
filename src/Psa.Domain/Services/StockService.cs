using NodaTime;
using Psa.Access;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Moves goods: into stock, out of it and between locations, each with its value.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of moves.</param>
/// <param name="ids">Makes ids.</param>
public sealed partial class StockService(IPsaStore store, IClock clock, IIdGenerator ids)
{
    /// <summary>Takes goods into stock.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="receipt">What comes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The move.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such location.</exception>
    /// <exception cref="RuleViolationException"><c>stock.not_set_up</c>, <c>product.not_stocked</c>; <c>stock.bad_quantity</c>, <c>stock.bad_value</c>, <c>stock.bad_place</c>, <c>stock.serials</c>, <c>serial.duplicate</c>, <c>product.not_serialized</c>, <c>stock.standard_missing</c>.</exception>
    [RequiresPermission(Permission.ReceiveGoods)]
    public Task<StockMove> ReceiveAsync(Actor actor, NewReceipt receipt, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ReceiveGoods);
        Border.Check(receipt);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                // where they come to is known once the product and the locations are
                var open = await step.OpenBookAsync(receipt.Product, [], receipt.Serials, cancellationToken).ConfigureAwait(false);
                if (await step.MadeAsync(receipt.Id, receipt.Product, StockMoveKind.Receive, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.ShownTo(actor);
                }

                var target = open.Target(receipt.Location).Id;
                await step.AddBalanceAsync(open, new(target), cancellationToken).ConfigureAwait(false);
                step.CostChanged(ids, receipt.Product);
                return await PostAsync(
                    step,
                    open,
                    open.New(step, StockMoveKind.Receive) with { Id = receipt.Id.OrEmpty(), To = target, Quantity = receipt.Quantity, Given = receipt.Cost, Rate = receipt.Rate, Serials = receipt.Serials },
                    history: null,
                    cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Takes a receipt, or a part of it, back: it was never received, or the goods go back to the vendor.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="back">Which receipt, and how much of it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The move.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such receipt or location.</exception>
    /// <exception cref="RuleViolationException"><c>receipt.of_order</c>, <c>receipt.issued_on</c>, <c>receipt.exceeds_received</c>, <c>stock.insufficient</c>, <c>stock.bad_quantity</c>, <c>stock.serials</c>; <c>stock.not_set_up</c>, <c>product.not_stocked</c>.</exception>
    [RequiresPermission(Permission.ReceiveGoods)]
    public Task<StockMove> TakeBackAsync(Actor actor, ReceiptReturn back, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ReceiveGoods);
        Border.Check(back);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var history = await step.HistoryAsync(back.Receipt.Product, back.Receipt.Sequence, isWhole: false, cancellationToken).ConfigureAwait(false);
                if (history is [{ Document: not null }, ..] && !back.ToVendor)
                {
                    throw new RuleViolationException(ProcurementErrors.OfOrder, "The goods came for a purchase order: cancel the receipt there.", back.Receipt.Product.Value);
                }

                var from = back.From ?? (history is [{ To: { } to }, ..] ? to : throw new EntityNotFoundException(nameof(StockMove), back.Receipt.Product.Value));
                var open = await step.OpenBookAsync(back.Receipt.Product, [new(from)], back.Serials, cancellationToken).ConfigureAwait(false);
                var kind = back.ToVendor ? StockMoveKind.ReturnToVendor : StockMoveKind.CancelReceipt;
                if (await step.MadeAsync(back.Id, back.Receipt.Product, kind, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.ShownTo(actor);
                }

                step.CostChanged(ids, back.Receipt.Product);
                var move = open.New(step, kind) with
                {
                    Id = back.Id.OrEmpty(),
                    Origin = back.Receipt.Sequence,
                    From = open.Require(from).Id,
                    Quantity = back.Quantity,
                    Serials = back.Serials,
                    Reason = back.Reason,
                };
                return await PostAsync(step, open, move, history, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Corrects stock by hand.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="adjustment">What is found or missing, and why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The move.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such location.</exception>
    /// <exception cref="RuleViolationException"><c>stock.reason_missing</c>, <c>stock.insufficient</c>, <c>stock.cost_needed</c>, <c>stock.cost_known</c>, <c>stock.bad_quantity</c>, <c>stock.bad_place</c>, <c>stock.serials</c>, <c>serial.duplicate</c>; <c>stock.not_set_up</c>, <c>product.not_stocked</c>.</exception>
    [RequiresPermission(Permission.AdjustStock)]
    public Task<StockMove> AdjustAsync(Actor actor, NewStockAdjustment adjustment, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.AdjustStock);
        Border.Check(adjustment);
        RequireReason(adjustment.Reason);
        var isFound = adjustment.Quantity > 0m;
        return MoveAsync(
            actor,
            adjustment,
            StockMoveKind.Adjust,
            isFound ? null : adjustment.Location,
            isFound ? adjustment.Location : null,
            move => move with { Quantity = Math.Abs(adjustment.Quantity), Given = adjustment.Value, Reason = adjustment.Reason },
            cancellationToken);
    }

    /// <summary>Disposes of goods: their value is a loss.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="goods">What, and how much of it: what is there less.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The move.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such location.</exception>
    /// <exception cref="RuleViolationException"><c>stock.reason_missing</c>, <c>stock.insufficient</c>, <c>stock.bad_quantity</c>, <c>stock.serials</c>; <c>stock.not_set_up</c>, <c>product.not_stocked</c>.</exception>
    [RequiresPermission(Permission.AdjustStock)]
    public Task<StockMove> DisposeOfAsync(Actor actor, NewStockAdjustment goods, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.AdjustStock);
        Border.Check(goods);
        RequireReason(goods.Reason);
        return MoveAsync(
            actor, goods, StockMoveKind.Dispose, goods.Location, null, move => move with { Quantity = -goods.Quantity, Reason = goods.Reason }, cancellationToken);
    }

    /// <summary>Moves goods to another location in one step: what comes from the returns is restocked, and what goes to a lost location is a loss.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="transfer">What goes from where to where.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The move.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such location.</exception>
    /// <exception cref="RuleViolationException"><c>stock.insufficient</c>, <c>stock.bad_place</c>, <c>stock.bad_quantity</c>, <c>stock.serials</c>; <c>stock.not_set_up</c>, <c>product.not_stocked</c>.</exception>
    [RequiresPermission(Permission.MoveStock)]
    public Task<StockMove> TransferAsync(Actor actor, NewTransfer transfer, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.MoveStock);
        Border.Check(transfer);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var open = await step.OpenBookAsync(transfer.Product, [new(transfer.From), new(transfer.To)], transfer.Serials, cancellationToken).ConfigureAwait(false);
                var kind = open.Require(transfer.From).Kind == LocationKind.Returns ? StockMoveKind.Restock : StockMoveKind.Transfer;
                if (await step.MadeAsync(transfer.Id, transfer.Product, kind, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.ShownTo(actor);
                }

                var move = await PostAsync(step, open, Between(open, step, kind, transfer) with { To = open.RequireActive(transfer.To).Id }, history: null, cancellationToken).ConfigureAwait(false);
                await step.CarryAsync(transfer.For, move, cancellationToken).ConfigureAwait(false);
                return move;
            },
            cancellationToken);
    }

    private static StockMove Between(StockBooks.OpenBook open, Step step, StockMoveKind kind, NewTransfer transfer) => open.New(step, kind) with
    {
        Id = transfer.Id.OrEmpty(),
        From = transfer.From,
        Quantity = transfer.Quantity,
        Serials = transfer.Serials,
        IsPicked = transfer.For is not null,
    };

    private static void Require(Actor actor, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission);
    }

    /// <summary>Demands that somebody says why.</summary>
    /// <exception cref="RuleViolationException"><c>stock.reason_missing</c>.</exception>
    internal static void RequireReason(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleViolationException(InventoryErrors.ReasonMissing, "Say why.");
        }
    }

    private static async Task<StockMove> PostAsync(Step step, StockBooks.OpenBook open, StockMove move, IReadOnlyList<StockMove>? history, CancellationToken cancellationToken)
    {
        open.Book.Post(move, history);
        return (await step.WriteAsync(open, cancellationToken).ConfigureAwait(false))[^1].ShownTo(step.Actor);
    }

    // a move between places that are named
    private Task<StockMove> MoveAsync(
        Actor actor,
        NewStockAdjustment goods,
        StockMoveKind kind,
        Id<StockLocation>? from,
        Id<StockLocation>? to,
        Func<StockMove, StockMove> fill,
        CancellationToken cancellationToken) => store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var open = await step.OpenBookAsync(goods.Product, [new(from ?? to)], goods.Serials, cancellationToken).ConfigureAwait(false);
                if (await step.MadeAsync(goods.Id, goods.Product, kind, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.ShownTo(actor);
                }

                var move = fill(open.New(step, kind)) with
                {
                    Id = goods.Id.OrEmpty(),
                    From = from is { } source ? open.Require(source).Id : null,
                    To = to is { } target ? open.RequireActive(target).Id : null,
                    Serials = goods.Serials,
                };
                return await PostAsync(step, open, move, history: null, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
}
