using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Documents;

namespace Psa.Quotes;

/// <summary>What may be done to quotes.</summary>
internal static class QuoteRules
{
    /// <summary>Tells whether a revision is live, a draft or active: one of a number at most is.</summary>
    internal static bool IsLive(this Quote quote) => quote.Status == QuoteStatus.Draft || quote.Status == QuoteStatus.Active;

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

    /// <summary>Gives a draft whose content somebody wrote.</summary>
    internal static Quote WrittenBy(this Quote draft, Actor author) => draft with
    {
        Author = author.User,
        AuthorName = author.DisplayName,
        Authors = draft.Authors.Contains(author.User) ? draft.Authors : draft.Authors.Add(author.User),
    };

    /// <summary>Tells whether somebody wrote a draft, or what stood on it before.</summary>
    internal static bool IsBy(this Quote draft, Actor actor) => draft.Author == actor.User || draft.Authors.Contains(actor.User);

    /// <summary>Closes a quote that didn't become business.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="action">Whether it was lost, canceled, or expired.</param>
    /// <param name="reason">Why, or <see langword="null"/> of one that expired.</param>
    /// <param name="day">The day.</param>
    /// <param name="actor">Who closes it.</param>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>; <c>document.reason_missing</c>.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    internal static Quote Close(this Quote quote, QuoteAction action, string? reason, LocalDate day, Actor actor)
    {
        var status = QuoteLifecycle.Table.Next(quote.Status, action, actor, quote.Id.Value);
        return action != QuoteAction.Expire && string.IsNullOrWhiteSpace(reason)
            ? throw new RuleViolationException(DocumentErrors.ReasonMissing, "Say why the quote is closed.", quote.Id.Value).At("Reason")
            : quote with { Status = status, ClosedOn = day, CloseReason = reason?.Trim() };
    }

    /// <summary>Gives a quote the place back that a draft was to take: it is active again, or closed if it expired meanwhile.</summary>
    internal static Quote Reinstate(this Quote quote, LocalDate today, Actor actor)
    {
        var isExpired = quote.IsExpired(today);
        return quote with
        {
            Status = QuoteLifecycle.Table.Next(quote.Status, isExpired ? QuoteAction.ReinstateExpired : QuoteAction.Reinstate, actor, quote.Id.Value),
            ClosedOn = isExpired ? today : null,
        };
    }

    /// <summary>
    /// Makes the draft that takes a quote's place: the next revision of its number, dated today, with the prices it had. Its id follows from the number, the revision, and how many drafts were made to take
    /// this place, so that two sessions make one, and who holds a draft that was discarded writes over no other.
    /// </summary>
    /// <param name="quote">The quote that is revised.</param>
    /// <param name="author">Who revises it.</param>
    /// <param name="today">The day.</param>
    /// <param name="validityDays">For how many days the draft holds, where the quote's last day has passed.</param>
    /// <returns>The draft, whose prices are agreed, and which isn't taxed anew.</returns>
    internal static Quote NextRevision(this Quote quote, Actor author, LocalDate today, int validityDays) => quote with
    {
        Id = DerivedId.Create<Quote>(
            quote.Tenant, "quote revision", quote.BillingEntity.ToString(), quote.Number!, FormattableString.Invariant($"{quote.Revision + 1}"), FormattableString.Invariant($"{quote.Revisions}")),
        Version = 0,
        Status = QuoteLifecycle.Table.Initial,
        Revision = quote.Revision + 1,
        Revisions = 0,
        Author = author.User,
        AuthorName = author.DisplayName,
        Authors = [author.User],
        Approval = null,
        Sendings = [],
        Acceptance = null,
        Choice = null,
        Ordered = [],
        ActivatedAt = null,
        ClosedOn = null,
        CloseReason = null,
        IssueDate = today,
        EffectiveFrom = quote.EffectiveFrom > today ? quote.EffectiveFrom : null,
        LastDay = quote.LastDay < today ? today.PlusDays(validityDays) : quote.LastDay,
        Lines = Sourced(quote.Lines, PriceSourceKind.Catalog, PriceSourceKind.Agreed),
    };

    /// <summary>Lets lines follow the catalog again whose prices of it were agreed.</summary>
    internal static ValueList<DocumentLine> Following(ValueList<DocumentLine> lines) => Sourced(lines, PriceSourceKind.Agreed, PriceSourceKind.Catalog);

    // what was agreed and never stood in a list stays agreed
    private static ValueList<DocumentLine> Sourced(ValueList<DocumentLine> lines, PriceSourceKind from, PriceSourceKind to) => lines.AsEnumerable()
        .Select(line => line.Source is { List: not null } source && source.Kind == from ? line with { Source = source with { Kind = to } } : line).ToValueList();
}
