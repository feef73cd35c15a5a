using Psa.Catalog;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Writes on receipts what vendors invoiced of them, and lands what that tells of their cost, in one step.</summary>
/// <param name="step">The step.</param>
internal sealed class InvoiceLanding(Step step)
{
    private readonly SortedDictionary<Id<PurchaseOrder>, PurchaseOrder> _orders = [];
    private readonly SortedDictionary<Id<Product>, StockBooks.OpenBook> _books = [];

    /// <summary>Records a line of an invoice: what it tells of its receipt, or that it waits.</summary>
    /// <exception cref="EntityNotFoundException">There is no such order of the vendor, line or receipt.</exception>
    /// <exception cref="RuleViolationException"><c>vendor_invoice.exceeds_received</c>, <c>purchase_order.not_open</c>, <c>stock.bad_value</c>.</exception>
    internal async Task<VendorInvoice> RecordAsync(VendorInvoice invoice, int number, CancellationToken cancellationToken)
    {
        var line = invoice.Lines[number];
        var order = await OrderAsync(line.Order, cancellationToken).ConfigureAwait(false);
        if (order.Vendor != invoice.Vendor)
        {
            throw new EntityNotFoundException(nameof(PurchaseOrder), order.Id.Value);
        }

        if (line.Receipt is not { } sequence)
        {
            VendorInvoices.RequireRate(invoice, (await step.StockSettingsAsync(cancellationToken).ConfigureAwait(false)).Currency);
            _orders[order.Id] = VendorInvoices.Await(order, line.Line, new(invoice.Id, number, line.Quantity));
            return invoice;
        }

        var (after, receipt) = VendorInvoices.Write(order, line.Line, sequence, line.Quantity);
        _orders[order.Id] = after;
        var (open, history) = await BookAsync(after.Lines[line.Line].Product, sequence, cancellationToken).ConfigureAwait(false);
        var told = VendorInvoices.Tell(invoice, number, line.Quantity, receipt, history[0].Value);
        Land(step, open, history, told.Receipts[^1].Difference, invoice.Id);
        return told;
    }

    /// <summary>Takes back all that an invoice told.</summary>
    internal async Task TakeBackAsync(VendorInvoice invoice, CancellationToken cancellationToken)
    {
        foreach (var told in invoice.Receipts)
        {
            var line = invoice.Lines[told.Line];
            var (after, _) = VendorInvoices.Write(await OrderAsync(line.Order, cancellationToken).ConfigureAwait(false), line.Line, told.Receipt, -told.Quantity);
            _orders[after.Id] = after;
            var (open, history) = await BookAsync(after.Lines[line.Line].Product, told.Receipt, cancellationToken).ConfigureAwait(false);
            Land(step, open, history, -told.Difference, invoice.Id);
        }

        foreach (var line in invoice.Lines)
        {
            if (line.Receipt is null)
            {
                _orders[line.Order] = VendorInvoices.Forget(await OrderAsync(line.Order, cancellationToken).ConfigureAwait(false), line.Line, invoice.Id);
            }
        }
    }

    /// <summary>Stages what was written.</summary>
    internal async Task WriteAsync(CancellationToken cancellationToken)
    {
        foreach (var open in _books.Values)
        {
            if (open.Book.Moves.Count > 0)
            {
                await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
            }
        }

        step.Of<PurchaseOrder>().UpdateRange(_orders.Values);
    }

    /// <summary>Lets what waits for goods of a line of an order take of its last receipt, which just came.</summary>
    /// <param name="step">The step.</param>
    /// <param name="open">The book into which it came.</param>
    /// <param name="order">The order, with the receipt.</param>
    /// <param name="number">Which of its lines, from 0.</param>
    /// <param name="invoices">The invoices as the step left them; those that told something are added.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order, of which less is awaited.</returns>
    internal static async Task<PurchaseOrder> ComeAsync(
        Step step, StockBooks.OpenBook open, PurchaseOrder order, int number, SortedDictionary<Id<VendorInvoice>, VendorInvoice> invoices, CancellationToken cancellationToken)
    {
        var receipt = order.Lines[number].Receipts[^1];
        var history = new List<StockMove>(open.Book.Moves);
        history.RemoveAll(move => move.Sequence < receipt.Sequence);
        while (order.Lines[number].Awaited is [var awaited, ..] && receipt.Invoiced < receipt.Quantity)
        {
            var quantity = Math.Min(awaited.Quantity, receipt.Quantity - receipt.Invoiced);
            var invoice = invoices.TryGetValue(awaited.Invoice, out var known) ? known : await step.Of<VendorInvoice>().RequireAsync(awaited.Invoice, cancellationToken).ConfigureAwait(false);
            var told = VendorInvoices.Tell(invoice, awaited.Line, quantity, receipt, history[0].Value);
            invoices[told.Id] = told;
            (order, _) = VendorInvoices.Write(VendorInvoices.Take(order, number, quantity), number, receipt.Sequence, quantity);
            receipt = order.Lines[number].Receipts[^1];
            Land(step, open, history, told.Receipts[^1].Difference, told.Id);
        }

        return order;
    }

    private static void Land(Step step, StockBooks.OpenBook open, List<StockMove> history, Money difference, Id<VendorInvoice> invoice)
    {
        if (!difference.IsZero)
        {
            history.Add(open.Book.Post(open.New(step, StockMoveKind.LandedCost) with { Origin = history[0].Sequence, Given = difference, Document = invoice.Value }, history));
        }
    }

    private async Task<PurchaseOrder> OrderAsync(Id<PurchaseOrder> id, CancellationToken cancellationToken) =>
        _orders.TryGetValue(id, out var known) ? known : await step.Of<PurchaseOrder>().RequireAsync(id, cancellationToken).ConfigureAwait(false);

    private async Task<(StockBooks.OpenBook Open, List<StockMove> History)> BookAsync(Id<Product> product, long receipt, CancellationToken cancellationToken)
    {
        if (!_books.TryGetValue(product, out var open))
        {
            open = await step.OpenBookAsync(product, places: null, [], cancellationToken).ConfigureAwait(false);
            _books.Add(product, open);
        }

        var history = await step.HistoryAsync(product, receipt, isWhole: true, cancellationToken).ConfigureAwait(false);
        history.AddRange(open.Book.Moves);
        return (open, history);
    }
}
