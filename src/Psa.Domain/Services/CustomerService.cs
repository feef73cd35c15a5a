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

/// <summary>Customers and their billing information. Complete information, however it is saved, turns all draft sales items of the customer and of all it pays for to Pending in the same commit.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="repricing">Prices open documents anew when price lists are assigned.</param>
public sealed partial class CustomerService(IPsaStore store, IClock clock, IIdGenerator ids, RepricingService repricing)
{
    /// <summary>Creates a customer.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="customer">What is known of it; billing information may be missing or incomplete.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored customer.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with it.</exception>
    /// <exception cref="RuleViolationException"><c>customer.number_taken</c>; <c>billing_entity.inactive</c>; <c>contact.not_open</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such parent.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Customer> CreateAsync(Actor actor, NewCustomer customer, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(customer);
        var created = customer.ToCustomer(customer.Id.OrNext(ids), actor.Tenant).KeepingContacts(before: null, id => id.OrNext(ids));
        ValidationFailedException.ThrowIfAny(created.Validate());
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (customer.Id is { } id && await step.Of<Customer>().FindAsync(id, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.Number == created.Number ? made.Shown() : throw new ConcurrencyConflictException(nameof(Customer), id.Value, 0, made.Version);
                }

                var parent = created is { ConsolidateBilling: true, Parent: { } above } ? (await step.GuardPayerAsync(above, cancellationToken).AtAsync(nameof(created.Parent)).ConfigureAwait(false)).Customer : null;
                await RequireFreeAsync(step, created, cancellationToken).ConfigureAwait(false);
                await step.RequireReferencesAsync(created.BillingInformation, before: null, cancellationToken).ConfigureAwait(false);
                var stored = step.Of<Customer>().Add(created.Under(parent));
                step.Append(EventKinds.CustomerCreated, stored.Id);
                return stored.Shown();
            },
            cancellationToken);
    }

    /// <summary>
    /// Stores a changed customer, billing information included. When its trial changes, what was billed is looked at again; when its parent or consolidation does, it and all below
    /// it get their new payer in the same commit.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="customer">The changed customer with the version it was loaded with.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored customer.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer, or no such parent.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with it.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>customer.number_taken</c>, <c>customer.parent_cycle</c>, <c>customer.own_step</c>: the price lists differ; <c>billing_information.in_use</c>; <c>customer.payer_derived</c>: another payer was given; <c>customer.payer_incomplete</c>:
    /// items that wait to be billed would come to a payer whose billing information isn't complete; the ids are those of their customers. <c>contact.not_open</c>: a contact's phone, job
    /// title or company contact is given and the customer doesn't manage its own profile; what is stored of them stays. <c>billing_entity.inactive</c>.
    /// </exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed it meanwhile.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Customer> UpdateAsync(Actor actor, Customer customer, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(customer);
        ValidationFailedException.ThrowIfAny(customer.Validate(), customer.Id.Value);
        return SaveAsync(
            actor,
            customer.Id,
            before =>
            {
                Reads.RequireVersion(customer, before);
                if (customer.PriceLists != before.PriceLists)
                {
                    throw new RuleViolationException(CustomerErrors.OwnStep, "Price lists are assigned and withdrawn by their own calls: leave them as they were read.", customer.Id.Value).At(nameof(customer.PriceLists));
                }

                return customer.Payer == before.Payer
                    ? customer.KeepingContacts(before, id => id.OrNext(ids))
                    : throw new RuleViolationException(CustomerErrors.PayerDerived, "Who pays follows from parent and consolidation: change those, and leave the payer as it was read.", customer.Id.Value).At(nameof(customer.Payer));
            },
            cancellationToken);
    }

    /// <summary>Stores a customer's billing information, complete or not.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The customer.</param>
    /// <param name="information">The billing information.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored customer; with complete information, no sales item of those it pays for is a draft any more.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer.</exception>
    /// <exception cref="ValidationFailedException"><c>billing_information.bad_value</c>: all that can't be right.</exception>
    /// <exception cref="RuleViolationException"><c>billing_information.in_use</c>: it would become incomplete while sales items of those it pays for are pending, or on drafts.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Customer> SaveBillingInformationAsync(Actor actor, Id<Customer> id, BillingInformation information, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(information);
        ValidationFailedException.ThrowIfAny(information.Validate(), id.Value);
        return SaveAsync(actor, id, before => before with { BillingInformation = information }, cancellationToken);
    }

    /// <summary>Removes a customer's billing information.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The customer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored customer.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer.</exception>
    /// <exception cref="RuleViolationException"><c>billing_information.in_use</c>: sales items of those it pays for are pending, or on drafts.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Customer> RemoveBillingInformationAsync(Actor actor, Id<Customer> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return SaveAsync(actor, id, before => before with { BillingInformation = null }, cancellationToken);
    }

    /// <summary>Finds a customer.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The customer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The customer, or <see langword="null"/>: also when it is none of a client's. Billing information is empty for those who may view no contracts, and a contact's phone, job title and company contact unless the customer manages its own profile.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewCustomers)]
    public Task<Customer?> FindAsync(Actor actor, Id<Customer> id, CancellationToken cancellationToken = default)
    {
        RequireView(actor, id.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session => (await session.Of<Customer>().FindAsync(id, cancellationToken).ConfigureAwait(false))?.ShownTo(actor),
            cancellationToken);
    }

    /// <summary>Finds a customer by its number.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="number">The number (debtor code).</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The customer, or <see langword="null"/>: also when it is none of a client's. Billing information is empty for those who may view no contracts, and a contact's phone, job title and company contact unless the customer manages its own profile.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewCustomers)]
    public Task<Customer?> FindByNumberAsync(Actor actor, string number, CancellationToken cancellationToken = default)
    {
        RequireView(actor);
        Border.CheckQuestion(number);
        return store.ReadAsync(
            actor.Tenant,
            async session => (await session.Of<Customer>().FirstAsync(CustomerRecords.OfNumber(TextEnds.Trim(number)), cancellationToken).ConfigureAwait(false))?.ShownTo(actor),
            cancellationToken);
    }

    private static void Require(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.EditContracts, records);
    }

    // the row that manages customers shows them, too
    private static void RequireView(Actor actor, params ReadOnlySpan<Guid> records) => actor.RequireView(Permission.ViewCustomers, Permission.EditContracts, Grants.Own, records);

    private static async Task RequireFreeAsync(Step session, Customer customer, CancellationToken cancellationToken)
    {
        if (await session.Of<Customer>().FirstAsync(CustomerRecords.OfNumber(customer.Number), cancellationToken).ConfigureAwait(false) is { } other && other.Id != customer.Id)
        {
            throw new RuleViolationException(CustomerErrors.NumberTaken, $"The number {customer.Number} is {other.Name}'s: choose another.", other.Id.Value).At(nameof(customer.Number));
        }

        var (parent, under) = (customer.Parent, new HashSet<Id<Customer>> { customer.Id });
        while (parent is { } id)
        {
            var above = await session.Of<Customer>().RequireAsync(id, cancellationToken).AsTask().AtAsync(nameof(customer.Parent)).ConfigureAwait(false);
            if (!under.Add(above.Id))
            {
                throw new RuleViolationException(CustomerErrors.ParentCycle, "The customer would be its own parent through others: choose another parent.", customer.Id.Value).At(nameof(customer.Parent));
            }

            parent = above.Parent;
        }
    }

    private Task<Customer> SaveAsync(Actor actor, Id<Customer> id, Func<Customer, Customer> change, CancellationToken cancellationToken) =>
        SaveAsync(actor, id, (_, before) => new(change(before)), reason: null, cancellationToken);

    private Task<Customer> SaveAsync(Actor actor, Id<Customer> id, Func<Step, Customer, ValueTask<Customer>> change, string? reason, CancellationToken cancellationToken) =>
        store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.Of<Customer>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var after = await change(step, before).ConfigureAwait(false);
                if (after == before)
                {
                    return before.Shown();
                }

                var isPlaced = after.Parent != before.Parent || after.ConsolidateBilling != before.ConsolidateBilling;
                if (isPlaced)
                {
                    (await step.GuardParentsAsync(cancellationToken).ConfigureAwait(false)).Write();
                }

                if (after.Number != before.Number || after.Parent != before.Parent)
                {
                    await RequireFreeAsync(step, after, cancellationToken).ConfigureAwait(false);
                }

                var moved = new List<Customer>();
                if (isPlaced)
                {
                    after = after.Under(after.Parent is { } parent ? await step.Of<Customer>().RequireAsync(parent, cancellationToken).ConfigureAwait(false) : null);
                    moved = await step.MovedAsync(before, after, cancellationToken).ConfigureAwait(false);
                }

                if (after with { BillingInformation = before.BillingInformation } != before)
                {
                    step.Append(EventKinds.CustomerChanged, id, reason: reason, data: DataOf(moved));
                }

                if (before.TrialLastDay != after.TrialLastDay)
                {
                    step.TrialChanged(before, after);
                }

                return (await step.SaveAsync(before, after, moved, cancellationToken).ConfigureAwait(false)).Shown();
            },
            cancellationToken);

    private static string DataOf(List<Customer> moved) => moved.Count == 0
        ? PsaEvent.NoData
        : PsaJson.Write(new() { Payer = moved[0].Payer, Customers = moved.Select(static customer => customer.Id).ToValueList() }, PsaJsonContext.Default.PayerMove);
}
