using Psa.Access;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Records;
using Psa.Runs;

namespace Psa.Services;

/// <content>Documents that are held back.</content>
public sealed partial class BillingRunService
{
    /// <summary>
    /// Holds a draft of a calculated run back: it stays a draft when the run is issued, to be issued by itself or deleted later. When the run is calculated again, the document that takes its
    /// place is held back.
    /// </summary>
    /// <param name="actor">Who holds it back.</param>
    /// <param name="document">The draft.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft; as it is when it is held back already.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document, or no run drafted it.</exception>
    /// <exception cref="RuleViolationException"><c>document.reason_missing</c>; <c>lifecycle.not_allowed</c>: it has its number, or its run isn't calculated, or issued already.</exception>
    [RequiresPermission(Permission.IssueInvoices)]
    public Task<Invoice> HoldAsync(Actor actor, Id<Invoice> document, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.IssueInvoices, document.Value);
        Border.Check(reason);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleViolationException(DocumentErrors.ReasonMissing, "Say why the document is held back.", document.Value).At("Reason");
        }

        return HoldAsync(actor, document, new DocumentHold(TextEnds.Trim(reason), actor.DisplayName, clock.GetCurrentInstant()), EventKinds.InvoiceHeld, cancellationToken);
    }

    /// <summary>Lets a draft that is held back go with its run.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="document">The draft.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft; as it is when nobody holds it back.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document, or no run drafted it.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: its run is issued without it, so issue it by itself; or the run isn't calculated.</exception>
    [RequiresPermission(Permission.IssueInvoices)]
    public Task<Invoice> UnholdAsync(Actor actor, Id<Invoice> document, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.IssueInvoices, document.Value);
        return HoldAsync(actor, document, hold: null, EventKinds.InvoiceUnheld, cancellationToken);
    }

    private Task<Invoice> HoldAsync(Actor actor, Id<Invoice> id, DocumentHold? hold, string kind, CancellationToken cancellationToken) =>
        store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var document = await step.Of<Invoice>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var run = await step.Of<BillingRun>().RequireAsync(document.Run ?? default, cancellationToken).ConfigureAwait(false);
                var (next, changed) = run.Hold(document, hold);
                if (ReferenceEquals(changed, document))
                {
                    return document;
                }

                step.Append(kind, id, reason: hold?.Reason);
                step.Of<BillingRun>().Update(next, run);
                return step.Of<Invoice>().Update(changed, document);
            },
            cancellationToken);
}
