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
/// Contracts and their parts. Every change is checked as a whole and reported with all its problems; it may be back-dated, and then the next run bills the difference.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events, and today in UTC.</param>
/// <param name="ids">Makes ids.</param>
public sealed partial class ContractService(IPsaStore store, IClock clock, IIdGenerator ids)
{
    /// <summary>Drafts a contract with its parts.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="contract">What was agreed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored draft; it bills nothing until it is activated.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer or billing entity.</exception>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>: ask for it and repeat the step, or use the wizard.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with contract and parts.</exception>
    /// <exception cref="RuleViolationException"><c>contract.billing_entity_missing</c>; <c>contract.number_missing</c>; <c>numbering.not_confirmed</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> CreateAsync(Actor actor, NewContract contract, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(contract);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (await step.FindMadeAsync(contract, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made;
                }

                var customer = await step.Of<Customer>().RequireAsync(contract.Customer, cancellationToken).ConfigureAwait(false);
                var (draft, _) = await step.DraftAsync(contract, customer, ids, cancellationToken).ConfigureAwait(false);
                return draft;
            },
            cancellationToken);
    }

    /// <summary>Stores a contract's own words: name, number, payment, delivery, purchase order, proration, renewal, escalation. Dates, cycle and status have steps of their own.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="contract">The changed contract with the version it was loaded with.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored contract.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="RuleViolationException"><c>contract.own_step</c>; <c>contract.fixed</c>: customer, billing entity or currency.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with it.</exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed it meanwhile.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> UpdateAsync(Actor actor, Contract contract, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(contract);
        return ChangeAsync(
            actor,
            contract.Id,
            EventKinds.ContractChanged,
            before =>
            {
                Reads.RequireVersion(contract, before);
                RequireOwnSteps(before, contract);
                return contract;
            },
            reason: null,
            cancellationToken);
    }

    /// <summary>Brings a draft into force.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The active contract.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with contract and parts.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> ActivateAsync(Actor actor, Id<Contract> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return ChangeAsync(actor, id, EventKinds.ContractActivated, contract => contract.Activate(actor), reason: null, cancellationToken);
    }

    /// <summary>Drops a draft.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The discarded contract.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> DiscardAsync(Actor actor, Id<Contract> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return ChangeAsync(actor, id, EventKinds.ContractDiscarded, contract => contract.Discard(actor), reason: null, cancellationToken);
    }

    /// <summary>Changes first and last day; parts must still lie within. Parts that start with the contract and now start earlier have their first quantity and price from there on.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="effectiveFrom">The first day.</param>
    /// <param name="lastDay">The last day, included, or <see langword="null"/> for an open term.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed contract.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong, for example <c>contract.part_outside</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> ChangeDatesAsync(Actor actor, Id<Contract> id, LocalDate effectiveFrom, LocalDate? lastDay, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(effectiveFrom);
        Border.CheckOptional(lastDay);
        return ChangeAsync(
            actor,
            id,
            EventKinds.ContractChanged,
            contract => contract.WithDates(effectiveFrom, lastDay),
            reason: null,
            cancellationToken,
            static (part, contract) => part.EffectiveFrom is null ? part.KnownFrom(contract.EffectiveFrom) : part);
    }

    /// <summary>Changes the billing cycle from a day on: the old cycle's last period ends there.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="cycle">The new cycle; may be back-dated to the contract's first day.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed contract.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong, for example <c>contract.bad_cycles</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> ChangeCycleAsync(Actor actor, Id<Contract> id, CycleTerms cycle, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(cycle);
        return ChangeAsync(actor, id, EventKinds.ContractChanged, contract => contract.WithCycle(cycle), reason: null, cancellationToken);
    }

    /// <summary>Lets services rest. Without a last day the contract stands at Suspended until it is resumed; with one it is a fact about days and the status stays.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="suspension">The days, which bill nothing; may be back-dated.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed contract.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    /// <exception cref="ValidationFailedException"><c>contract.suspensions_overlap</c>, <c>contract.end_before_start</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> SuspendAsync(Actor actor, Id<Contract> id, Suspension suspension, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(suspension);
        return ChangeAsync(actor, id, EventKinds.ContractSuspended, contract => contract.Suspend(suspension, actor), suspension.Reason, cancellationToken);
    }

    /// <summary>Ends the open suspension.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="firstDay">The first day on which services run again; the suspension's first day or an earlier one takes it back as a whole.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The active contract.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>, <c>contract.not_suspended</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> ResumeAsync(Actor actor, Id<Contract> id, LocalDate firstDay, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(firstDay);
        return ChangeAsync(actor, id, EventKinds.ContractResumed, contract => contract.Resume(firstDay, actor), reason: null, cancellationToken);
    }

    /// <summary>Ends a contract before its time, or by notice. What was billed in advance beyond the end is credited by the next run, if it is prorated.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="request">When, why, and when notice was given.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The terminated contract.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>, <c>contract.reason_missing</c>, <c>contract.notice_too_short</c>.</exception>
    /// <exception cref="ValidationFailedException"><c>contract.end_before_start</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> TerminateAsync(Actor actor, Id<Contract> id, TerminationRequest request, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(request);
        return ChangeAsync(actor, id, EventKinds.ContractTerminated, (contract, today) => contract.Terminate(request, today, actor), request.Reason, cancellationToken);
    }

    /// <summary>Takes back a termination, or brings an expired contract into force again; <see cref="RenewAsync"/> gives that one a new end as well.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The active contract.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> ReinstateAsync(Actor actor, Id<Contract> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return ChangeAsync(actor, id, EventKinds.ContractReinstated, contract => contract.Reinstate(actor), reason: null, cancellationToken);
    }

    /// <summary>Gives a contract another term; an expired one comes into force again.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="lastDay">The new last day; <see cref="ContractTerm.NextLastDay"/> gives the one of the agreed months of renewal. To one that it has already, nothing is done.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The renewed contract.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="RuleViolationException"><c>contract.cannot_renew</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> RenewAsync(Actor actor, Id<Contract> id, LocalDate lastDay, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(lastDay);
        return ChangeAsync(actor, id, EventKinds.ContractRenewed, contract => contract.Renew(lastDay, actor), reason: null, cancellationToken);
    }

    /// <summary>Notes that a contract's end has passed, as of today in UTC. It bills nothing less: dates decide that.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The expired contract.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>, <c>contract.not_ended</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> ExpireAsync(Actor actor, Id<Contract> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return ChangeAsync(actor, id, EventKinds.ContractExpired, (contract, today) => contract.Expire(today, actor), reason: null, cancellationToken);
    }

    /// <summary>Finds a contract.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The contract.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The contract, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract?> FindAsync(Actor actor, Id<Contract> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return store.ReadAsync(actor.Tenant, session => session.Of<Contract>().FindAsync(id, cancellationToken).AsTask(), cancellationToken);
    }

    private static void Require(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.EditContracts, records);
    }

    private static void RequireOwnSteps(Contract before, Contract after)
    {
        if (before.Customer != after.Customer || before.BillingEntity != after.BillingEntity || before.Currency != after.Currency)
        {
            throw new RuleViolationException(ContractErrors.Fixed, "Customer, billing entity and currency of a contract don't change: end it and write another.", before.Id.Value);
        }

        var isOwnStep = before.Status != after.Status
            || before.EffectiveFrom != after.EffectiveFrom
            || before.LastDay != after.LastDay
            || before.Termination != after.Termination
            || before.Cycles != after.Cycles
            || before.Suspensions != after.Suspensions;
        if (isOwnStep)
        {
            throw new RuleViolationException(ContractErrors.OwnStep, "Status, dates, cycle and suspensions are changed by their own calls.", before.Id.Value);
        }
    }

    private Task<Contract> ChangeAsync(
        Actor actor,
        Id<Contract> id,
        string kind,
        Func<Contract, Contract> change,
        string? reason,
        CancellationToken cancellationToken,
        Func<ContractPart, Contract, ContractPart>? changePart = null) =>
        ChangeAsync(actor, id, kind, (_, contract) => new(change(contract)), reason, changePart, cancellationToken);

    private Task<Contract> ChangeAsync(
        Actor actor, Id<Contract> id, string kind, Func<Contract, LocalDate, Contract> change, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(
            actor,
            id,
            kind,
            async (step, contract) => change(contract, await step.TodayAsync(cancellationToken).ConfigureAwait(false)),
            reason,
            changePart: null,
            cancellationToken);

    private Task<Contract> ChangeAsync(
        Actor actor,
        Id<Contract> id,
        string kind,
        Func<Step, Contract, ValueTask<Contract>> change,
        string? reason,
        Func<ContractPart, Contract, ContractPart>? changePart,
        CancellationToken cancellationToken) =>
        store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var guard = await step.GuardAsync(id, cancellationToken).ConfigureAwait(false);
                var before = await step.Of<Contract>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var after = await change(step, before).ConfigureAwait(false);
                if (after == before)
                {
                    return before; // it was done before: whoever comes second gets what is done
                }

                var parts = await step.PartsOfAsync(before, cancellationToken).ConfigureAwait(false);
                var changed = changePart is null ? parts : parts.ConvertAll(part => changePart(part, after));
                ValidationFailedException.ThrowIfAny(after.Validate(changed), id.Value);
                guard.Write();
                step.Changed(before, after, changed);
                step.Of<ContractPart>().UpdateRange(changed.FindAll(part => !parts.Contains(part)));
                var stored = step.Of<Contract>().Update(after);
                step.Append(kind, id, before.Status.Name, after.Status.Name, reason);
                return stored;
            },
            cancellationToken);
}
