using NodaTime;
using Psa.Access;
using Psa.Documents;
using Psa.Events;
using Psa.Languages;
using Psa.Procurement;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Buys goods: vendors, and orders by hand or from what is suggested, that are received into stock (R-PO).</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events and moves.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="taxes">Finds the taxes of what goes straight to a customer, where a limit is asked.</param>
/// <param name="languages">The host's own languages, which go before those of the library.</param>
public sealed partial class PurchaseService(IPsaStore store, IClock clock, IIdGenerator ids, ITaxCalculator taxes, IEnumerable<ILanguage>? languages = null)
{
    private readonly CreditNoteDrafts _drafts = new(ids, new(languages ?? []));
    private readonly DeliveryCredit _credit = new(taxes, new(languages ?? []));

    /// <summary>Stores a vendor. Another currency is that of later orders.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="vendor">The vendor; with an empty id and version 0 it gets a new id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored vendor.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">It is another tenant's.</exception>
    /// <exception cref="RuleViolationException"><c>vendor.bad_value</c>, <c>vendor.duplicate</c>.</exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed it meanwhile.</exception>
    [RequiresPermission(Permission.ManagePurchaseOrders)]
    public Task<Vendor> SaveVendorAsync(Actor actor, Vendor vendor, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManagePurchaseOrders);
        Border.Check(vendor);
        if (vendor.Tenant != actor.Tenant)
        {
            throw new EntityNotFoundException(nameof(Vendor), vendor.Id.Value);
        }

        var saved = vendor with { Id = vendor.Id.IsEmpty ? ids.Next<Vendor>() : vendor.Id, Number = TextEnds.Trim(vendor.Number) ?? string.Empty, Name = TextEnds.Trim(vendor.Name) ?? string.Empty };
        if (saved.Number.Length == 0 || saved.Name.Length == 0)
        {
            throw new RuleViolationException(ProcurementErrors.BadVendor, "A vendor has a number and a name.", saved.Id.Value);
        }

