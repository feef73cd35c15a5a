using System.Linq;
using Psa.Access;
using Psa.Events;
using Psa.Records;
using Psa.Work;

namespace Psa.Services;

/// <content>Saying that time is right, or wrong.</content>
public sealed partial class TimeService
{
    /// <summary>
    /// Approves time, all of it or nothing, and bills it in the same commit: minutes that nothing covers become an amount that is expected of their ticket or project, and its waiting sales item takes the difference.
    /// </summary>
    /// <param name="actor">Who approves: nobody what they logged.</param>
    /// <param name="entries">The entries, submitted, and as what each is approved.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored entries, in this order.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such entry, work kind or product.</exception>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>, naming all payers concerned: ask for it and repeat the step.</exception>
    /// <exception cref="ValidationFailedException">Entries, each with its place: <c>billing.price_missing</c>, which those of no minutes don't need, <c>time.bad_minutes</c>.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>time.own</c>; <c>lifecycle.not_allowed</c>; <c>work.bad_activity</c>, <c>product.inactive</c>; <c>sales_item.billing_entity_missing</c>, <c>billing_entity.inactive</c>.
    /// </exception>
    [RequiresPermission(Permission.ApproveTime)]
    public Task<ValueList<TimeEntry>> ApproveAsync(Actor actor, ValueList<TimeToApprove> entries, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ApproveTime);
        Border.Check(entries);
        return store.StepAsync(clock, actor, async step => Shown(await step.ApproveAsync(entries, cancellationToken).ConfigureAwait(false), actor), cancellationToken);
    }

    /// <summary>Takes approvals back, of all or of none: the time waits for approval again, and what it was billed for is taken back in the same commit.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="entries">The entries, approved.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored entries, in this order.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such entry.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>; <c>time.billed</c>: minutes of it stand on an invoice, or on the draft of one; never of what is covered, of lots or not billable.</exception>
    [RequiresPermission(Permission.ApproveTime)]
    public Task<ValueList<TimeEntry>> UnapproveAsync(Actor actor, ValueList<Id<TimeEntry>> entries, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ApproveTime);
        Border.Check(entries);
        return store.StepAsync(clock, actor, async step => Shown(await step.UnapproveAsync(entries, cancellationToken).ConfigureAwait(false), actor), cancellationToken);
    }

    /// <summary>Says that time is wrong, all of it or none.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="entries">The entries, submitted.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored entries, in this order.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such entry.</exception>
    /// <exception cref="RuleViolationException"><c>time.reason_missing</c>; <c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.ApproveTime)]
    public Task<ValueList<TimeEntry>> RejectAsync(Actor actor, ValueList<Id<TimeEntry>> entries, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ApproveTime);
        Border.Check(reason);
        return string.IsNullOrWhiteSpace(reason)
            ? throw new RuleViolationException(WorkErrors.ReasonMissing, "Say why the time is wrong.").At("Reason")
            : MoveAsync(actor, entries, EventKinds.TimeRejected, entry => entry.Reject(reason.Trim(), actor), reason.Trim(), cancellationToken);
    }

    private static ValueList<TimeEntry> Shown(ValueList<TimeEntry> entries, Actor actor) => entries.AsEnumerable().Select(entry => entry.For(actor)).ToValueList();
}
