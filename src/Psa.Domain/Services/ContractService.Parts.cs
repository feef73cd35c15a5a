using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.Records;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Usage;

namespace Psa.Services;

public sealed partial class ContractService
{
    /// <summary>Adds a part to a contract.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="part">What was agreed; may be back-dated.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored part.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="RuleViolationException"><c>product.inactive</c>; <c>price.inactive_list</c>: it follows the catalog, and the price list is switched off.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with it.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<ContractPart> AddPartAsync(Actor actor, Id<Contract> id, NewContractPart part, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(part);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var guard = await step.GuardAsync(id, cancellationToken).ConfigureAwait(false);
                var contract = await step.Of<Contract>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                if (part.Id is { } given && await step.Of<ContractPart>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } known)
                {
                    return known.Contract == id ? known : throw new ConcurrencyConflictException(nameof(ContractPart), given.Value, 0, known.Version);
                }

                var added = part.ToPart(part.Id.OrNext(ids), contract);
                ValidationFailedException.ThrowIfAny(
                    ContractPartRules.RefusedPrice(part.PriceBehaviour, part.UnitPrice, nameof(part.UnitPrice)) is { } refused ? [refused, .. added.Validate(contract)] : added.Validate(contract), id.Value);
                await step.RequireReferencesAsync(contract, added, before: null, cancellationToken).ConfigureAwait(false);
                guard.Write();
                if (contract.Status.IsBilled)
                {
                    step.Added(contract, added);
                }

                var stored = step.Of<ContractPart>().Add(added);
                step.Append(id, EventKinds.ContractPartAdded, stored.Id);
                return stored;
            },
            cancellationToken);
    }

    /// <summary>Changes what a part bills from a day on. What the entry leaves out stays as it was; a change is a new entry, never an overwrite, and of two of the same day this one wins.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The part.</param>
    /// <param name="terms">What changes; may be back-dated, and then the next run bills the difference.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed part; its entry has an id, by which it can be withdrawn.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such part.</exception>
    /// <exception cref="RuleViolationException"><c>contract.bad_terms</c>: the entry states nothing, or has the id of another.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong, for example <c>contract.bad_terms</c>: a day is left without what its scheme needs.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<ContractPart> ChangeTermsAsync(Actor actor, Id<ContractPart> id, PartTerms terms, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(terms);
        var entry = terms;
        return ChangePartAsync(
            actor,
            id,
            (_, part) =>
            {
                // what is said already needs no id: nothing is written
                entry = part.WithTerms(terms) == part ? terms : terms with { Id = terms.Id.OrNext(ids) };
                return new(part.WithTerms(terms) == part ? part : part.WithTerms(entry));
            },
            _ => entry,
            terms.Note,
            cancellationToken);
    }

    /// <summary>Changes the committed quantity from a day on; price, discount and scheme stay.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The part.</param>
    /// <param name="quantity">The quantity, up to 15 decimals.</param>
    /// <param name="from">The day from which it holds; may be back-dated, and then the next run bills the difference.</param>
    /// <param name="note">Why, shown in explanations, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed part.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such part.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong, for example <c>contract.bad_terms</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<ContractPart> ChangeQuantityAsync(
        Actor actor, Id<ContractPart> id, decimal quantity, LocalDate from, string? note = null, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return ChangeTermsAsync(actor, id, new(from, Quantity: quantity, Note: note), cancellationToken);
    }

    /// <summary>Changes the agreed price from a day on; quantity, discount and scheme stay. Escalations raise it from there.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The part.</param>
    /// <param name="price">The price of a unit a full period.</param>
    /// <param name="from">The day from which it holds; may be back-dated, and then the next run bills the difference.</param>
    /// <param name="note">Why, shown in explanations, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed part.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such part.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong, for example <c>contract.bad_terms</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<ContractPart> ChangePriceAsync(
        Actor actor, Id<ContractPart> id, UnitPrice price, LocalDate from, string? note = null, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return ChangeTermsAsync(actor, id, new(from, UnitPrice: price, Note: note), cancellationToken);
    }

    /// <summary>Changes the discount from a day on; quantity, price and scheme stay.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The part.</param>
    /// <param name="discount">The discount; <see cref="Discount.None"/> for none any more.</param>
    /// <param name="from">The day from which it holds; may be back-dated, and then the next run bills the difference.</param>
    /// <param name="note">Why, shown in explanations, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed part.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such part.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong, for example <c>contract.bad_terms</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<ContractPart> ChangeDiscountAsync(
        Actor actor, Id<ContractPart> id, Discount discount, LocalDate from, string? note = null, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(discount);
        return ChangeTermsAsync(actor, id, new(from, Discount: discount, Note: note), cancellationToken);
    }

    /// <summary>Changes from a day on how a quantity becomes an amount; the quantity stays, and the price when none is given.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The part.</param>
    /// <param name="pricing">The scheme.</param>
    /// <param name="from">The day from which it holds; may be back-dated, and then the next run bills the difference.</param>
    /// <param name="price">The agreed price where the scheme takes another one, or <see langword="null"/> for as before.</param>
    /// <param name="note">Why, shown in explanations, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed part.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such part.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong, for example <c>contract.bad_terms</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<ContractPart> ChangePricingAsync(
        Actor actor, Id<ContractPart> id, PricingScheme pricing, LocalDate from, UnitPrice? price = null, string? note = null, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(pricing);
        return ChangeTermsAsync(actor, id, new(from, UnitPrice: price, Pricing: pricing, Note: note), cancellationToken);
    }

    /// <summary>Withdraws an entry of a part's terms: then it is as if it had never been, and the next run bills the difference. The entry stays in the list, with who withdrew it.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The part.</param>
    /// <param name="entry">The entry's id.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed part; as it is, when the entry was withdrawn before.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such part.</exception>
    /// <exception cref="RuleViolationException"><c>contract.reason_missing</c>.</exception>
    /// <exception cref="ValidationFailedException"><c>contract.bad_terms</c>: it would leave a day without what its scheme needs.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<ContractPart> WithdrawTermsAsync(Actor actor, Id<ContractPart> id, Id<PartTerms> entry, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        RequireReason(reason, id.Value);
        return ChangePartAsync(
            actor,
            id,
            (step, part) => new(part.WithoutTerms(entry, new(step.Actor.DisplayName, step.Now, reason.Trim()))),
            after => after.Terms.AsEnumerable().First(terms => terms.Id == entry),
            reason,
            cancellationToken);
    }

    /// <summary>Stores a changed part: its text, dates, trial, and until it was billed also product, unit, kind, source, price behaviour, tax code and opening balance. Terms have steps of their own.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="part">The changed part with the version it was loaded with.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored part.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such part.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>contract.own_step</c>: the terms differ; <c>contract.fixed</c>: it can't move to another contract; <c>contract.part_fixed</c>: it was billed, so end it and add another; <c>product.inactive</c>, <c>price.inactive_list</c>: of another product, or one whose price follows the catalog from now on.
    /// </exception>
    /// <exception cref="ValidationFailedException">All that is wrong with it.</exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed it meanwhile.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<ContractPart> UpdatePartAsync(Actor actor, ContractPart part, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(part);
        return ChangePartAsync(
            actor,
            part.Id,
            async (step, before) =>
            {
                Reads.RequireVersion(part, before);
                if (before.Contract != part.Contract || before.Customer != part.Customer)
                {
                    throw new RuleViolationException(ContractErrors.Fixed, "A part stays with its contract: end it and add another there.", part.Id.Value).At(before.Contract != part.Contract ? nameof(part.Contract) : nameof(part.Customer));
                }

                if (before.Terms != part.Terms)
                {
                    throw new RuleViolationException(ContractErrors.OwnStep, "Quantity, price and scheme are changed by ChangeTermsAsync, from a day on.", part.Id.Value).At(nameof(part.Terms));
                }

                if (!before.BillsAs(part))
                {
                    var contract = await step.Of<Contract>().RequireAsync(before.Contract, cancellationToken).ConfigureAwait(false);
                    await RequireUnbilledAsync(step, contract, before, part, cancellationToken).ConfigureAwait(false);
                }

                return part;
            },
            entry: null,
            reason: null,
            cancellationToken);
    }

    /// <summary>Changes a part's first and last day.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The part.</param>
    /// <param name="effectiveFrom">The first day, or <see langword="null"/> for the contract's.</param>
    /// <param name="lastDay">The last day, included, or <see langword="null"/> for the contract's.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed part.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such part.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong, for example <c>contract.part_outside</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<ContractPart> ChangePartDatesAsync(Actor actor, Id<ContractPart> id, LocalDate? effectiveFrom, LocalDate? lastDay, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.CheckOptional(effectiveFrom);
        Border.CheckOptional(lastDay);
        return ChangePartAsync(actor, id, (_, part) => new(part with { EffectiveFrom = effectiveFrom, LastDay = lastDay }), entry: null, reason: null, cancellationToken);
    }

    /// <summary>Removes a part of a draft contract. One that has been in force is ended instead, by its last day.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The part.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The removed part.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such part.</exception>
    /// <exception cref="RuleViolationException"><c>contract.part_in_force</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<ContractPart> RemovePartAsync(Actor actor, Id<ContractPart> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var part = await step.Of<ContractPart>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var guard = await step.GuardAsync(part.Contract, cancellationToken).ConfigureAwait(false);
                var contract = await step.Of<Contract>().RequireAsync(part.Contract, cancellationToken).ConfigureAwait(false);
                if (contract.Status != ContractStatus.Draft)
                {
                    throw new RuleViolationException(ContractErrors.PartInForce, "The contract is no draft any more: end the part by a last day.", id.Value);
                }

                guard.Write();
                step.Of<ContractPart>().Remove(part);
                step.Append(part.Contract, EventKinds.ContractPartRemoved, id);
                return part;
            },
            cancellationToken);
    }

    /// <summary>Lists the parts of a contract.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The contract.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The parts, in the order of their ids.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    [RequiresPermission(Permission.ViewContracts)]
    public Task<ValueList<ContractPart>> PartsOfAsync(Actor actor, Id<Contract> id, CancellationToken cancellationToken = default)
    {
        RequireView(actor, id.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var contract = await FindAsync(session, actor, id, cancellationToken).ConfigureAwait(false) ?? throw new EntityNotFoundException(nameof(Contract), id.Value);
                return (await session.PartsOfAsync(contract, cancellationToken).ConfigureAwait(false)).ToValueList();
            },
            cancellationToken);
    }

    // an item of whatever fate: it holds what the part billed as
    private static async Task RequireUnbilledAsync(Step step, Contract contract, ContractPart part, ContractPart after, CancellationToken cancellationToken)
    {
        await step.HoldAsync(part, cancellationToken).ConfigureAwait(false);

        // found at its start most often; its dates may have been others
        var start = BillingSlots.StartOf(contract, part.FirstDay(contract));
        if (await IsBilledAsync(start).ConfigureAwait(false) || await IsBilledAsync(LocalDate.MinIsoValue).ConfigureAwait(false))
        {
            throw new RuleViolationException(
                ContractErrors.PartFixed,
                "The part was billed, so product, unit, kind, hours, quantity source, price behaviour, tax code and opening balance stay: end it by a last day and add another part.",
                part.Id.Value).At([.. part.FixedFieldsOtherThan(after)]);
        }

        async Task<bool> IsBilledAsync(LocalDate from) =>
            await step.Of<SalesItem>().FirstAsync(SalesItemRecords.OfSource(SalesItemSource.ContractPart, part.Id.Value, from), cancellationToken).ConfigureAwait(false) is not null;
    }

    private Task<ContractPart> ChangePartAsync(
        Actor actor,
        Id<ContractPart> id,
        Func<Step, ContractPart, ValueTask<ContractPart>> change,
        Func<ContractPart, PartTerms>? entry,
        string? reason,
        CancellationToken cancellationToken) =>
        store.StepAsync(clock, actor, step => step.ChangePartAsync(id, change, entry, reason, cancellationToken), cancellationToken);
}
