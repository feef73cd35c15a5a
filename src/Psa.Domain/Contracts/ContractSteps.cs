using System.Linq;
using NodaTime;
using Psa.Access;

namespace Psa.Contracts;

/// <summary>What is done to contracts. Each step takes a contract and gives the changed one, having checked the lifecycle; <c>Validate</c> checks the result as a whole.</summary>
internal static class ContractSteps
{
    /// <summary>Brings a draft into force.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="actor">Who does it.</param>
    /// <returns>The active contract.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    public static Contract Activate(this Contract contract, Actor actor) => contract.DoOnce(ContractAction.Activate, ContractStatus.Active, actor);

    /// <summary>Drops a draft.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="actor">Who does it.</param>
    /// <returns>The discarded contract.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    public static Contract Discard(this Contract contract, Actor actor) => contract.DoOnce(ContractAction.Discard, ContractStatus.Discarded, actor);

    /// <summary>
    /// Lets services rest; suspended days bill nothing. Without a last day the contract stands at Suspended until it is resumed; with one it is a fact about days,
    /// past or future, and the status stays.
    /// </summary>
    /// <param name="contract">The contract.</param>
    /// <param name="suspension">The days; may be back-dated.</param>
    /// <param name="actor">Who does it.</param>
    /// <returns>The contract with the suspension, in order of their first days.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    public static Contract Suspend(this Contract contract, Suspension suspension, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(suspension);
        if (contract.Suspensions.Contains(suspension))
        {
            return contract;
        }

