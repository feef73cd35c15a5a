using System.Globalization;
using Psa.Access;
using Psa.Catalog;
using Psa.Events;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Records;

namespace Psa.Services;

/// <content>From whom products are bought, and orders of what stock lacks.</content>
public sealed partial class PurchaseService
{
    /// <summary>Says from whom a product is bought. To the first of the vendors is ordered what stock lacks.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="product">The product, stocked.</param>
    /// <param name="vendors">Its vendors, each once, the default one first.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>From whom it is bought.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such product or vendor.</exception>
    /// <exception cref="RuleViolationException"><c>vendor.bad_value</c>; <c>product.not_stocked</c>, <c>price.unit_not_in_group</c>, <c>unit.not_exact</c>.</exception>
    [RequiresPermission(Permission.ManagePurchaseOrders)]
    public Task<PurchasedProduct> SaveProductVendorsAsync(Actor actor, Id<Product> product, ValueList<ProductVendor> vendors, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManagePurchaseOrders);
        Border.Check(vendors);
        return StepAsync(
            actor,
            async step =>
            {
                await step.StockedAsync(product, cancellationToken).ConfigureAwait(false);
                var known = new HashSet<Id<Vendor>>();
                foreach (var one in vendors)
                {
                    var vendor = await step.Of<Vendor>().RequireAsync(one.Vendor, cancellationToken).ConfigureAwait(false);
                    if (!known.Add(vendor.Id) || one.Price.Amount < 0m || one.Price.Currency != vendor.Currency)
                    {
                        throw new RuleViolationException(ProcurementErrors.BadVendor, $"{vendor.Name} sells a product once, at a price of zero or above in {vendor.Currency}.", vendor.Id.Value, product.Value);
                    }

                    await step.InBaseUnitAsync(product, one.Unit, 1m, cancellationToken).ConfigureAwait(false);
                }

                var before = await step.Of<PurchasedProduct>().FindAsync(new(product.Value), cancellationToken).ConfigureAwait(false);
                var after = (before ?? new() { Id = new(product.Value), Tenant = step.Tenant, Product = product }) with { Vendors = vendors };
                if (after == before)
                {
                    return before;
                }

                step.Append(EventKinds.PurchasedProductChanged, after.Id);
                return before is null ? step.Of<PurchasedProduct>().Add(after) : step.Of<PurchasedProduct>().Update(after);
            },
            cancellationToken);
    }

    /// <summary>Finds from whom a product is bought. Prices are shown to who views costs, or manages purchase orders.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="product">The product.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Its vendors, or <see langword="null"/> where nobody said.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewPurchases)]
    public Task<PurchasedProduct?> FindProductVendorsAsync(Actor actor, Id<Product> product, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ViewPurchases);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                await session.RequireInventoryAsync(cancellationToken, isRead: true).ConfigureAwait(false);
                return (await session.Of<PurchasedProduct>().FindAsync(new(product.Value), cancellationToken).ConfigureAwait(false))?.ShownTo(actor);
            },
            cancellationToken);
    }

    /// <summary>
    /// Writes orders of what stock lacks: one a vendor, the default one of each product, at its price and in its unit, whole ones where that isn't the base unit; a line for each location that lacks it, to which it comes.
    /// What is fetched from warehouses isn't ordered.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="lines">What is lacking, as <see cref="InventoryService.ListReorderAsync"/> suggests it, or as somebody changed that.</param>
    /// <param name="id">
    /// The id that the first order is to have, from which those of the others derive, or <see langword="null"/> for new ones. Say one to repeat a call whose answer was lost: the orders are written once.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The orders, new; none when all is fetched.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such product or location.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>vendor.missing</c>, <c>vendor.inactive</c>; <c>purchase_order.number_missing</c>, <c>purchase_order.bad_value</c>: the vendor has another currency by now; <c>stock.bad_quantity</c>, <c>stock.bad_place</c>; <c>product.not_stocked</c>.
    /// </exception>
    [RequiresPermission(Permission.ManagePurchaseOrders)]
    public Task<ValueList<PurchaseOrder>> ReorderAsync(Actor actor, ValueList<ReorderLine> lines, Id<PurchaseOrder>? id = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManagePurchaseOrders);
        Border.Check(lines);
        var first = id is { IsEmpty: true } ? null : id;
        return StepAsync(
            actor,
            async step =>
            {
                if (await AgainAsync(step, first, cancellationToken).ConfigureAwait(false) is { Count: > 0 } made)
                {
                    return made;
                }

                var wanted = new SortedDictionary<Id<Vendor>, List<PurchaseOrderLine>>();
                foreach (var ((product, location), quantity) in await LackingAsync(step, lines, cancellationToken).ConfigureAwait(false))
                {
                    var (vendor, line) = await LineAsync(step, product, quantity, cancellationToken).ConfigureAwait(false);
                    wanted.TryAdd(vendor, []);
                    wanted[vendor].Add(line with { Location = location });
                }

                if (wanted.Count == 0)
                {
                    return [];
                }

                var (numbers, orders) = (await step.PurchaseNumbersAsync(wanted.Count, cancellationToken).ConfigureAwait(false), new List<PurchaseOrder>(wanted.Count));
                foreach (var (vendor, ordered) in wanted)
                {
                    var order = orders.Count == 0 ? first.OrNext(ids) : IdOf(step.Tenant, first, orders.Count) ?? ids.Next<PurchaseOrder>();
                    var from = await ActiveVendorAsync(step, vendor, cancellationToken).ConfigureAwait(false);
                    orders.Add(await MakeAsync(step, order, numbers[orders.Count], from, ordered.ToValueList(), cancellationToken).ConfigureAwait(false));
                }

                return orders.ToValueList();
            },
            cancellationToken);
    }

    // what each place lacks of each product beyond what is fetched, and beyond what was put on order for it since it was suggested
    private static async Task<SortedDictionary<(Id<Product> Product, Id<StockLocation> Location), decimal>> LackingAsync(Step step, ValueList<ReorderLine> lines, CancellationToken cancellationToken)
    {
        var (lacking, ordered) = (new SortedDictionary<(Id<Product> Product, Id<StockLocation> Location), decimal>(), new Dictionary<Id<StockLocation>, Dictionary<Id<Product>, (decimal OnOrder, decimal Allocated)>>());
        foreach (var line in lines)
        {
            var quantity = line.ToOrder();
            if (quantity < 0m || !Decimals.Fits(quantity, Decimals.OfQuantities))
            {
                throw new RuleViolationException(InventoryErrors.BadQuantity, $"{Figures.Quantity(quantity)} can't be ordered.", line.Product.Value, line.Location.Value);
            }

            if (!ordered.TryGetValue(line.Location, out var here))
            {
                here = await step.OnOrderAsync(await step.Of<StockLocation>().RequireAsync(line.Location, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
                ordered.Add(line.Location, here);
            }

            var (onOrder, allocated) = here.GetValueOrDefault(line.Product);
            quantity -= Math.Max(0m, onOrder - allocated - (line.OnOrder - line.Allocated));
            if (quantity > 0m)
            {
                lacking[(line.Product, line.Location)] = lacking.GetValueOrDefault((line.Product, line.Location)) + quantity;
            }
        }

        return lacking;
    }

    private static async Task<(Id<Vendor> Vendor, PurchaseOrderLine Line)> LineAsync(Step step, Id<Product> product, decimal quantity, CancellationToken cancellationToken)
    {
        await step.Of<Product>().RequireAsync(product, cancellationToken).ConfigureAwait(false);
        if (await step.Of<PurchasedProduct>().FindAsync(new(product.Value), cancellationToken).ConfigureAwait(false) is not { Vendors: [var vendor, ..] })
        {
            throw new RuleViolationException(ProcurementErrors.VendorMissing, "Nobody sells the product: say from whom it is bought.", product.Value);
        }

        var unit = await step.InBaseUnitAsync(product, vendor.Unit, 1m, cancellationToken).ConfigureAwait(false);
        return (vendor.Vendor, new(product, unit == 1m ? quantity : decimal.Ceiling(quantity / unit), vendor.Unit, vendor.Price));
    }

    private static Id<PurchaseOrder>? IdOf(TenantId tenant, Id<PurchaseOrder>? first, int number) =>
        number == 0 || first is not { } id ? first : DerivedId.Create<PurchaseOrder>(tenant, "reorder", id.ToString(), number.ToString(CultureInfo.InvariantCulture));

    // what the call wrote before its answer was lost
    private static async Task<ValueList<PurchaseOrder>> AgainAsync(Step step, Id<PurchaseOrder>? first, CancellationToken cancellationToken)
    {
        var made = new List<PurchaseOrder>();
        while (IdOf(step.Tenant, first, made.Count) is { } id && await step.Of<PurchaseOrder>().FindAsync(id, cancellationToken).ConfigureAwait(false) is { } order)
        {
            made.Add(order);
        }

        return made.ToValueList();
    }
}
