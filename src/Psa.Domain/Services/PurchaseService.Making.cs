using Psa.Catalog;
using Psa.Events;
using Psa.Inventory;
using Psa.Procurement;

namespace Psa.Services;

/// <content>What an order has to be to be made.</content>
public sealed partial class PurchaseService
{
    private static async Task<Vendor> ActiveVendorAsync(Step step, Id<Vendor> id, CancellationToken cancellationToken)
    {
        var vendor = await step.Of<Vendor>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        return vendor.IsActive ? vendor : throw new RuleViolationException(ProcurementErrors.VendorInactive, $"{vendor.Name} takes no new orders.", vendor.Id.Value);
    }

    // what a call whose answer was lost wrote
    private static async Task<PurchaseOrder?> KnownAsync(Step step, Id<PurchaseOrder>? id, string number, Id<Vendor> vendor, CancellationToken cancellationToken)
    {
        if (id is not { } given || await step.Of<PurchaseOrder>().FindAsync(given, cancellationToken).ConfigureAwait(false) is not { } known)
        {
            return null;
        }

        return (number.Length == 0 || known.Number == number) && known.Vendor == vendor ? known : throw new ConcurrencyConflictException(nameof(PurchaseOrder), given.Value, 0, known.Version);
    }

    private static async Task<string> NumberAsync(Step step, string number, CancellationToken cancellationToken)
    {
        if (number.Length > 0 && await step.Of<PurchaseOrder>().FirstAsync(PurchaseOrderRecords.OfNumber(number), cancellationToken).ConfigureAwait(false) is { } other)
        {
            throw new RuleViolationException(ProcurementErrors.NumberTaken, $"The number {number} is that of another purchase order.", other.Id.Value);
        }

        return number.Length > 0 ? number : (await step.PurchaseNumbersAsync(1, cancellationToken).ConfigureAwait(false))[0];
    }

    private static async Task<PurchaseOrder> MakeAsync(Step step, Id<PurchaseOrder> id, string number, Vendor vendor, ValueList<PurchaseOrderLine> lines, CancellationToken cancellationToken)
    {
        var made = new PurchaseOrder
        {
            Id = id,
            Tenant = step.Tenant,
            Number = number,
            Vendor = vendor.Id,
            Currency = vendor.Currency,
            Status = PurchaseOrderLifecycle.Table.Initial,
            Lines = PurchaseOrders.Unreceived(lines),
        };
        await RequireSoundAsync(step, made, cancellationToken).ConfigureAwait(false);
        foreach (var line in made.Lines)
        {
            (await step.Of<Product>().RequireAsync(line.Product, cancellationToken).ConfigureAwait(false)).RequireActive();
        }

        await AllocateAsync(step, before: null, made, cancellationToken).ConfigureAwait(false);
        step.Append(EventKinds.PurchaseOrderCreated, made.Id);
        return step.Of<PurchaseOrder>().Add(made);
    }

    private static async Task RequireSoundAsync(Step step, PurchaseOrder order, CancellationToken cancellationToken)
    {
        PurchaseOrders.RequireSound(order);
        foreach (var line in order.Lines)
        {
            await step.RequireCountableAsync(await step.StockedAsync(line.Product, cancellationToken).ConfigureAwait(false), line.Unit, line.Quantity, cancellationToken).ConfigureAwait(false);

            // one that takes nothing by the time of a receipt is said anew there
            if (order.Status == PurchaseOrderStatus.New && line.Location is { } location
                && await step.Of<StockLocation>().RequireAsync(location, cancellationToken).ConfigureAwait(false) is not { IsActive: true, Kind: LocationKind.Warehouse or LocationKind.Van })
            {
                throw new RuleViolationException(InventoryErrors.BadPlace, "Vendors bring goods to a warehouse or van that is active.", order.Id.Value, location.Value);
            }
        }
    }
}
