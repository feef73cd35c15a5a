using Psa.Access;
using Psa.Catalog;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <content>What is read of it.</content>
public sealed partial class CatalogService
{
    /// <summary>Finds a product.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The product.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The product, without costs for who doesn't view them; or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewCatalog)]
    public async Task<Product?> FindProductAsync(Actor actor, Id<Product> id, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewCatalog, Permission.ManageCatalog, Grants.None, id.Value);
        return (await store.ReadAsync(actor.Tenant, session => session.Of<Product>().FindAsync(id, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false))?.ShownTo(actor);
    }

    /// <summary>Lists products, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewCatalog)]
    public async Task<Page<Product>> ListProductsAsync(Actor actor, ProductFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewCatalog, Permission.ManageCatalog);
        return (await store.PageAsync(actor.Tenant, filter, page, ProductRecords.Matching, cancellationToken).ConfigureAwait(false)).Select(record => record.ShownTo(actor));
    }

    /// <summary>Finds a price list.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The price list.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The price list, without the prices that follow from costs for who doesn't view these; or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewCatalog)]
    public async Task<PriceList?> FindPriceListAsync(Actor actor, Id<PriceList> id, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewCatalog, Permission.ManageCatalog, Grants.None, id.Value);
        return (await store.ReadAsync(actor.Tenant, session => session.Of<PriceList>().FindAsync(id, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false))?.ShownTo(actor);
    }

    /// <summary>Lists price lists, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewCatalog)]
    public async Task<Page<PriceList>> ListPriceListsAsync(Actor actor, PriceListFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewCatalog, Permission.ManageCatalog);
        return (await store.PageAsync(actor.Tenant, filter, page, PriceListRecords.Matching, cancellationToken).ConfigureAwait(false)).Select(record => record.ShownTo(actor));
    }

    /// <summary>Finds a unit group.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The unit group.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The unit group, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewCatalog)]
    public Task<UnitGroup?> FindUnitGroupAsync(Actor actor, Id<UnitGroup> id, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewCatalog, Permission.ManageCatalog, Grants.None, id.Value);
        return store.ReadAsync(actor.Tenant, session => session.Of<UnitGroup>().FindAsync(id, cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Lists unit groups, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewCatalog)]
    public Task<Page<UnitGroup>> ListUnitGroupsAsync(Actor actor, UnitGroupFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewCatalog, Permission.ManageCatalog);
        return store.PageAsync(actor.Tenant, filter, page, UnitGroupRecords.Matching, cancellationToken);
    }

    /// <summary>Finds a volume discount.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The volume discount.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The volume discount, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewCatalog)]
    public Task<VolumeDiscount?> FindVolumeDiscountAsync(Actor actor, Id<VolumeDiscount> id, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewCatalog, Permission.ManageCatalog, Grants.None, id.Value);
        return store.ReadAsync(actor.Tenant, session => session.Of<VolumeDiscount>().FindAsync(id, cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Lists volume discounts, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewCatalog)]
    public Task<Page<VolumeDiscount>> ListVolumeDiscountsAsync(Actor actor, VolumeDiscountFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewCatalog, Permission.ManageCatalog);
        return store.PageAsync(actor.Tenant, filter, page, VolumeDiscountRecords.Matching, cancellationToken);
    }

    /// <summary>Finds the tenant's tax table.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The table, or <see langword="null"/> before there is one.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewBillingSetup)]
    public Task<TaxTable?> FindTaxTableAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewBillingSetup, Permission.ManageBillingSetup);
        return store.ReadAsync(actor.Tenant, session => session.Of<TaxTable>().FirstAsync(RecordType<TaxTable>.All, cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Finds a billing entity.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The billing entity.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The billing entity, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewBillingSetup)]
    public Task<BillingEntity?> FindBillingEntityAsync(Actor actor, Id<BillingEntity> id, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewBillingSetup, Permission.ManageBillingSetup, Grants.None, id.Value);
        return store.ReadAsync(actor.Tenant, session => session.Of<BillingEntity>().FindAsync(id, cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Lists billing entities, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewBillingSetup)]
    public Task<Page<BillingEntity>> ListBillingEntitiesAsync(Actor actor, BillingEntityFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewBillingSetup, Permission.ManageBillingSetup);
        return store.PageAsync(actor.Tenant, filter, page, BillingEntityRecords.Matching, cancellationToken);
    }
}
