using System.Linq;
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
                if (problems.Count > 0)
                {
                    return problems;
                }

                await session.RequireTaxCodeAsync(saved.TaxCode, cancellationToken).ConfigureAwait(false);
                if (await session.Of<Product>().FirstAsync(ProductRecords.OfNumber(saved.Number), cancellationToken).ConfigureAwait(false) is { } other && other.Id != saved.Id)
                {
                    problems.Add(new(CatalogErrors.DuplicateProduct, $"The article number {saved.Number} is '{other.Name}' already: choose another.", nameof(saved.Number)));
                }

                if (saved is { IsActive: true, ServiceCode: { Length: > 0 } service })
                {
                    (await session.GuardServiceAsync(service, cancellationToken).ConfigureAwait(false)).Write();
                    await CheckServiceAsync(session, saved, service, problems, cancellationToken).ConfigureAwait(false);
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
                (await session.GuardAllAsync<PriceList>(cancellationToken).ConfigureAwait(false)).Write();
                var refused = new RefusedReferences();
                for (var i = 0; i < saved.Items.Count; i++)
                {
                    var product = saved.Items[i].Product;
                    await refused.TryAsync(FormattableString.Invariant($"Items[{i}].Product"), () => session.RequireProductAsync(product, cancellationToken)).ConfigureAwait(false);
                }

                refused.ThrowIfAny();

                // the one to be stored comes last, so that what overlaps with it is found there
                var lists = await session.Of<PriceList>().QueryAsync(RecordType<PriceList>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                lists.RemoveAll(other => other.Id == saved.Id);
                lists.Add(saved);
                var own = FormattableString.Invariant($"[{lists.Count - 1}]");
                return Prices.ValidateAll(lists).AsEnumerable().Select(problem => problem.Where.StartsWith(own, StringComparison.Ordinal)
                    ? problem with { Where = problem.Where[own.Length..].TrimStart('.') }
                    : problem);
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
            async (session, saved) =>
            {
                (await session.GuardAllAsync<TaxTable>(cancellationToken).ConfigureAwait(false)).Write();
                var problems = new List<Problem>(saved.Validate());
                await foreach (var other in session.Of<TaxTable>().QueryAsync(RecordType<TaxTable>.All, cancellationToken).ConfigureAwait(false))
                {
                    if (other.Id != saved.Id)
                    {
                        problems.Add(new(CatalogErrors.TaxTableExists, "A tenant has one tax table, and there is one already: change that."));
                    }
                }

                return problems;
            },
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
                (await session.GuardAllAsync<BillingEntity>(cancellationToken).ConfigureAwait(false)).Write();
                await session.RequireTaxCodeAsync(saved.TaxCode, cancellationToken).ConfigureAwait(false);
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

    private static async Task CheckServiceAsync(Step session, Product product, string service, List<Problem> problems, CancellationToken cancellationToken)
    {
        await foreach (var other in session.Of<Product>().QueryAsync(ProductRecords.OfService(service), cancellationToken).ConfigureAwait(false))
        {
            if (other.IsActive && other.Id != product.Id)
            {
                problems.Add(new(
                    CatalogErrors.DuplicateProduct,
                    $"The service {service} is sold as '{other.Name}' already: usage couldn't tell which of the two it is.",
                    nameof(product.ServiceCode)));
            }
        }
    }

    private Task<T> SaveAsync<T>(
        Actor actor,
        T record,
        string kind,
        Func<Step, T, Task<IEnumerable<Problem>>> validate,
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
                if (record.Version != 0)
                {
                    Reads.RequireVersion(record, await step.Of<T>().RequireAsync(record.Id, cancellationToken).ConfigureAwait(false));
                }
                else if (await step.Of<T>().FindAsync(record.Id, cancellationToken).ConfigureAwait(false) is { } made && RecordTypes.Of<T>().WithVersion(made, 0) == record)
                {
                    return made; // the same was saved before: whoever comes second gets what is done
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
