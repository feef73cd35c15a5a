using Psa.Access;
using Psa.Events;
using Psa.Procurement;
using Psa.Records;

namespace Psa.Services;

/// <content>Invoices of vendors.</content>
public sealed partial class PurchaseService
{
    /// <summary>Records an invoice of a vendor: what it says beyond the value of the receipts is landed cost of each, below it a rebate. A line that names no receipt waits for what comes next of its order line.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored invoice.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such vendor, order of it, line or receipt.</exception>
    /// <exception cref="RuleViolationException"><c>vendor_invoice.bad_value</c>, <c>vendor_invoice.duplicate</c>, <c>vendor_invoice.exceeds_received</c>, <c>purchase_order.not_open</c>; <c>stock.bad_value</c>.</exception>
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

                var (landing, recorded) = (new InvoiceLanding(step), New(step, invoice));
                for (var i = 0; i < invoice.Lines.Count; i++)
                {
                    recorded = await landing.RecordAsync(recorded, i, cancellationToken).ConfigureAwait(false);
                }

                await landing.WriteAsync(cancellationToken).ConfigureAwait(false);
                step.Append(EventKinds.VendorInvoiceRecorded, recorded.Id);
                return step.Of<VendorInvoice>().Add(recorded);
            },
            cancellationToken);
    }

    /// <summary>Takes an invoice of a vendor back, with the cost that it told, and nothing of it waits any more: it may be recorded anew.</summary>
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

                var landing = new InvoiceLanding(step);
                await landing.TakeBackAsync(before, cancellationToken).ConfigureAwait(false);
                await landing.WriteAsync(cancellationToken).ConfigureAwait(false);
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

    private VendorInvoice New(Step step, NewVendorInvoice invoice) => new()
    {
        Id = invoice.Id.OrNext(ids),
        Tenant = step.Tenant,
        Vendor = invoice.Vendor,
        Number = invoice.Number,
        Date = invoice.Date,
        Currency = invoice.Currency,
        Rate = invoice.Rate,
        Lines = invoice.Lines,
    };
}
