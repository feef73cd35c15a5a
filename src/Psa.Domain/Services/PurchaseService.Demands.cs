using Psa.Access;
using Psa.Catalog;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <content>Orders of what demands need.</content>
public sealed partial class PurchaseService
{
    /// <summary>
    /// Writes an order of all that demands need to be ordered of the products whose default vendor it is, at its prices and in its units, whole ones where those aren't the base units: the rest of a last one is for stock.
    /// Held demands and those that wait for approval aren't ordered for, and free stock that nobody assigned covers who asked first. Whether what is needed is to be approved is looked at once more, over all that is committed.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="vendor">The vendor.</param>
    /// <param name="number">The order's number, or <see langword="null"/> for the next of the number series.</param>
    /// <param name="id">The id that the order is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: it is written once.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order, new.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such vendor.</exception>
    /// <exception cref="RuleViolationException"><c>purchase_order.nothing_to_order</c>; <c>vendor.inactive</c>; <c>purchase_order.number_taken</c>, <c>purchase_order.number_missing</c>, <c>purchase_order.bad_value</c>: the vendor has another currency by now.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ManagePurchaseOrders)]
    public async Task<PurchaseOrder> BuildAsync(Actor actor, Id<Vendor> vendor, string? number = null, Id<PurchaseOrder>? id = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManagePurchaseOrders);
        var said = TextEnds.Trim(number) ?? string.Empty;
        Border.CheckOptional(said.Length == 0 ? null : said, nameof(number));
        var given = id is { IsEmpty: true } ? null : id;
        var built = await StepAsync(
            actor,
            async step =>
            {
                await step.RequireProcurementAsync(cancellationToken).ConfigureAwait(false);
                if (await KnownAsync(step, given, said, vendor, cancellationToken).ConfigureAwait(false) is { } known)
                {
                    return known;
                }

                // who orders for the same demands meanwhile lets it look again
                return await store.AttemptAsync(
                    step, nameof(Vendor), vendor.Value, ToOrderAsync, demands => BuildAsync(step, vendor, said, given, demands, cancellationToken), cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return built ?? throw new RuleViolationException(ProcurementErrors.NothingToOrder, "No demand needs anything of what is bought from the vendor, unless it is held or waits for approval.", vendor.Value);
    }

    private async Task<PurchaseOrder?> BuildAsync(Step step, Id<Vendor> vendor, string number, Id<PurchaseOrder>? id, ValueList<Demand> demands, CancellationToken cancellationToken)
    {
        var from = await ActiveVendorAsync(step, vendor, cancellationToken).ConfigureAwait(false);
        var wanted = new SortedDictionary<Id<Product>, List<Demand>>();
        foreach (var demand in demands)
        {
            wanted.TryAdd(demand.Product, []);
            wanted[demand.Product].Add(demand);
        }

        var lines = new List<PurchaseOrderLine>();
        foreach (var (product, own) in wanted)
        {
            if (await step.Of<PurchasedProduct>().FindAsync(new(product.Value), cancellationToken).ConfigureAwait(false) is { Vendors: [var first, ..] } && first.Vendor == vendor
                && await LineAsync(step, await ApprovedAsync(step, own, cancellationToken).ConfigureAwait(false), first, cancellationToken).ConfigureAwait(false) is { } line)
            {
                lines.Add(line);
            }
        }

        // what approvals were asked for now stays asked for
        return lines.Count == 0
            ? null
            : await MakeAsync(step, id.OrNext(ids), await NumberAsync(step, number, cancellationToken).ConfigureAwait(false), from, lines.ToValueList(), cancellationToken).ConfigureAwait(false);
    }

    // where an order by hand is refused since somebody is to approve what it is for, that is asked for all the same
    private async Task AskApprovalsAsync(Actor actor, ValueList<PurchaseOrderLine> lines, CancellationToken cancellationToken)
    {
        var demands = DemandsOf(lines);
        if (demands.Count > 0)
        {
            await StepAsync(
                actor,
                async step =>
                {
                    await AskApprovalsAsync(step, lines, cancellationToken).ConfigureAwait(false);
                    return demands.Count;
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    // what is ordered at another price than its product's vendor has costs that
    private static Task AskApprovalsAsync(Step step, ValueList<PurchaseOrderLine> lines, CancellationToken cancellationToken)
    {
        step.OrderPrices.Clear();
        foreach (var line in lines)
        {
            foreach (var one in line.For)
            {
                step.OrderPrices.TryAdd(one.Demand, []);
                step.OrderPrices[one.Demand].Add((one.Quantity, line.Price, line.Unit));
            }
        }

        return step.AskApprovalsAsync(DemandsOf(lines), cancellationToken);
    }

    private static HashSet<Id<Demand>> DemandsOf(ValueList<PurchaseOrderLine> lines)
    {
        var demands = new HashSet<Id<Demand>>();
        foreach (var line in lines)
        {
            foreach (var one in line.For)
            {
                demands.Add(one.Demand);
            }
        }

        return demands;
    }

    private static async Task AllocateAsync(Step step, PurchaseOrder? before, PurchaseOrder after, CancellationToken cancellationToken)
    {
        await WriteProductsAsync(step, after, cancellationToken).ConfigureAwait(false);
        await AskApprovalsAsync(step, after.Lines, cancellationToken).ConfigureAwait(false);
        var allocations = new OrderAllocations(step);
        await allocations.WriteAsync(before, after, cancellationToken).ConfigureAwait(false);
        allocations.Stage();
        await allocations.AssignAsync(before, cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteProductsAsync(Step step, PurchaseOrder order, CancellationToken cancellationToken)
    {
        foreach (var line in order.Lines)
        {
            if (!line.For.IsEmpty)
            {
                await step.RequireProcurementAsync(cancellationToken).ConfigureAwait(false);
                await WriteAsync(step, line.Product, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // what is to be ordered, or waits to be approved
    private static async ValueTask<ValueList<Demand>> ToOrderAsync(IPsaSession session, CancellationToken cancellationToken)
    {
        var wanted = new List<Demand>();
        foreach (var status in (DemandStatus[])[DemandStatus.NeedToOrder, DemandStatus.WaitingApproval])
        {
            await foreach (var demand in session.Of<Demand>().QueryAsync(DemandRecords.OfStatus(status), cancellationToken).ConfigureAwait(false))
            {
                wanted.Add(demand);
            }
        }

        return wanted.ToValueList();
    }

    // whoever asks for goods of the product meanwhile is met, so that what both come to is looked at
    private static async Task WriteAsync(Step step, Id<Product> product, CancellationToken cancellationToken) =>
        step.Of<StockedProduct>().Update(await step.StockedAsync(product, cancellationToken).ConfigureAwait(false));

    // those of a product for which nobody is to approve anything now, in the order in which they were asked for
    private static async Task<List<Demand>> ApprovedAsync(Step step, List<Demand> demands, CancellationToken cancellationToken)
    {
        await WriteAsync(step, demands[0].Product, cancellationToken).ConfigureAwait(false);
        await step.AskApprovalsAsync(demands.ConvertAll(static demand => demand.Id), cancellationToken).ConfigureAwait(false);
        var approved = new List<Demand>(demands.Count);
        foreach (var demand in demands)
        {
            if (await step.Of<Demand>().RequireAsync(demand.Id, cancellationToken).ConfigureAwait(false) is { IsUnapproved: false } now)
            {
                approved.Add(now);
            }
        }

        approved.Sort(DemandClaims.ByAsking);
        return approved;
    }

    private static async Task<PurchaseOrderLine?> LineAsync(Step step, List<Demand> demands, ProductVendor vendor, CancellationToken cancellationToken)
    {
        if (demands.Count == 0)
        {
            return null;
        }

        var product = demands[0].Product;
        var free = await step.FreeAsync(product, cancellationToken).ConfigureAwait(false);
        var (all, quantity, left) = (new List<LineDemand>(), 0m, new HashSet<(Guid Order, int Line)>());
        foreach (var demand in demands)
        {
            var unit = await step.InBaseUnitAsync(product, demand.Unit, 1m, cancellationToken).ConfigureAwait(false);
            var covered = Math.Min(demand.ToOrder(), DemandClaims.InUnits(free, unit, isSerialized: false));
            free -= covered * unit;
            if (demand.ToOrder() - covered is > 0m and var ordered)
            {
                // of 7 pieces for a box of 12, one is no number of boxes, nor are two of the 5 that are to come: together they are what it lacks
                if (unit != 1m && ordered * unit <= free + await LeftOverAsync(step, demand, left, cancellationToken).ConfigureAwait(false))
                {
                    free -= Math.Min(free, ordered * unit);
                    continue;
                }

                all.Add(new(demand.Id, ordered));
                quantity += ordered * unit;
            }
        }

        var size = await step.InBaseUnitAsync(product, vendor.Unit, 1m, cancellationToken).ConfigureAwait(false);
        return quantity > 0m ? new(product, size == 1m ? quantity : decimal.Ceiling(quantity / size), vendor.Unit, vendor.Price) { For = all.ToValueList() } : null;
    }

    // what is to come of a demand's own lines as stock; once for all demands of a line
    private static async Task<decimal> LeftOverAsync(Step step, Demand demand, HashSet<(Guid Order, int Line)> counted, CancellationToken cancellationToken)
    {
        var left = 0m;
        foreach (var own in demand.Allocations)
        {
            if (!own.IsDropShip && counted.Add((own.Order, own.Line)))
            {
                var order = await step.Of<PurchaseOrder>().RequireAsync(new(own.Order), cancellationToken).ConfigureAwait(false);
                left += await step.InBaseUnitAsync(demand.Product, order.Lines[own.Line].Unit, order.Lines[own.Line].ToReceive(), cancellationToken).ConfigureAwait(false)
                    - await OrderAllocations.AllocatedAsync(step, order, own.Line, cancellationToken).ConfigureAwait(false);
            }
        }

        return left;
    }
}
