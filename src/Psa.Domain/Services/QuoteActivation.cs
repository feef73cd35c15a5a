using System.Linq;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Quotes;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>Activates quotes: what it takes, and what the customer then holds.</summary>
/// <param name="writer">Writes them.</param>
internal sealed class QuoteActivation(QuoteWriter writer)
{
    /// <summary>Makes a draft what the customer is to hold, and stages nothing but events; prices that follow the catalog are compared with it once more.</summary>
    /// <param name="step">The step, whose day counts.</param>
    /// <param name="draft">The draft as it is stored, or staged in this step.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The active quote; or, where the catalog's prices of today ended an approval, the draft with these prices, and why it isn't activated.
    /// </returns>
    /// <exception cref="ValidationFailedException"><c>price.stale</c>, <c>document.pricing_error</c>, each line with its place.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>quote.not_draft</c>, <c>quote.expired</c>, <c>quote.bad_choice</c>, <c>quote.approval_required</c>; <c>document.no_lines</c>, <c>document.discount_exceeds_detail</c>, <c>discount.needs_one_time</c>; <c>billing_entity.inactive</c>.
    /// </exception>
    internal async Task<(Quote Quote, RuleViolationException? Refusal)> ActivatedAsync(Step step, Quote draft, CancellationToken cancellationToken)
    {
        draft.RequireDraft();
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        if (draft.LastDay < today)
        {
            throw new RuleViolationException(QuoteErrors.Expired, $"The quote's last day was {draft.LastDay:R}: give it a later one, then activate it.", draft.Id.Value);
        }

        if (!draft.Lines.AsEnumerable().Any(static line => line.Bills))
        {
            throw new RuleViolationException(DocumentErrors.NoLines, "The quote needs a line that bills something: write one, or discard it.", draft.Id.Value);
        }

        var whose = await QuoteWriter.WhoseAsync(step, draft, cancellationToken).ConfigureAwait(false);
        whose.Entity.RequireActive();
        var comparison = await QuoteRepricing.CompareAtStepAsync(step, draft, whose, cancellationToken).ConfigureAwait(false);
        var (written, billed) = await writer.WriteAsync(step, comparison.Applied(draft), whose, draft.Charges.AsWritten(), cancellationToken).ConfigureAwait(false);
        HandPrices.RequirePriced(written.Lines, draft.Id.Value);
        HandPrices.RequirePriced(billed, draft.Id.Value);
        written.RequireChoice(QuoteChoices.Chosen(written.Lines));
        if (comparison.IsStale)
        {
            step.AppendRepriced(draft.Id, draft, written, comparison.Following, run: null);
        }

        if (await step.UnapprovedAsync(written, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return comparison.IsStale && draft.Approval is not null ? (written, refusal) : throw refusal;
        }

        var active = written with { Status = QuoteLifecycle.Table.Next(draft.Status, QuoteAction.Activate, draft.Id.Value), ActivatedAt = step.Now };
        step.Append(EventKinds.QuoteActivated, draft.Id, draft.Status.Name, active.Status.Name);
        return (active, null);
    }
}
