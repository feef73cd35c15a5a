using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.Records;
using Psa.Sellers;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Services;

/// <summary>
/// Products, price lists, taxes and the companies that bill. Each call stores a whole record: a new one with version 0, or a changed one with the version it was loaded with.
/// A new price counts for periods that are not billed yet.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events.</param>
/// <param name="ids">Makes ids for records that come with an empty one.</param>
public sealed class CatalogService(IPsaStore store, IClock clock, IIdGenerator ids)
{
    /// <summary>Stores a product.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="product">The product; with an empty id and version 0 it gets a new id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored product.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong: <c>product.incomplete</c>; <c>product.duplicate</c>, when number or service code are another's.</exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed it meanwhile.</exception>
    [RequiresPermission(Permission.ManageCatalog)]
    public Task<Product> SaveProductAsync(Actor actor, Product product, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageCatalog);
        Border.Check(product);
        return SaveAsync(
            actor,
            product.Id.IsEmpty ? product with { Id = ids.Next<Product>() } : product,
            EventKinds.ProductChanged,
            async (session, saved) =>
            {
                var problems = new List<Problem>(saved.Validate());
                await foreach (var other in session.Of<Product>().QueryAsync(RecordType<Product>.All, cancellationToken).ConfigureAwait(false))
                {
                    if (other.Id != saved.Id)
                    {
                        CheckUnique(saved, other, problems);
                    }
                }

                return problems;
            },
            cancellationToken);
    }

    /// <summary>Stores a price list.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="list">The list; with an empty id and version 0 it gets a new id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored list.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong, for example <c>price_list.overlap</c> with another list of the currency.</exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed it meanwhile.</exception>
    [RequiresPermission(Permission.ManageCatalog)]
    public Task<PriceList> SavePriceListAsync(Actor actor, PriceList list, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageCatalog);
        Border.Check(list);
        return SaveAsync(
            actor,
            list.Id.IsEmpty ? list with { Id = ids.Next<PriceList>() } : list,
            EventKinds.PriceListChanged,
            async (session, saved) =>
            {
                // the one to be stored comes last, so that what overlaps with it carries its place
                var lists = await session.Of<PriceList>().QueryAsync(RecordType<PriceList>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                lists.RemoveAll(other => other.Id == saved.Id);
                lists.Add(saved);
                return Prices.ValidateAll(lists);
            },
            cancellationToken);
    }

    /// <summary>Stores a tax table.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="table">The table; with an empty id and version 0 it gets a new id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored table.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with it.</exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed it meanwhile.</exception>
    [RequiresPermission(Permission.ManageBillingSetup)]
    public Task<TaxTable> SaveTaxTableAsync(Actor actor, TaxTable table, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageBillingSetup);
        Border.Check(table);
        return SaveAsync(
            actor,
            table.Id.IsEmpty ? table with { Id = ids.Next<TaxTable>() } : table,
            EventKinds.TaxTableChanged,
            static (_, saved) => Task.FromResult<IEnumerable<Problem>>(saved.Validate()),
            cancellationToken);
    }

    /// <summary>Stores a company that bills. When it becomes the tenant's default, the one before stops being it in the same commit.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="entity">The billing entity; with an empty id and version 0 it gets a new id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored entity.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with it; <c>billing_entity.code_taken</c>, when its code is another's.</exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed it meanwhile.</exception>
    [RequiresPermission(Permission.ManageBillingSetup)]
    public Task<BillingEntity> SaveBillingEntityAsync(Actor actor, BillingEntity entity, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageBillingSetup);
        Border.Check(entity);
        return SaveAsync(
            actor,
            entity.Id.IsEmpty ? entity with { Id = ids.Next<BillingEntity>() } : entity,
            EventKinds.BillingEntityChanged,
            async (session, saved) =>
            {
                var problems = new List<Problem>(saved.Validate());
                foreach (var other in await session.Of<BillingEntity>().QueryAsync(RecordType<BillingEntity>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false))
                {
                    if (other.Id == saved.Id)
                    {
                        continue;
                    }

                    if (string.Equals(other.Code, saved.Code, StringComparison.OrdinalIgnoreCase))
                    {
                        problems.Add(new(SellerErrors.EntityCodeTaken, $"The code {saved.Code} is {other.LegalName}'s: choose another.", nameof(saved.Code)));
                    }

                    if (saved.IsDefault && other.IsDefault)
                    {
                        session.Of<BillingEntity>().Update(other with { IsDefault = false });
                    }
                }

                return problems;
            },
            cancellationToken);
    }

    private static void Require(Actor actor, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission);
    }

    private static void CheckUnique(Product product, Product other, List<Problem> problems)
    {
        if (product.Number == other.Number)
        {
            problems.Add(new(CatalogErrors.DuplicateProduct, $"The article number {product.Number} is '{other.Name}' already: choose another.", nameof(product.Number)));
        }

        if (product is { IsActive: true, ServiceCode.Length: > 0 } && other.IsActive && product.ServiceCode == other.ServiceCode)
        {
            problems.Add(new(
                CatalogErrors.DuplicateProduct,
                $"The service {product.ServiceCode} is sold as '{other.Name}' already: usage couldn't tell which of the two it is.",
                nameof(product.ServiceCode)));
        }
    }

    private Task<T> SaveAsync<T>(
        Actor actor,
        T record,
        string kind,
        Func<IPsaSession, T, Task<IEnumerable<Problem>>> validate,
        CancellationToken cancellationToken)
        where T : class, IEntity<T>
    {
        if (record.Tenant != actor.Tenant)
        {
            throw new EntityNotFoundException(typeof(T).Name, record.Id.Value);
        }

        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (record.Version > 0)
                {
                    Reads.RequireVersion(record, await step.Of<T>().RequireAsync(record.Id, cancellationToken).ConfigureAwait(false));
                }

                var problems = await validate(step, record).ConfigureAwait(false);
                ValidationFailedException.ThrowIfAny(problems.ToValueList(), record.Id.Value);
                var stored = record.Version == 0 ? step.Of<T>().Add(record) : step.Of<T>().Update(record);
                step.Append(kind, stored.Id);
                return stored;
            },
            cancellationToken);
    }
}