        return StepAsync(
            actor,
            async step =>
            {
                if (await step.Of<Vendor>().FirstAsync(VendorRecords.OfNumber(saved.Number), cancellationToken).ConfigureAwait(false) is { } other && other.Id != saved.Id)
                {
                    throw new RuleViolationException(ProcurementErrors.VendorDuplicate, $"The number {saved.Number} is that of {other.Name}.", saved.Id.Value, other.Id.Value);
                }

                var before = await step.Of<Vendor>().FindAsync(saved.Id, cancellationToken).ConfigureAwait(false);
                if (before is not null && (saved == before || saved == before with { Version = 0 }))
                {
                    return before;
                }

                if (before is not null)
                {
                    Reads.RequireVersion(saved, before);
                }
                else if (saved.Version != 0)
                {
                    throw new EntityNotFoundException(nameof(Vendor), saved.Id.Value);
                }

                step.Append(EventKinds.VendorChanged, saved.Id);
                return before is null ? step.Of<Vendor>().Add(saved) : step.Of<Vendor>().Update(saved);
            },
            cancellationToken);
    }

    /// <summary>Writes a purchase order by hand.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="order">What is ordered from whom.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order, new.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such vendor or product.</exception>
    /// <exception cref="RuleViolationException"><c>vendor.inactive</c>; <c>purchase_order.bad_value</c>, <c>purchase_order.number_taken</c>, <c>purchase_order.number_missing</c>; <c>product.not_stocked</c>, <c>product.inactive</c>, <c>price.unit_not_in_group</c>, <c>unit.not_exact</c>, <c>unit.not_whole</c>; <c>money.too_many_decimals</c>; <c>stock.bad_place</c>; <c>demand.exceeds_needed</c>.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>: a line is for demands.</exception>
    [RequiresPermission(Permission.ManagePurchaseOrders)]
    public async Task<PurchaseOrder> CreateAsync(Actor actor, NewPurchaseOrder order, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManagePurchaseOrders);
        Border.Check(order);
        var number = TextEnds.Trim(order.Number) ?? string.Empty;
        await AskApprovalsAsync(actor, order.Lines, cancellationToken).ConfigureAwait(false);
        return await StepAsync(
            actor,
            async step =>
            {
                if (await KnownAsync(step, order.Id, number, order.Vendor, cancellationToken).ConfigureAwait(false) is { } known)
                {
                    return known;
                }

                var vendor = await ActiveVendorAsync(step, order.Vendor, cancellationToken).ConfigureAwait(false);
                var numbered = await NumberAsync(step, number, cancellationToken).ConfigureAwait(false);
                return await MakeAsync(step, order.Id.OrNext(ids), numbered, vendor, order.Lines, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the lines of an order anew. Once it is submitted, only due dates and raised quantities change.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The order.</param>
    /// <param name="lines">All lines; what came of them, and is short-closed, stays whatever they say. Once the order is submitted, a line is for whom it was: say the same, or nobody.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored order.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order or product.</exception>
    /// <exception cref="RuleViolationException"><c>purchase_order.not_new</c>, <c>purchase_order.bad_value</c>; <c>product.not_stocked</c>, <c>price.unit_not_in_group</c>, <c>unit.not_exact</c>, <c>unit.not_whole</c>; <c>money.too_many_decimals</c>; <c>stock.bad_place</c>; <c>demand.exceeds_needed</c>.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>: a line is for demands.</exception>
    [RequiresPermission(Permission.ManagePurchaseOrders)]
    public async Task<PurchaseOrder> ChangeAsync(Actor actor, Id<PurchaseOrder> id, ValueList<PurchaseOrderLine> lines, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManagePurchaseOrders);
        Border.Check(lines);
        await AskApprovalsAsync(actor, lines, cancellationToken).ConfigureAwait(false);
        return await ChangeAsync(
            actor,
            id,
            EventKinds.PurchaseOrderChanged,
            reason: null,
            async (step, before) =>
            {
                var after = PurchaseOrders.Change(before, lines);
                await RequireSoundAsync(step, after, cancellationToken).ConfigureAwait(false);
                if (before.Status == PurchaseOrderStatus.New)
                {
                    await AllocateAsync(step, before, after, cancellationToken).ConfigureAwait(false);
                }

                return after;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends an order to its vendor.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The order, new.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored order.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>; <c>approval.missing</c>: somebody is to approve what it costs by now, and is asked, or what it is for is held.</exception>
    [RequiresPermission(Permission.ManagePurchaseOrders)]
    public async Task<PurchaseOrder> SubmitAsync(Actor actor, Id<PurchaseOrder> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManagePurchaseOrders);
        var written = await store.ReadAsync(actor.Tenant, session => session.Of<PurchaseOrder>().FindAsync(id, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
        await AskApprovalsAsync(actor, written is { } found && found.Status == PurchaseOrderStatus.New ? found.Lines : [], cancellationToken).ConfigureAwait(false);
        return await ChangeAsync(
            actor,
            id,
            EventKinds.PurchaseOrderSubmitted,
            reason: null,
            async (step, before) =>
            {
                var after = before with { Status = PurchaseOrderLifecycle.Table.Next(before.Status, PurchaseOrderAction.Submit, step.Actor, before.Id.Value) };
                await WriteProductsAsync(step, before, cancellationToken).ConfigureAwait(false);
                await AskApprovalsAsync(step, before.Lines, cancellationToken).ConfigureAwait(false);
                var allocations = new OrderAllocations(step);
                await allocations.SubmitAsync(before, cancellationToken).ConfigureAwait(false);
                allocations.Stage();
                await allocations.UseApprovalsAsync(before, cancellationToken).ConfigureAwait(false);
                return after;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes an order back of which nothing was received.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The order.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored order.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    /// <exception cref="RuleViolationException"><c>purchase_order.received</c>; <c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.ManagePurchaseOrders)]
    public Task<PurchaseOrder> CancelAsync(Actor actor, Id<PurchaseOrder> id, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManagePurchaseOrders);
        Border.Check(reason);
        return ChangeAsync(
            actor,
            id,
            EventKinds.PurchaseOrderCanceled,
            reason,
            async (step, before) =>
            {
                var after = PurchaseOrders.Cancel(before, step.Actor);
                var allocations = new OrderAllocations(step);
                await allocations.ForgetAsync(before, cancellationToken).ConfigureAwait(false);
                allocations.Stage();
                await allocations.LeaveApprovalsAsync(before, cancellationToken).ConfigureAwait(false);
                await allocations.AssignAsync(before, cancellationToken).ConfigureAwait(false);
                return after;
            },
            cancellationToken);
    }

    /// <summary>Says that the rest of a line won't come.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The order, submitted.</param>
    /// <param name="line">Which line, from 0.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored order.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order or line.</exception>
    /// <exception cref="RuleViolationException"><c>purchase_order.not_open</c>.</exception>
    /// <exception cref="ValidationFailedException"><c>value.out_of_range</c>: that is no place of a line.</exception>
    [RequiresPermission(Permission.ManagePurchaseOrders)]
    public Task<PurchaseOrder> CloseLineAsync(Actor actor, Id<PurchaseOrder> id, int line, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManagePurchaseOrders);
        HandPrices.RequirePlace(line);
        Border.Check(reason);
        return ChangeAsync(
            actor,
            id,
            EventKinds.PurchaseOrderShortClosed,
            reason,
            async (step, before) =>
            {
                var (after, allocations) = (PurchaseOrders.CloseLine(before, line), new OrderAllocations(step));
                await allocations.FitAsync(after, line, isSerialized: false, cancellationToken).ConfigureAwait(false);
                allocations.Stage();
                await allocations.LeaveApprovalsAsync(before, cancellationToken).ConfigureAwait(false);
                await allocations.AssignAsync(before, cancellationToken).ConfigureAwait(false);
                return after;
            },
            cancellationToken);
    }

    /// <summary>Finds a purchase order. Its prices are shown to who views costs, or manages purchase orders.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The order.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewPurchases)]
    public Task<PurchaseOrder?> FindAsync(Actor actor, Id<PurchaseOrder> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ViewPurchases);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                await session.RequireInventoryAsync(cancellationToken, isRead: true).ConfigureAwait(false);
                return (await session.Of<PurchaseOrder>().FindAsync(id, cancellationToken).ConfigureAwait(false))?.ShownTo(actor);
            },
            cancellationToken);
    }

    /// <summary>Lists the purchase orders that stand somewhere, in the order in which they were made.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="status">Where.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The orders.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewPurchases)]
    public Task<ValueList<PurchaseOrder>> ListAsync(Actor actor, PurchaseOrderStatus status, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ViewPurchases);
        Border.Check(status);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                await session.RequireInventoryAsync(cancellationToken, isRead: true).ConfigureAwait(false);
                var orders = await session.Of<PurchaseOrder>().QueryAsync(PurchaseOrderRecords.OfStatus(status), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                return orders.ConvertAll(order => order.ShownTo(actor)).ToValueList();
            },
            cancellationToken);
    }

    private static void Require(Actor actor, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission);
    }

    private Task<T> StepAsync<T>(Actor actor, Func<Step, Task<T>> work, CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        async step =>
        {
            await step.RequireInventoryAsync(cancellationToken).ConfigureAwait(false);
            return await work(step).ConfigureAwait(false);
        },
        cancellationToken);

    private Task<PurchaseOrder> ChangeAsync(Actor actor, Id<PurchaseOrder> id, string kind, string? reason, Func<Step, PurchaseOrder, Task<PurchaseOrder>> change, CancellationToken cancellationToken) => StepAsync(
        actor,
        async step =>
        {
            var before = await step.Of<PurchaseOrder>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
            var after = await change(step, before).ConfigureAwait(false);
            if (after == before)
            {
                return before.ShownTo(actor);
            }

            step.Append(kind, id, after.Status == before.Status ? null : before.Status.Name, after.Status == before.Status ? null : after.Status.Name, reason);
            return step.Of<PurchaseOrder>().Update(after).ShownTo(actor);
        },
        cancellationToken);
}
