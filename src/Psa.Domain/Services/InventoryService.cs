using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Events;
using Psa.Inventory;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What is stocked, where and how, and what is there.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events.</param>
/// <param name="ids">Makes ids.</param>
public sealed partial class InventoryService(IPsaStore store, IClock clock, IIdGenerator ids)
{
    /// <summary>Says in which currency stock is valued, and within what goods are costed together. Both are fixed once goods moved.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="currency">The valuation currency.</param>
    /// <param name="scope">The cost scope.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored settings.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>stock.in_use</c>; <c>approval.bad_value</c>: thresholds of approvals are in another currency.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public Task<StockSettings> SetUpAsync(Actor actor, Currency currency, CostScope scope = CostScope.Location, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSettings);
        Border.Check(currency);
        Border.Check(scope);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.RequireInventoryAsync(cancellationToken).ConfigureAwait(false);
                var before = await step.Of<StockSettings>().FindAsync(step.Tenant.StockSettingsOf(), cancellationToken).ConfigureAwait(false);
                var after = (before ?? new() { Id = step.Tenant.StockSettingsOf(), Tenant = step.Tenant, Currency = currency }) with { Currency = currency, Scope = scope };
                if (after == before)
                {
                    return before;
                }

                if (before is { IsInUse: true })
                {
                    throw new RuleViolationException(InventoryErrors.InUse, "Goods moved: cost scope and valuation currency stay what they are.", before.Id.Value);
                }

