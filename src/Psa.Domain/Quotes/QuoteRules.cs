using NodaTime;

namespace Psa.Quotes;

/// <summary>What may be done to quotes.</summary>
internal static class QuoteRules
{
    /// <summary>Refuses what isn't a draft.</summary>
    /// <exception cref="RuleViolationException"><c>quote.not_draft</c>.</exception>
    internal static Quote RequireDraft(this Quote quote) => quote.Status == QuoteStatus.Draft
        ? quote
        : throw new RuleViolationException(QuoteErrors.NotDraft, $"The quote is {quote.Status.Name}, and only a draft can be changed: revise it instead.", quote.Id.Value);

    /// <summary>Refuses what isn't active.</summary>
    /// <exception cref="RuleViolationException"><c>quote.superseded</c>: a later revision took its place; <c>quote.not_active</c>.</exception>
    internal static Quote RequireActive(this Quote quote) => quote.Status == QuoteStatus.Active
        ? quote
        : throw (quote.Status == QuoteStatus.Revised
            ? new RuleViolationException(QuoteErrors.Superseded, "A later revision took the quote's place: use that one.", quote.Id.Value)
            : new RuleViolationException(QuoteErrors.NotActive, $"The quote is {quote.Status.Name}, and only an active one is offered: activate it, or revise it first.", quote.Id.Value));

    /// <summary>Tells whether a quote can't be accepted any more: its last day has passed, and nobody accepted it in time.</summary>
    internal static bool IsExpired(this Quote quote, LocalDate today) => quote.LastDay < today && quote.Acceptance is null;
}
