using Psa.Access;
using Psa.Documents;
using Psa.Events;
using Psa.Quotes;
using Psa.Records;

namespace Psa.Services;

/// <content>Approvals of quotes: each is of what the quote says, and any change of that ends it (R-APPROVAL).</content>
public sealed partial class QuoteService
{
    /// <summary>Asks for the approval of a draft as it is. Prices that follow the catalog are compared with it once more, and priced anew or refused.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The draft.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft; as it was when its content was asked for or granted already.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="ValidationFailedException"><c>price.stale</c>, each line with its place: the catalog says other prices by now, and the tenant wants to be asked.</exception>
    /// <exception cref="RuleViolationException"><c>quote.not_draft</c>; <c>document.discount_exceeds_detail</c>.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public Task<Quote> RequestApprovalAsync(Actor actor, Id<Quote> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditQuotes, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var draft = (await step.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireDraft();
                var (current, isRepriced) = await new QuoteRepricing(_writer).FreshAsync(step, draft, cancellationToken).ConfigureAwait(false);
                var hash = QuoteHash.Of(current);
                if (!isRepriced && draft.Approval is { State: not ApprovalState.Rejected } known && known.ContentHash == hash)
                {
                    return draft;
                }

                step.Append(EventKinds.QuoteApprovalRequested, id);
                return step.Of<Quote>().Update(current with { Approval = new(ApprovalState.Requested, hash, actor.User) }, draft);
            },
            cancellationToken);
    }

    /// <summary>Approves a draft as it is, of which they wrote nothing.</summary>
    /// <param name="actor">Who approves it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="contentHash">The hash of what was looked at (<see cref="QuoteApproval.ContentHash"/>): another content isn't approved with it; <see langword="null"/> for whatever approval is asked for.</param>
    /// <param name="note">What they say, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft; as it was when it is approved already.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="RuleViolationException"><c>quote.not_draft</c>; <c>quote.own</c>; <c>quote.not_requested</c>: nobody asked for the approval of what it says now.</exception>
    [RequiresPermission(Permission.ActivateQuotes)]
    public Task<Quote> ApproveAsync(Actor actor, Id<Quote> id, string? contentHash = null, string? note = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ActivateQuotes, id.Value);
        Border.Check(contentHash ?? string.Empty);
        Border.Check(note ?? string.Empty);
        return DecideAsync(actor, id, ApprovalState.Granted, contentHash, note, EventKinds.QuoteApproved, cancellationToken);
    }

    /// <summary>Sends a draft for which an approval is asked, or was granted, back to its author.</summary>
    /// <param name="actor">Who rejects it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="note">What is wrong with it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="RuleViolationException"><c>quote.not_draft</c>; <c>document.reason_missing</c>; <c>quote.not_requested</c>.</exception>
    [RequiresPermission(Permission.ActivateQuotes)]
    public Task<Quote> RejectAsync(Actor actor, Id<Quote> id, string note, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ActivateQuotes, id.Value);
        Border.Check(note);
        return string.IsNullOrWhiteSpace(note)
            ? throw new RuleViolationException(DocumentErrors.ReasonMissing, "Say what is wrong with the quote.", id.Value).At("Note")
            : DecideAsync(actor, id, ApprovalState.Rejected, contentHash: null, note, EventKinds.QuoteRejected, cancellationToken);
    }

    private Task<Quote> DecideAsync(Actor actor, Id<Quote> id, ApprovalState state, string? contentHash, string? note, string kind, CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        async step =>
        {
            var draft = (await step.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireDraft();
            var asked = draft.Approval is { State: not ApprovalState.Rejected } approval && approval.ContentHash == QuoteHash.Of(draft) && approval.ContentHash == (contentHash ?? approval.ContentHash) ? approval : null;
            if (state == ApprovalState.Granted && draft.IsBy(actor))
            {
                throw new RuleViolationException(QuoteErrors.Own, "Who wrote a quote doesn't approve it: somebody else is to.", id.Value);
            }

            if (asked is null)
            {
                throw new RuleViolationException(QuoteErrors.NotRequested, "Nobody asked for the approval of the quote as it is now: look at it again, and let its author ask.", id.Value);
            }

            if (asked.State == state)
            {
                return draft;
            }

            var decided = asked with { State = state, DecidedBy = actor.User, DecidedByName = actor.DisplayName, Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(), DecidedAt = step.Now };
            step.Append(kind, id, reason: decided.Note);
            return step.Of<Quote>().Update(draft with { Approval = decided }, draft);
        },
        cancellationToken);
}