        var isFact = suspension.LastDay is not null && contract.Status.IsBilled;
        var changed = isFact ? contract : contract.Do(ContractAction.Suspend, actor);
        var suspensions = new List<Suspension>(contract.Suspensions);
        var at = suspensions.FindIndex(other => other.From > suspension.From);
        suspensions.Insert(at < 0 ? suspensions.Count : at, suspension);
        return changed with { Suspensions = suspensions.ToValueList() };
    }

    /// <summary>Takes a suspension back, as if it had never been.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="from">Its first day.</param>
    /// <param name="actor">Who does it.</param>
    /// <returns>The contract without it, active again when it was the open one; the same contract when it has no suspension from that day.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    public static Contract WithoutSuspension(this Contract contract, LocalDate from, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var suspensions = new List<Suspension>(contract.Suspensions);
        var at = suspensions.FindIndex(suspension => suspension.From == from);
        if (at < 0)
        {
            return contract;
        }

        var changed = suspensions[at].LastDay is null && contract.Status == ContractStatus.Suspended ? contract.Do(ContractAction.Resume, actor) : contract;
        suspensions.RemoveAt(at);
        return changed with { Suspensions = suspensions.ToValueList() };
    }

    /// <summary>Ends the open suspension.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="firstDay">The first day on which services run again; the suspension's own first day or an earlier one takes it back as a whole.</param>
    /// <param name="actor">Who does it.</param>
    /// <returns>The active contract.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>; <c>contract.not_suspended</c>.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    public static Contract Resume(this Contract contract, LocalDate firstDay, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(contract);
        if (contract.Status == ContractStatus.Active && contract.Suspensions.AsEnumerable().Any(suspension => suspension.LastDay == firstDay.PlusDays(-1)))
        {
            return contract;
        }

        var changed = contract.Do(ContractAction.Resume, actor).CloseSuspension(firstDay.PlusDays(-1), out var closed);
        return closed
            ? changed
            : throw new RuleViolationException(ContractErrors.NotSuspended, "The contract has no open suspension that could end.", contract.Id.Value);
    }

    /// <summary>Ends a contract before its time, or by notice. What was billed in advance beyond the end is credited by the next run, if it is prorated.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="request">When, why, and when notice was given.</param>
    /// <param name="today">Today, as the day of notice when the request names none.</param>
    /// <param name="actor">Who does it.</param>
    /// <returns>The terminated contract. The day rule of the period that holds the date says which day is the last billed; suspensions stay as they are.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>lifecycle.not_allowed</c>; <c>contract.reason_missing</c>; <c>contract.notice_too_short</c>: the contract renews itself, and the notice comes too late for that date.
    /// </exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    public static Contract Terminate(this Contract contract, TerminationRequest request, LocalDate today, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(request);
        var last = CycleTimeline.PolicyOf(contract, request.On).EndExclusive(request.On).PlusDays(-1);
        if (contract.Status == ContractStatus.Terminated && contract.Termination == new Termination(last, request.Reason))
        {
            return contract;
        }

        var changed = contract.Do(ContractAction.Terminate, actor);
        if (string.IsNullOrWhiteSpace(request.Reason))
        {
            throw new RuleViolationException(ContractErrors.ReasonMissing, "Say why the contract is terminated.", contract.Id.Value).At(nameof(request.Reason));
        }

        if (!request.ByAgreement && contract.FirstPossibleEnd(request.NoticeOn ?? today) is { } first && last < first)
        {
            throw new RuleViolationException(
                ContractErrors.NoticeTooShort,
                $"With notice on {request.NoticeOn ?? today:R} the contract ends on {first:R} at the earliest: terminate it then, or by agreement.",
                contract.Id.Value).At(nameof(request.On));
        }

        return changed with { Termination = new(last, request.Reason) };
    }

    /// <summary>Takes back a termination and nothing else, or brings an expired contract into force again; renew that one as well.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="actor">Who does it.</param>
    /// <returns>The contract in force; suspended, while a suspension is open.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    public static Contract Reinstate(this Contract contract, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var isSuspended = contract.Suspensions.AsEnumerable().Any(static suspension => suspension.LastDay is null);
        if (contract.Termination is null && contract.Status == (isSuspended ? ContractStatus.Suspended : ContractStatus.Active))
        {
            return contract;
        }

        var reinstated = contract.Do(ContractAction.Reinstate, actor) with { Termination = null };
        return isSuspended ? reinstated.Do(ContractAction.Suspend, actor) : reinstated;
    }

    /// <summary>Notes that the end has passed. It bills nothing less: dates decide that.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="today">Today.</param>
    /// <param name="actor">Who does it.</param>
    /// <returns>The expired contract.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>; <c>contract.not_ended</c>: it goes on, or has no end.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    public static Contract Expire(this Contract contract, LocalDate today, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(contract);
        if (contract.Status == ContractStatus.Expired)
        {
            return contract;
        }

        var changed = contract.Do(ContractAction.Expire, actor);
        return contract.EndExclusive() is { } end && end <= today
            ? changed
            : throw new RuleViolationException(
                ContractErrors.NotEnded,
                contract.EndExclusive() is { } later ? $"The contract runs until {later.PlusDays(-1):R}: terminate it to end it earlier." : "The contract has no end: terminate it.",
                contract.Id.Value);
    }

    /// <summary>Gives a contract another term; an expired one comes into force again.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="lastDay">The new last day; <see cref="ContractTerm.NextLastDay"/> gives that of the agreed months of renewal.</param>
    /// <param name="actor">Who does it.</param>
    /// <returns>The contract with its new last day.</returns>
    /// <exception cref="RuleViolationException">
    /// <c>contract.cannot_renew</c>: draft, discarded or terminated, an open term, or a last day that isn't later.
    /// </exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    public static Contract Renew(this Contract contract, LocalDate lastDay, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var changed = contract.Status == ContractStatus.Expired ? contract.Reinstate(actor) : contract;
        if (changed.Status != ContractStatus.Active && changed.Status != ContractStatus.Suspended)
        {
            throw Refuse($"A contract in status {contract.Status.Name} can't be renewed: activate or reinstate it first.");
        }

        if (lastDay == contract.LastDay && changed == contract)
        {
            return contract;
        }

        return contract.LastDay is { } last && lastDay > last
            ? changed with { LastDay = lastDay }
            : throw Refuse(contract.LastDay is { } present ? $"The new last day {lastDay:R} must be after the present one, {present:R}." : "The term is open, so it needs no renewal.");

        RuleViolationException Refuse(string message) => new(ContractErrors.CannotRenew, message, contract.Id.Value);
    }

    /// <summary>Changes first and last day. The earliest cycle terms hold from the contract's start and move with it.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="effectiveFrom">The first day.</param>
    /// <param name="lastDay">The last day, included, or <see langword="null"/> for an open term.</param>
    /// <returns>The changed contract.</returns>
    public static Contract WithDates(this Contract contract, LocalDate effectiveFrom, LocalDate? lastDay)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return contract with { EffectiveFrom = effectiveFrom, LastDay = lastDay };
    }

    /// <summary>Adds an entry to the timeline of cycle, timing and proration: a change is a new entry, never an overwrite.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="terms">The entry; may be back-dated. A cycle other than the one in force starts on its date, where the old one's last period ends.</param>
    /// <returns>The changed contract; the same one when it says the same already.</returns>
    /// <exception cref="RuleViolationException"><c>contract.bad_cycles</c>: the entry states nothing, is withdrawn from the beginning, or has the id of another entry.</exception>
    public static Contract WithCycle(this Contract contract, CycleTerms terms)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(terms);
        return contract with { Cycles = DatedEntries.With(contract.Cycles, terms, ContractErrors.BadCycles, contract.Id.Value) };
    }

    /// <summary>Withdraws an entry of the timeline of cycle, timing and proration: then it is as if it had never been.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="entry">The entry's id.</param>
    /// <param name="withdrawal">Who withdraws it, when and why.</param>
    /// <returns>The contract, not checked; the same one when it was withdrawn before.</returns>
    /// <exception cref="EntityNotFoundException">The contract has no such entry.</exception>
    public static Contract WithoutCycle(this Contract contract, Id<CycleTerms> entry, Withdrawal withdrawal)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return contract with { Cycles = DatedEntries.Without(contract.Cycles, entry.Value, withdrawal) };
    }

    /// <summary>Gives the first end of a term for which notice still comes in time.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="noticeOn">The day on which notice is given.</param>
    /// <returns>The last day of that term, or <see langword="null"/> for a contract that doesn't renew itself and so needs no notice.</returns>
    public static LocalDate? FirstPossibleEnd(this Contract contract, LocalDate noticeOn)
    {
        ArgumentNullException.ThrowIfNull(contract);
        if (contract.Renewal is not { } renewal)
        {
            return null;
        }

        var least = noticeOn.PlusDays(renewal.NoticeDays);
        for (var k = 0; contract.TermEnd(k) is { } end; k++)
        {
            if (end >= least)
            {
                return end;
            }
        }

        return null;
    }

    /// <summary>Gives the last day of the term after a number of renewals, in closed form, so that a contract from the 31st keeps to the 31st.</summary>
    internal static LocalDate? TermEnd(this Contract contract, int renewals)
    {
        if (contract is not { Renewal: { Months: > 0 } renewal, LastDay: { } last })
        {
            return null;
        }

        var (start, end) = (contract.EffectiveFrom, last.PlusDays(1));
        var months = Period.Between(start, end, PeriodUnits.Months).Months;
        return (start.PlusMonths(months) == end
            ? start.PlusMonths(months + (renewals * renewal.Months))
            : end.PlusMonths(renewals * renewal.Months)).PlusDays(-1);
    }

    private static Contract CloseSuspension(this Contract contract, LocalDate lastDay, out bool closed)
    {
        var suspensions = new List<Suspension>(contract.Suspensions);
        var at = suspensions.FindIndex(suspension => suspension.LastDay is null);
        closed = at >= 0;
        if (!closed)
        {
            return contract;
        }

        if (suspensions[at].From > lastDay)
        {
            suspensions.RemoveAt(at);
        }
        else
        {
            suspensions[at] = suspensions[at] with { LastDay = lastDay };
        }

        return contract with { Suspensions = suspensions.ToValueList() };
    }

    // whoever comes second gets what is done
    private static Contract DoOnce(this Contract contract, ContractAction action, ContractStatus done, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return contract.Status == done ? contract : contract.Do(action, actor);
    }

    private static Contract Do(this Contract contract, ContractAction action, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return contract with { Status = ContractLifecycle.Table.Next(contract.Status, action, actor, contract.Id.Value) };
    }
}
