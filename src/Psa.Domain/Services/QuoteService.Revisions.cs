using Psa.Access;
using Psa.Events;
using Psa.Quotes;
using Psa.Storage;

namespace Psa.Services;

/// <content>Revisions of quotes.</content>
public sealed partial class QuoteService
{
    /// <summary>
    /// Makes a draft that takes the place of a quote: the next revision of its number, dated today. An active quote is Revised from then on; one that was lost, canceled or expired keeps its status. Those it was
    /// sent to stand in the event.
    /// </summary>
    /// <param name="actor">Who does it, the draft's author.</param>
    /// <param name="id">The latest revision of its number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft. Its prices are agreed or those of the catalog, as the tenant has set; a last day that has passed is as that of a new quote.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>quote.won</c>; <c>quote.superseded</c>: it isn't the latest revision; <c>quote.live_revision</c>: another one is live; <c>lifecycle.not_allowed</c>: it is a draft, change that.
    /// </exception>
    [RequiresPermission(Permission.EditQuotes)]
    public Task<Quote> ReviseAsync(Actor actor, Id<Quote> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditQuotes, id.Value);
        return LiveAsync(id, store.StepAsync(
            clock,
            actor,
            async step => await new QuoteRevision(_writer).ReviseAsync(step, await step.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false), prices: null, cancellationToken).ConfigureAwait(false),
            cancellationToken));
    }

    /// <summary>Throws a draft away: nothing is stored of it but its events. The revision before it, if it was active, takes its place again, with what was kept for it as far as goods are there, or is closed as expired when its last day has passed.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The draft.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The revision before it as it is now; <see langword="null"/> for revision 0, whose number isn't used again.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote, or somebody discarded it meanwhile.</exception>
    /// <exception cref="RuleViolationException"><c>quote.not_draft</c>; <c>quote.live_revision</c>.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public Task<Quote?> DiscardAsync(Actor actor, Id<Quote> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditQuotes, id.Value);
        return LiveAsync(id, store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var draft = (await step.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireDraft();
                var discarded = QuoteLifecycle.Table.Next(draft.Status, QuoteAction.Discard, actor, id.Value);
                var before = await BeforeAsync(step, draft, cancellationToken).ConfigureAwait(false);
                step.Of<Quote>().Remove(draft);
                step.Append(EventKinds.QuoteChanged, id, draft.Status.Name, discarded.Name);
                var kept = new QuoteReservations(step);
                if (before?.Status != QuoteStatus.Revised)
                {
                    await kept.ReleaseAsync(draft, discarded.Name, cancellationToken).ConfigureAwait(false);
                    await kept.WriteAsync(cancellationToken).ConfigureAwait(false);
                    return before;
                }

                var again = before.Reinstate(await step.TodayAsync(cancellationToken).ConfigureAwait(false), actor);
                await kept.BackAsync(draft, again, cancellationToken).ConfigureAwait(false);
                await kept.WriteAsync(cancellationToken).ConfigureAwait(false);
                step.Append(again.Status == QuoteStatus.Active ? EventKinds.QuoteActivated : EventKinds.QuoteClosed, before.Id, before.Status.Name, again.Status.Name);
                return step.Of<Quote>().Update(again, before);
            },
            cancellationToken));
    }

    private static async Task<Quote?> BeforeAsync(Step step, Quote draft, CancellationToken cancellationToken)
    {
        await foreach (var revision in step.Of<Quote>().QueryAsync(QuoteRecords.OfNumber(draft.Number!, draft.BillingEntity), cancellationToken).ConfigureAwait(false))
        {
            if (revision.Revision == draft.Revision - 1)
            {
                return revision;
            }
        }

        return null;
    }

    // which revisions are live is decided by the store, on what results of all that is committed
    private static async Task<T> LiveAsync<T>(Id<Quote> id, Task<T> step)
    {
        try
        {
            return await step.ConfigureAwait(false);
        }
        catch (RuleViolationException refusal) when (refusal.Code == StoreErrors.Duplicate)
        {
            throw new RuleViolationException(QuoteErrors.LiveRevision, "Another revision of the number is a draft or active, and one is live at most: go on with that one, or discard it.", id.Value);
        }
    }
}
