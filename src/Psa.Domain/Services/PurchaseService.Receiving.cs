using Psa.Access;
using Psa.Catalog;
using Psa.Events;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <content>What comes of an order.</content>
public sealed partial class PurchaseService
{
    /// <summary>Says how receipts are taken.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="overReceipt">What percent of what was ordered may come beyond it, zero or above.</param>
    /// <param name="needsInvoiceNumber">Whether a receipt needs the number of the vendor's invoice.</param>
    /// <param name="overReceiptQuantity">How much may come beyond what was ordered, in the unit of the order's line; instead of a percent.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored settings.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>stock.not_set_up</c>, <c>stock.bad_value</c>.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public Task<StockSettings> SetReceivingAsync(
        Actor actor, Percent overReceipt, bool needsInvoiceNumber, decimal? overReceiptQuantity = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSettings);
        Border.Check(overReceipt);
        Border.CheckOptional(overReceiptQuantity);
        if (overReceipt.Value < 0m || (overReceiptQuantity is { } most && (most < 0m || overReceipt.Value != 0m || !Decimals.Fits(most, Decimals.OfQuantities))))
        {
            throw new RuleViolationException(InventoryErrors.BadValue, "What may come beyond what was ordered is a percent or a quantity, zero or above.");
        }

        return StepAsync(
            actor,
            async step =>
            {
                var before = await step.StockSettingsAsync(cancellationToken).ConfigureAwait(false);
                var after = before with { OverReceipt = overReceipt, OverReceiptQuantity = overReceiptQuantity, NeedsInvoiceNumber = needsInvoiceNumber };
                if (after == before)
                {
                    return before;
                }

                step.Append(EventKinds.StockSettingsChanged, after.Id);
                return step.Of<StockSettings>().Update(after);
            },
            cancellationToken);
    }

    /// <summary>
    /// Receives goods of an order: into stock, or, of a line that goes straight to the customer, as cost of what was delivered; the demand that such a line is for is delivered, and billed in the same commit.
    /// The payer's credit is asked before, as for any delivery. What was invoiced and waits tells its cost.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The order, submitted.</param>
    /// <param name="lines">What comes of which lines.</param>
    /// <param name="rate">By what the order's prices are multiplied to be in the valuation currency; <see langword="null"/> when they are.</param>
    /// <param name="invoiceNumber">The number of the vendor's invoice that came along, or <see langword="null"/>.</param>
    /// <param name="passReason">
    /// Why what goes straight to a customer is delivered though its payer's credit speaks against it, which needs <see cref="Permission.ManageCredit"/>, and stands in the event; or <see langword="null"/>.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored order, and what speaks against a payer's credit.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order, line or location.</exception>
    /// <exception cref="RuleViolationException"><c>purchase_order.not_open</c>, <c>receipt.exceeds_tolerance</c>, <c>receipt.invoice_number_missing</c>; <c>stock.bad_quantity</c>, <c>stock.bad_value</c>, <c>stock.bad_place</c>, <c>stock.serials</c>, <c>serial.duplicate</c>, <c>stock.standard_missing</c>; <c>unit.not_exact</c>; <c>demand.exceeds_needed</c>: more came straight to the customer than the line is for; <c>credit.on_hold</c>, <c>credit.limit_exceeded</c>; where a limit is asked, what the tax calculator refuses.</exception>
    /// <exception cref="ValidationFailedException"><c>value.out_of_range</c>: an id is given twice.</exception>
    [RequiresPermission(Permission.ReceiveGoods)]
    public async Task<GoodsReceipt> ReceiveAsync(
        Actor actor, Id<PurchaseOrder> id, ValueList<ReceivedLine> lines, decimal? rate = null, string? invoiceNumber = null, string? passReason = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ReceiveGoods);
        Border.Check(lines);
        Border.CheckOptional(rate);
        var invoice = TextEnds.Trim(invoiceNumber);
        Border.CheckOptional(invoice, nameof(invoiceNumber));
        Border.CheckOptional(passReason);
        RequireOnce(lines);
        var warnings = ValueList<Problem>.Empty;
        var order = await ChangeAsync(
            actor,
            id,
            EventKinds.GoodsReceived,
            passReason,
            async (step, before) =>
            {
                var settings = await step.StockSettingsAsync(cancellationToken).ConfigureAwait(false);
                PurchaseOrders.RequireTakes(before, settings, invoice);
                var (after, books, invoices) = (before, new SortedDictionary<Id<Product>, StockBooks.OpenBook>(), new SortedDictionary<Id<VendorInvoice>, VendorInvoice>());
                var (allocations, today) = (new OrderAllocations(step), await step.TodayAsync(cancellationToken).ConfigureAwait(false));
                warnings = await _credit.AskAsync(step, await allocations.LeavingAsync(before, lines, cancellationToken).ConfigureAwait(false), today, passReason, id.Value, cancellationToken).ConfigureAwait(false);
                foreach (var received in lines)
                {
                    var line = PurchaseOrders.LineOf(after, received.Line);
                    var kind = line.IsDropShip ? StockMoveKind.DropShip : StockMoveKind.Receive;
                    if (await step.MadeAsync(received.Id, line.Product, kind, cancellationToken).ConfigureAwait(false) is not null)
                    {
                        continue;
                    }

                    line.RequireWithinTolerance(received.Quantity, settings);
                    var open = await OpenAsync(step, books, line.Product, received.Serials, cancellationToken).ConfigureAwait(false);
                    var move = open.Book.Post(open.New(step, kind) with
                    {
                        Id = received.Id.OrEmpty(),
                        To = line.IsDropShip ? null : open.Target(received.Location ?? line.Location).Id,
                        Quantity = await step.InBaseUnitAsync(line.Product, line.Unit, received.Quantity, cancellationToken).ConfigureAwait(false),
                        Given = line.CostOf(received.Quantity),
                        Rate = rate,
                        Serials = received.Serials,
                        Document = before.Id.Value,
                    });
                    after = after with { Lines = after.Lines.SetItem(received.Line, line with { Receipts = line.Receipts.Add(new(move.Sequence, received.Quantity, InvoiceNumber: invoice)) }) };
                    after = await InvoiceLanding.ComeAsync(step, open, after, received.Line, invoices, cancellationToken).ConfigureAwait(false);
                    await (line.IsDropShip
                        ? allocations.ShipAsync(open, after, received.Line, move, today, cancellationToken)
                        : allocations.ReachAsync(open, after, received.Line, move, cancellationToken)).ConfigureAwait(false);
                }

                allocations.Stage();
                await allocations.BillAsync(today, _drafts, ids, cancellationToken).ConfigureAwait(false);
                step.Of<VendorInvoice>().UpdateRange(invoices.Values);
                return await WriteAsync(step, books, after, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return new(order, warnings);
    }

    /// <summary>Takes a receipt, or a part of it, back since it never was: its line is open again. What went straight to the customer is delivered no more, as long as no issued invoice bills it, and on order for its demand again.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The order.</param>
    /// <param name="receipt">Which receipt, and how much of it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored order.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order, line, receipt or location.</exception>
    /// <exception cref="RuleViolationException"><c>receipt.issued_on</c>, <c>receipt.exceeds_received</c>, <c>stock.insufficient</c>, <c>stock.bad_quantity</c>, <c>stock.serials</c>, <c>stock.bad_place</c>; <c>delivery.invoiced</c>, <c>return.exceeds_delivered</c>; <c>unit.not_exact</c>.</exception>
    [RequiresPermission(Permission.ReceiveGoods)]
    public Task<PurchaseOrder> CancelReceiptAsync(Actor actor, Id<PurchaseOrder> id, CanceledReceipt receipt, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ReceiveGoods);
        Border.Check(receipt);
        return ChangeAsync(
            actor,
            id,
            EventKinds.ReceiptCanceled,
            receipt.Reason,
            async (step, before) =>
            {
                var line = PurchaseOrders.LineOf(before, receipt.Line);
                if (await step.MadeAsync(receipt.Id, line.Product, StockMoveKind.CancelReceipt, cancellationToken).ConfigureAwait(false) is not null)
                {
                    return before;
                }

                var after = PurchaseOrders.CancelReceipt(before, receipt);
                var history = await step.HistoryAsync(line.Product, receipt.Sequence, isWhole: false, cancellationToken).ConfigureAwait(false);
                var books = new SortedDictionary<Id<Product>, StockBooks.OpenBook>();
                var open = await OpenAsync(step, books, line.Product, receipt.Serials, cancellationToken).ConfigureAwait(false);
                var move = open.Book.Post(
                    open.New(step, StockMoveKind.CancelReceipt) with
                    {
                        Id = receipt.Id.OrEmpty(),
                        Origin = receipt.Sequence,
                        From = receipt.From ?? history[0].To,
                        Quantity = await step.InBaseUnitAsync(line.Product, line.Unit, receipt.Quantity, cancellationToken).ConfigureAwait(false),
                        Serials = receipt.Serials,
                        Document = before.Id.Value,
                        Reason = receipt.Reason,
                    },
                    history);
                var allocations = new OrderAllocations(step);
                await allocations.UnshipAsync(after, receipt.Line, move, cancellationToken).ConfigureAwait(false);
                allocations.Stage();
                await allocations.BillAsync(await step.TodayAsync(cancellationToken).ConfigureAwait(false), _drafts, ids, cancellationToken).ConfigureAwait(false);
                if (line.IsDropShip)
                {
                    // what isn't delivered after all, nor open, takes what is free
                    await step.AssignFreeAsync(open, cancellationToken).ConfigureAwait(false);
                }

                return await WriteAsync(step, books, after, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    private static void RequireOnce(ValueList<ReceivedLine> lines)
    {
        var given = new HashSet<Id<StockMove>>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Id is { } id && !given.Add(id))
            {
                throw new ValidationFailedException([new(MoneyErrors.OutOfRange, $"The id {id} is given twice.", FormattableString.Invariant($"Lines[{i}].Id"))]);
            }
        }
    }

    private static async Task<StockBooks.OpenBook> OpenAsync(
        Step step, SortedDictionary<Id<Product>, StockBooks.OpenBook> books, Id<Product> product, ValueList<string> serials, CancellationToken cancellationToken)
    {
        if (!books.TryGetValue(product, out var open))
        {
            open = await step.OpenBookAsync(product, places: null, [], cancellationToken).ConfigureAwait(false);
            books.Add(product, open);
        }

        await step.AddSerialsAsync(open.Book, serials, cancellationToken).ConfigureAwait(false);
        return open;
    }

    private async Task<PurchaseOrder> WriteAsync(Step step, SortedDictionary<Id<Product>, StockBooks.OpenBook> books, PurchaseOrder after, CancellationToken cancellationToken)
    {
        foreach (var open in books.Values)
        {
            await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
            step.CostChanged(ids, open.Read.Product);
        }

        return after.WithStatus();
    }
}
