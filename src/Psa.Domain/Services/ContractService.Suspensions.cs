using NodaTime;
using Psa.Access;
using Psa.Contracts;
using Psa.Events;
using Psa.Records;

namespace Psa.Services;

public sealed partial class ContractService
{
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

    /// <summary>Takes a suspension back that was a mistake, open or with a last day: it is as if it had never been, and the next run bills its days.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="from">The suspension's first day.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The contract without it; unchanged when it has no suspension from that day.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> WithdrawSuspensionAsync(Actor actor, Id<Contract> id, LocalDate from, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(from);
        Border.Check(reason);
        return ChangeAsync(actor, id, EventKinds.ContractResumed, contract => contract.WithoutSuspension(from, actor), reason, cancellationToken);
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
}