                DemandApprovals.RequireFits(after);
                step.Append(EventKinds.StockSettingsChanged, after.Id);
                return before is null ? step.Of<StockSettings>().Add(after) : step.Of<StockSettings>().Update(after);
            },
            cancellationToken);
    }

    /// <summary>Stores a location. The first warehouse becomes the default one; making another the default takes it from the one that was.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="location">The location; with an empty id and version 0 it gets a new id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored location.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">It is another tenant's.</exception>
    /// <exception cref="RuleViolationException"><c>location.bad_value</c>, <c>location.duplicate</c>, <c>location.not_empty</c>.</exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed it meanwhile.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public Task<StockLocation> SaveLocationAsync(Actor actor, StockLocation location, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSettings);
        Border.Check(location);
        if (location.Tenant != actor.Tenant)
        {
            throw new EntityNotFoundException(nameof(StockLocation), location.Id.Value);
        }

        var saved = location.Id.IsEmpty ? location with { Id = ids.Next<StockLocation>() } : location;
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.RequireInventoryAsync(cancellationToken).ConfigureAwait(false);
                (await step.GuardAllAsync<StockLocation>(cancellationToken).ConfigureAwait(false)).Write();
                var all = await step.LocationsAsync(cancellationToken).ConfigureAwait(false);
                var before = all.GetValueOrDefault(saved.Id);
                if (before is not null && saved == before with { Version = 0 })
                {
                    return before;
                }

                if (before is not null)
                {
                    Reads.RequireVersion(saved, before);
                }
                else if (saved.Version != 0)
                {
                    throw new EntityNotFoundException(nameof(StockLocation), saved.Id.Value);
                }

                var (after, others) = StockLocations.Save(saved, before, all.Values);
                if (before is { IsActive: true } && !after.IsActive)
                {
                    await step.RequireEmptyAsync(after, cancellationToken).ConfigureAwait(false);
                }

                step.Of<StockLocation>().UpdateRange(others);
                foreach (var changed in (IEnumerable<StockLocation>)[after, .. others])
                {
                    step.Append(EventKinds.LocationChanged, changed.Id);
                }

                return before is null ? step.Of<StockLocation>().Add(after) : step.Of<StockLocation>().Update(after);
            },
            cancellationToken);
    }

    /// <summary>Says that a product is stocked, and how: its cost method, and whether each unit has a serial, which change only without stock.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="product">The product, of goods.</param>
    /// <param name="method">How what leaves is costed.</param>
    /// <param name="isSerialized">Whether each unit has a serial.</param>
    /// <param name="defaultLocation">Where it is received when nothing else is said, or <see langword="null"/>.</param>
    /// <param name="needsNoProcurement">Whether what is needed of it counts as being there, and is never ordered for a demand; also for what was asked for before.</param>
    /// <param name="makesDevices">Whether each unit that is delivered of it from now on is a device of its customer, though it has no serial.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How it is stocked.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such product or location.</exception>
    /// <exception cref="RuleViolationException"><c>product.in_use</c>: there is stock; <c>product.not_serialized</c>: each serial can't have its own cost; <c>product.not_stocked</c>: it isn't goods; <c>stock.bad_place</c>.</exception>
    [RequiresPermission(Permission.ManageCatalog)]
    public async Task<StockedProduct> StockAsync(
        Actor actor,
        Id<Product> product,
        CostMethod method,
        bool isSerialized = false,
        Id<StockLocation>? defaultLocation = null,
        bool needsNoProcurement = false,
        bool makesDevices = false,
        CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageCatalog);
        Border.Check(method);
        var isNew = false;
        var stored = await store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.RequireInventoryAsync(cancellationToken).ConfigureAwait(false);
                var sold = await step.Of<Product>().RequireAsync(product, cancellationToken).ConfigureAwait(false);
                if (sold.Kind != ProductKind.Goods)
                {
                    throw new RuleViolationException(InventoryErrors.NotStocked, "Only goods are stocked.", product.Value);
                }

                if (defaultLocation is { } id && await step.Of<StockLocation>().RequireAsync(id, cancellationToken).ConfigureAwait(false) is not { IsActive: true, Kind: LocationKind.Warehouse or LocationKind.Van })
                {
                    throw new RuleViolationException(InventoryErrors.BadPlace, "A product is received at an active warehouse or van.", id.Value);
                }

                var before = await step.Of<StockedProduct>().FindAsync(new(product.Value), cancellationToken).ConfigureAwait(false);
                var after = (before ?? new() { Id = new(product.Value), Tenant = step.Tenant, Product = product, Method = method }) with
                {
                    Method = method,
                    IsSerialized = isSerialized,
                    DefaultLocation = defaultLocation,
                    NeedsNoProcurement = needsNoProcurement,
                    MakesDevices = makesDevices,
                };
                if (after == before)
                {
                    return before;
                }

                StockedProducts.RequireFits(after);
                if (before is not null && (before.Method != after.Method || before.IsSerialized != after.IsSerialized))
                {
                    await step.RequireUncountedAsync(after, cancellationToken).ConfigureAwait(false);
                }

                if (before is not null && before.NeedsNoProcurement != after.NeedsNoProcurement)
                {
                    await foreach (var demand in step.Of<Demand>().QueryAsync(DemandRecords.OpenOfProduct(product), cancellationToken).ConfigureAwait(false))
                    {
                        step.Stage(demand with { NeedsNoProcurement = after.NeedsNoProcurement }, demand);
                    }
                }

                isNew = before is null;
                step.Append(EventKinds.StockedProductChanged, after.Id);
                return before is null ? step.Of<StockedProduct>().Add(after) : step.Of<StockedProduct>().Update(after);
            },
            cancellationToken).ConfigureAwait(false);
        if (isNew)
        {
            await store.EnsureDemandsAsync(clock, actor, of: null, cancellationToken).ConfigureAwait(false);
        }

        return stored.ShownTo(actor);
    }

    /// <summary>Says how much of a product is to be at a location, and where in it.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="product">The product, stocked.</param>
    /// <param name="location">The location.</param>
    /// <param name="minimum">Below what is reordered, in the base unit.</param>
    /// <param name="maximum">Up to what is reordered.</param>
    /// <param name="bin">The shelf, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored item.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such location.</exception>
    /// <exception cref="RuleViolationException"><c>product.not_stocked</c>, <c>stock_item.bad_value</c>.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public Task<StockItem> SaveItemAsync(
        Actor actor, Id<Product> product, Id<StockLocation> location, decimal minimum, decimal maximum, string? bin = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSettings);
        Border.Check(minimum);
        Border.Check(maximum);
        Border.CheckOptional(bin);
        if (minimum < 0m || maximum < minimum || !Decimals.Fits(minimum, Decimals.OfQuantities) || !Decimals.Fits(maximum, Decimals.OfQuantities))
        {
            throw new RuleViolationException(InventoryErrors.BadItem, "A minimum is zero or above, and a maximum at least the minimum.", product.Value, location.Value);
        }

        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.RequireInventoryAsync(cancellationToken).ConfigureAwait(false);
                await step.StockedAsync(product, cancellationToken).ConfigureAwait(false);
                await step.Of<StockLocation>().RequireAsync(location, cancellationToken).ConfigureAwait(false);
                var id = StockBooks.ItemOf(step.Tenant, product, location);
                var before = await step.Of<StockItem>().FindAsync(id, cancellationToken).ConfigureAwait(false);
                var after = (before ?? new() { Id = id, Tenant = step.Tenant, Product = product, Location = location }) with { Minimum = minimum, Maximum = maximum, Bin = TextEnds.Trim(bin) };
                if (after == before)
                {
                    return before;
                }

                step.Append(EventKinds.StockItemChanged, id);
                return before is null ? step.Of<StockItem>().Add(after) : step.Of<StockItem>().Update(after);
            },
            cancellationToken);
    }

    /// <summary>Deletes a stock item: nothing is to be at the location any more, and nothing is.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The item.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is gone.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such item.</exception>
    /// <exception cref="RuleViolationException"><c>stock_item.not_empty</c>.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public Task DeleteItemAsync(Actor actor, Id<StockItem> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSettings);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.RequireInventoryAsync(cancellationToken).ConfigureAwait(false);
                var item = await step.Of<StockItem>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var there = await step.Of<StockBalance>().FindAsync(StockBook.IdOf(step.Tenant, item.Product, new(item.Location)), cancellationToken).ConfigureAwait(false);
                if (there is not null && !there.IsEmpty())
                {
                    throw new RuleViolationException(InventoryErrors.ItemNotEmpty, "Goods of the item are there: move them first.", id.Value);
                }

                step.Of<StockItem>().Remove(item);
                step.Append(EventKinds.StockItemChanged, id, to: "Deleted");
                return true;
            },
            cancellationToken);
    }

    private static void Require(Actor actor, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission);
    }
}
