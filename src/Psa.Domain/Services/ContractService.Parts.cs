using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.Records;
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

                var added = part.ToPart(part.Id ?? ids.Next<ContractPart>(), contract);
                ValidationFailedException.ThrowIfAny(added.Validate(contract), id.Value);
                await step.RequireReferencesAsync(added, before: null, cancellationToken).ConfigureAwait(false);
                guard.Write();
                if (contract.Status.IsBilled)
                {
                    step.Added(contract, added);
                }

                var stored = step.Of<ContractPart>().Add(added);
                step.Append(EventKinds.ContractPartAdded, stored.Id);
                return stored;
            },
            cancellationToken);
    }

    /// <summary>Changes quantity, price or discount from a day on. A change is a new entry, never an overwrite; of two of the same day this one wins.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The part.</param>
    /// <param name="terms">The new terms; may be back-dated, and then the next run bills the difference.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed part.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such part.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong, for example <c>contract.price_missing</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<ContractPart> ChangeTermsAsync(Actor actor, Id<ContractPart> id, PartTerms terms, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(terms);
        return ChangePartAsync(actor, id, part => part.WithTerms(terms), terms.Note, cancellationToken);
    }

    /// <summary>Stores a changed part: its text, dates, trial, source, scheme, price behaviour, tax. Quantity and price have a step of their own.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="part">The changed part with the version it was loaded with.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored part.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such part.</exception>
    /// <exception cref="RuleViolationException"><c>contract.own_step</c>: the terms differ; <c>contract.fixed</c>: it can't move to another contract.</exception>
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
            before =>
            {
                Reads.RequireVersion(part, before);
                if (before.Contract != part.Contract || before.Customer != part.Customer)
                {
                    throw new RuleViolationException(ContractErrors.Fixed, "A part stays with its contract: end it and add another there.", part.Id.Value);
                }

                return before.Terms == part.Terms
                    ? part
                    : throw new RuleViolationException(ContractErrors.OwnStep, "Quantity and price are changed by ChangeTermsAsync, so that their history stays.", part.Id.Value);
            },
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
        return ChangePartAsync(actor, id, part => part with { EffectiveFrom = effectiveFrom, LastDay = lastDay }, reason: null, cancellationToken);
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
                step.Append(EventKinds.ContractPartRemoved, id);
                return part;
            },
            cancellationToken);
    }

    /// <summary>Raises the locked prices of a contract as agreed; each step is taken once, however often this is called.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="through">The last day on which a step may take effect.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The parts that changed.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<ValueList<ContractPart>> EscalateAsync(Actor actor, Id<Contract> id, LocalDate through, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(through);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var guard = await step.GuardAsync(id, cancellationToken).ConfigureAwait(false);
                var contract = await step.Of<Contract>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var changed = new List<ContractPart>();
                foreach (var part in await step.PartsOfAsync(contract, cancellationToken).ConfigureAwait(false))
                {
                    var risen = part.Escalate(contract, through);
                    if (risen != part)
                    {
                        step.Changed(contract, part, risen);
                        changed.Add(step.Of<ContractPart>().Update(risen));
                        step.Append(EventKinds.ContractPartChanged, part.Id, reason: risen.Terms[^1].Note);
                    }
                }

                if (changed.Count > 0)
                {
                    guard.Write();
                }

                return changed.ToValueList();
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
    [RequiresPermission(Permission.EditContracts)]
    public Task<ValueList<ContractPart>> PartsOfAsync(Actor actor, Id<Contract> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var contract = await session.Of<Contract>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                return (await session.PartsOfAsync(contract, cancellationToken).ConfigureAwait(false)).ToValueList();
            },
            cancellationToken);
    }

    private Task<ContractPart> ChangePartAsync(
        Actor actor, Id<ContractPart> id, Func<ContractPart, ContractPart> change, string? reason, CancellationToken cancellationToken) =>
        store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.Of<ContractPart>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var guard = await step.GuardAsync(before.Contract, cancellationToken).ConfigureAwait(false);
                var contract = await step.Of<Contract>().RequireAsync(before.Contract, cancellationToken).ConfigureAwait(false);
                var after = change(before);
                if (after == before)
                {
                    return before;
                }

                ValidationFailedException.ThrowIfAny(after.Validate(contract), id.Value);
                await step.RequireReferencesAsync(after, before, cancellationToken).ConfigureAwait(false);
                guard.Write();
                step.Changed(contract, before, after);
                var stored = step.Of<ContractPart>().Update(after);
                step.Append(EventKinds.ContractPartChanged, id, reason: reason);
                return stored;
            },
            cancellationToken);
}
