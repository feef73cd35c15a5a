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
/// Products, bundles, units, price lists, volume discounts, taxes and the companies that bill. Each call stores a whole record: a new one with version 0, or a changed one with the version it was loaded with.
/// A new price counts for periods that are not billed yet.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events.</param>
/// <param name="ids">Makes ids for records that come with an empty one.</param>
/// <param name="repricing">Prices open documents anew that follow the catalog.</param>
public sealed partial class CatalogService(IPsaStore store, IClock clock, IIdGenerator ids, RepricingService repricing)
{
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

    private Task<T> SaveAsync<T>(
        Actor actor,
        T record,
        string kind,
        Func<Step, T, Task<IEnumerable<Problem>>> validate,
        CancellationToken cancellationToken)
        where T : class, IEntity<T> =>
        SaveAsync(actor, record, kind, async (step, _, saved) => (await validate(step, saved).ConfigureAwait(false), saved), static (_, _, _) => { }, cancellationToken);

    /// <summary>Stores a record.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="record">The record.</param>
    /// <param name="kind">The kind of event.</param>
    /// <param name="validate">Says with the record as it was, or <see langword="null"/> of a new one, what is wrong with it, and which one is stored.</param>
    /// <param name="changed">Told what was stored before, and what is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    private Task<T> SaveAsync<T>(
        Actor actor,
        T record,
        string kind,
        Func<Step, T?, T, Task<(IEnumerable<Problem> Problems, T Record)>> validate,
        Action<Step, T?, T> changed,
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
                T? before = null;
                if (record.Version != 0)
                {
                    before = await step.Of<T>().RequireAsync(record.Id, cancellationToken).ConfigureAwait(false);
                    Reads.RequireVersion(record, before);
                }
                else if (await step.Of<T>().FindAsync(record.Id, cancellationToken).ConfigureAwait(false) is { } made && RecordTypes.Of<T>().WithVersion(made, 0) == record)
                {
                    return made; // the same was saved before: whoever comes second gets what is done
                }

                var (problems, complete) = await validate(step, before, record).ConfigureAwait(false);
                ValidationFailedException.ThrowIfAny(problems.ToValueList(), record.Id.Value);
                var stored = before is null ? step.Of<T>().Add(complete) : step.Of<T>().Update(complete);
                step.Append(kind, stored.Id);
                changed(step, before, stored);
                return stored;
            },
            cancellationToken);
    }
}
