using Psa.Access;
using Psa.Catalog;
using Psa.Events;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <content>Invoices of vendors.</content>
public sealed partial class PurchaseService
{
    /// <summary>Records an invoice of a vendor: what it says beyond the value of the receipts is landed cost of each, below it a rebate.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored invoice.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such vendor, order of it, line or receipt.</exception>
    /// <exception cref="RuleViolationException"><c>vendor_invoice.bad_value</c>, <c>vendor_invoice.duplicate</c>, <c>vendor_invoice.exceeds_received</c>; <c>stock.bad_value</c>.</exception>
    [RequiresPermission(Permission.ManageCosts)]
    public Task<VendorInvoice> RecordInvoiceAsync(Actor actor, NewVendorInvoice invoice, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageCosts);
        Border.Check(invoice);
        RequireSound(invoice);
        return StepAsync(
            actor,
            async step =>
            {
                if (invoice.Id is { } given && await step.Of<VendorInvoice>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.Number == invoice.Number && made.Vendor == invoice.Vendor ? made : throw new ConcurrencyConflictException(nameof(VendorInvoice), given.Value, 0, made.Version);
                }

                await step.Of<Vendor>().RequireAsync(invoice.Vendor, cancellationToken).ConfigureAwait(false);
                if (await step.Of<VendorInvoice>().FirstAsync(VendorInvoiceRecords.OfNumber(invoice.Vendor, invoice.Number), cancellationToken).ConfigureAwait(false) is { } known)
                {
                    throw new RuleViolationException(ProcurementErrors.InvoiceDuplicate, $"The vendor's invoice {invoice.Number} is recorded: cancel it first, or say another number.", known.Id.Value);
                }

                var (id, differences) = (invoice.Id.OrNext(ids), new List<Money>());
                await LandAsync(step, invoice.Lines, id, sign: 1, OneOf, cancellationToken).ConfigureAwait(false);
                step.Append(EventKinds.VendorInvoiceRecorded, id);
                return step.Of<VendorInvoice>().Add(new()
                {
                    Id = id,
                    Tenant = step.Tenant,
                    Vendor = invoice.Vendor,
                    Number = invoice.Number,
                    Date = invoice.Date,
                    Currency = invoice.Currency,
                    Rate = invoice.Rate,
                    Lines = invoice.Lines,
                    Differences = differences.ToValueList(),
                });

                Money OneOf(int line, PurchaseOrder order, PurchaseReceipt receipt, StockMove move)
                {
                    differences.Add(order.Vendor == invoice.Vendor
                        ? VendorInvoices.DifferenceOf(invoice.Lines[line], invoice.Rate, receipt, move.Value)
                        : throw new EntityNotFoundException(nameof(PurchaseOrder), order.Id.Value));
                    return differences[^1];
                }
            },
            cancellationToken);
    }

    /// <summary>Takes an invoice of a vendor back, with the cost that it told: it may be recorded anew.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The invoice.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored invoice; one that was canceled before stays as it is.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such invoice.</exception>
    [RequiresPermission(Permission.ManageCosts)]
    public Task<VendorInvoice> CancelInvoiceAsync(Actor actor, Id<VendorInvoice> id, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageCosts);
        Border.Check(reason);
        return StepAsync(
            actor,
            async step =>
            {
                var before = await step.Of<VendorInvoice>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                if (before.IsCanceled)
                {
                    return before;
                }

                await LandAsync(step, before.Lines, id, sign: -1, (line, _, _, _) => -before.Differences[line], cancellationToken).ConfigureAwait(false);
                step.Append(EventKinds.VendorInvoiceCanceled, id, reason: reason);
                return step.Of<VendorInvoice>().Update(before with { IsCanceled = true });
            },
            cancellationToken);
    }

    private static void RequireSound(NewVendorInvoice invoice)
    {
        var isSound = invoice.Number.Length > 0 && invoice.Lines.Count > 0;
        foreach (var line in invoice.Lines)
        {
            isSound &= line.Quantity > 0m && line.Price.Amount >= 0m && line.Price.Currency == invoice.Currency;
        }

        if (!isSound)
        {
            throw new RuleViolationException(ProcurementErrors.BadInvoice, $"An invoice of a vendor has a number and lines, of quantities above zero at prices of zero or above in {invoice.Currency}.");
        }
    }

    // writes on each receipt what is invoiced of it, and lands what that tells of its cost
    private static async Task LandAsync(
        Step step,
        ValueList<VendorInvoiceLine> lines,
        Id<VendorInvoice> invoice,
        int sign,
        Func<int, PurchaseOrder, PurchaseReceipt, StockMove, Money> cost,
        CancellationToken cancellationToken)
    {
        var (books, orders) = (new SortedDictionary<Id<Product>, StockBooks.OpenBook>(), new SortedDictionary<Id<PurchaseOrder>, PurchaseOrder>());
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var order = orders.TryGetValue(line.Order, out var known) ? known : await step.Of<PurchaseOrder>().RequireAsync(line.Order, cancellationToken).ConfigureAwait(false);
            var (after, receipt) = VendorInvoices.Write(order, line, sign * line.Quantity);
            orders[line.Order] = after;
            var product = after.Lines[line.Line].Product;
            var open = await OpenAsync(step, books, product, [], cancellationToken).ConfigureAwait(false);
            var history = await step.HistoryAsync(product, line.Receipt, isWhole: true, cancellationToken).ConfigureAwait(false);
            history.AddRange(open.Book.Moves);
            if (cost(i, order, receipt, history[0]) is { IsZero: false } difference)
            {
                open.Book.Post(open.New(step, StockMoveKind.LandedCost) with { Origin = line.Receipt, Given = difference, Document = invoice.Value }, history);
            }
        }

        foreach (var open in books.Values)
        {
            if (open.Book.Moves.Count > 0)
            {
                await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
            }
        }

        step.Of<PurchaseOrder>().UpdateRange(orders.Values);
    }
}
