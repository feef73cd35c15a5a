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
/// <param name="clock">Gives the time of events, and today, the day where the tenant is.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="repricing">Prices open documents anew when price lists are assigned.</param>
public sealed partial class ContractService(IPsaStore store, IClock clock, IIdGenerator ids, RepricingService repricing)
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
    /// <exception cref="RuleViolationException"><c>contract.billing_entity_missing</c>; <c>billing_entity.inactive</c>; <c>contract.number_missing</c>; <c>numbering.not_confirmed</c>; <c>product.inactive</c>; <c>price.inactive_list</c>.</exception>
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

                var customer = await step.Of<Customer>().RequireAsync(contract.Customer, cancellationToken).AsTask().AtAsync(nameof(contract.Customer)).ConfigureAwait(false);
                var (draft, _) = await step.DraftAsync(contract, customer, ids, cancellationToken).ConfigureAwait(false);
                return draft;
            },
            cancellationToken);
    }

    /// <summary>Stores a contract's own words: name, number, payment, delivery, purchase order, renewal. Dates, cycle, proration, escalations and status have steps of their own.</summary>
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
                ContractEdits.RequireOwnSteps(before, contract);
                return contract;
            },
            reason: null,
            cancellationToken);
    }

    /// <summary>Brings a draft into force. When the payer owes more than its credit limit in the contract's currency, or is held, the tenant's policy decides: the answer warns, or it is refused.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="passReason">Why it is to come into force although the policy refuses it; it needs <see cref="Permission.ManageCredit"/> then, and stands in the event. Else it isn't needed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The active contract, with what speaks against it.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>: ask for it and repeat the step.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>; <c>billing_entity.inactive</c>; <c>credit.on_hold</c>; <c>credit.limit_exceeded</c>.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with contract and parts.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public async Task<ContractActivation> ActivateAsync(Actor actor, Id<Contract> id, string? passReason = null, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.CheckOptional(passReason);
        ValueList<Problem> warnings = [];
        var activated = await ChangeAsync(
            actor,
            id,
            EventKinds.ContractActivated,
            async (Step step, Contract contract) =>
            {
                (var active, warnings) = (contract.Activate(actor), []);
                if (active != contract)
                {
                    (await step.Of<BillingEntity>().RequireAsync(contract.BillingEntity, cancellationToken).ConfigureAwait(false)).RequireActive();
                    var customer = await step.Of<Customer>().RequireAsync(contract.Customer, cancellationToken).ConfigureAwait(false);

                    // one that a won quote made may be of a payer who can't be billed yet
                    BillingInformationRules.RequireComplete(await step.PayerOfAsync(customer, cancellationToken).ConfigureAwait(false));
                    warnings = await step.AskCreditAsync(customer.Payer, contract.Currency, amount: null, passReason, id.Value, cancellationToken).ConfigureAwait(false);
                }

                return active;
            },
            passReason,
            cancellationToken).ConfigureAwait(false);
        return new(activated, warnings);
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

    /// <summary>Changes first and last day; parts must still lie within. The earliest terms of contract and parts hold from where they start.</summary>
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
        return ChangeAsync(actor, id, EventKinds.ContractChanged, contract => contract.WithDates(effectiveFrom, lastDay), reason: null, cancellationToken);
    }

    /// <summary>
    /// Changes cycle, timing or proration from a day on; what the entry leaves out stays as it was. A cycle other than the one in force starts on the day, where the old one's last
    /// period ends; timing and proration change no period that has begun.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="cycle">What changes; may be back-dated.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed contract; its entry has an id, by which it can be withdrawn.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="RuleViolationException"><c>contract.bad_cycles</c>: the entry states nothing, or has the id of another.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong, for example <c>proration.basis_not_for_weeks</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> ChangeCycleAsync(Actor actor, Id<Contract> id, CycleTerms cycle, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(cycle);
        return ChangeAsync(actor, id, EventKinds.ContractChanged, contract => contract.WithCycle(cycle) == contract ? contract : contract.WithCycle(cycle with { Id = cycle.Id.OrNext(ids) }), reason: null, cancellationToken);
    }

    /// <summary>Withdraws an entry of cycle, timing and proration: then it is as if it had never been. The entry stays in the list, with who withdrew it.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="entry">The entry's id.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed contract; as it is, when the entry was withdrawn before.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract or entry.</exception>
    /// <exception cref="RuleViolationException"><c>contract.reason_missing</c>.</exception>
    /// <exception cref="ValidationFailedException"><c>contract.bad_cycles</c>: it would leave the contract without cycle, timing or proration.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> WithdrawCycleAsync(Actor actor, Id<Contract> id, Id<CycleTerms> entry, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        RequireReason(reason, id.Value);
        return ChangeAsync(
            actor,
            id,
            EventKinds.ContractChanged,
            (Step step, Contract contract) => new ValueTask<Contract>(contract.WithoutCycle(entry, new(step.Actor.DisplayName, step.Now, reason.Trim()))),
            reason,
            cancellationToken);
    }

    /// <summary>
    /// Sets the agreed rises of locked prices. Nothing is written to parts: prices rise by the dates, and the next run bills the difference from the first step that is another.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="escalations">All of them, ascending; each is in force until the next one begins, and one of 0 % ends the one before it. None for prices that stay.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed contract.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="ValidationFailedException"><c>contract.bad_escalation</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> ChangeEscalationsAsync(Actor actor, Id<Contract> id, ValueList<PriceEscalation> escalations, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(escalations);
        return ChangeAsync(actor, id, EventKinds.ContractChanged, contract => contract with { Escalations = escalations }, reason: null, cancellationToken);
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

    /// <summary>Takes back a termination and nothing else, or brings an expired contract into force again; <see cref="RenewAsync"/> gives that one a new end as well.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The contract in force; suspended, while a suspension is open.</returns>
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

    /// <summary>Notes that a contract's end has passed, as of today where the tenant is. It bills nothing less: dates decide that.</summary>
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
    [RequiresPermission(Permission.ViewContracts)]
    public Task<Contract?> FindAsync(Actor actor, Id<Contract> id, CancellationToken cancellationToken = default)
    {
        RequireView(actor, id.Value);
        return store.ReadAsync(actor.Tenant, session => FindAsync(session, actor, id, cancellationToken), cancellationToken);
    }

    private static void Require(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.EditContracts, records);
    }

    // the row that manages contracts shows them, too
    private static void RequireView(Actor actor, params ReadOnlySpan<Guid> records) => actor.RequireView(Permission.ViewContracts, Permission.EditContracts, Grants.Own, records);

    private static async Task<Contract?> FindAsync(IPsaSession session, Actor actor, Id<Contract> id, CancellationToken cancellationToken)
    {
        if (await session.Of<Contract>().FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } contract)
        {
            return null;
        }

        if (actor.May(Permission.EditContracts) || actor.May(Permission.ViewContracts))
        {
            return contract;
        }

        var customer = await session.Of<Customer>().FindAsync(contract.Customer, cancellationToken).ConfigureAwait(false);
        return customer is not null && actor.May(Permission.ViewContracts, customer.OwnOf(actor)) ? contract : null;
    }

    private static void RequireReason(string reason, Guid record)
    {
        Border.Check(reason);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleViolationException(ContractErrors.ReasonMissing, "Say why the entry is withdrawn.", record).At("Reason");
        }
    }

    private Task<Contract> ChangeAsync(Actor actor, Id<Contract> id, string kind, Func<Contract, Contract> change, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, kind, (_, contract) => new(change(contract)), reason, cancellationToken);

    private Task<Contract> ChangeAsync(
        Actor actor, Id<Contract> id, string kind, Func<Contract, LocalDate, Contract> change, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(
            actor,
            id,
            kind,
            async (step, contract) => change(contract, await step.TodayAsync(cancellationToken).ConfigureAwait(false)),
            reason,
            cancellationToken);

    private Task<Contract> ChangeAsync(
        Actor actor, Id<Contract> id, string kind, Func<Step, Contract, ValueTask<Contract>> change, string? reason, CancellationToken cancellationToken) =>
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
                ValidationFailedException.ThrowIfAny(after.Validate(parts), id.Value);
                guard.Write();
                step.Changed(before, after, parts);
                var stored = step.Of<Contract>().Update(after);
                step.Append(kind, id, before.Status.Name, after.Status.Name, reason);
                return stored;
            },
            cancellationToken);
}
