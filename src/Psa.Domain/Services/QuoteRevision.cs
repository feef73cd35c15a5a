using NodaTime;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Quotes;
using Psa.Records;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Revises quotes (R-REVISION).</summary>
/// <param name="writer">Writes drafts.</param>
internal sealed class QuoteRevision(QuoteWriter writer)
{
    /// <summary>Stages a revision of a quote: the quote as it is from now on, the draft that takes its place, and their events.</summary>
    /// <param name="step">The step, whose actor is the draft's author.</param>
    /// <param name="quote">The quote as it is stored.</param>
    /// <param name="prices">What the draft's prices are, or <see langword="null"/> for what the tenant has set.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft as it is staged.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>quote.won</c>, <c>quote.superseded</c>; <c>lifecycle.not_allowed</c>: it is a draft; <c>document.discount_exceeds_detail</c>.</exception>
    internal async Task<Quote> ReviseAsync(Step step, Quote quote, RevisionPrices? prices, CancellationToken cancellationToken)
    {
        await RequireLatestAsync(step, quote, cancellationToken).ConfigureAwait(false);
        var status = QuoteLifecycle.Table.Next(quote.Status, QuoteAction.Revise, step.Actor, quote.Id.Value);
        var policy = (await step.SettingsAsync(cancellationToken).ConfigureAwait(false)).Quotes ?? new();
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var draft = quote.NextRevision(step.Actor, today, policy.ValidityDays);
        var whose = await QuoteWriter.WhoseAsync(step, draft, cancellationToken).ConfigureAwait(false);
        if ((prices ?? policy.RevisionPrices) == RevisionPrices.Refreshed)
        {
            (draft, _) = await RefreshedAsync(step, draft, whose, today, cancellationToken).ConfigureAwait(false);
        }

        var (written, _) = await writer.WriteAsync(step, draft, whose, quote.Charges.AsWritten(), cancellationToken).ConfigureAwait(false);
        step.Of<Quote>().Update(quote with { Status = status, Revisions = quote.Revisions + 1 }, quote);
        step.Append(
            EventKinds.QuoteRevised,
            quote.Id,
            quote.Status.Name,
            status.Name,
            data: PsaJson.Write(new RevisedQuote(written.Id, written.Revision, quote.Sendings), PsaJsonContext.Default.RevisedQuote));
        step.Append(EventKinds.QuoteCreated, written.Id, to: written.Status.Name);
        await new QuoteReservations(step).MoveAsync(quote, written, cancellationToken).ConfigureAwait(false);
        return step.Of<Quote>().Add(written);
    }

    /// <summary>Gives the draft that takes a quote's place at the catalog's prices of a day, not taxed yet, and what differs.</summary>
    internal static async Task<(Quote Draft, ValueList<PriceDifference> Differences)> RefreshedAsync(IPsaSession session, Quote draft, PricedFor whose, LocalDate day, CancellationToken cancellationToken)
    {
        var following = draft with { Lines = QuoteRules.Following(draft.Lines), PriceBehaviour = Catalog.PriceBehaviour.UseCurrent };
        var comparison = await QuoteRepricing.CompareAsync(session, following, whose, day, catalog: null, cancellationToken).ConfigureAwait(false);
        return (comparison.Applied(following) with { PriceBehaviour = draft.PriceBehaviour }, comparison.Following);
    }

    /// <summary>Refuses a quote that isn't active: one that closed and was revised since says that the later revision took its place.</summary>
    /// <exception cref="RuleViolationException"><c>quote.superseded</c>; <c>quote.not_active</c>.</exception>
    internal static async Task<Quote> RequireOfferedAsync(Step step, Quote quote, CancellationToken cancellationToken)
    {
        if (!quote.IsLive() && quote.Status != QuoteStatus.Won && quote.Revisions > 0)
        {
            await RequireLatestAsync(step, quote, cancellationToken).ConfigureAwait(false);
        }

        return quote.RequireActive();
    }

    /// <summary>Reads the latest revision of a quote's number.</summary>
    internal static ValueTask<Quote?> LatestAsync(Step step, Quote quote, CancellationToken cancellationToken) =>
        step.Of<Quote>().FirstAsync(QuoteRecords.OfNumber(quote.Number!, quote.BillingEntity), cancellationToken);

    private static async Task RequireLatestAsync(Step step, Quote quote, CancellationToken cancellationToken)
    {
        if (quote.Status == QuoteStatus.Won)
        {
            throw new RuleViolationException(QuoteErrors.Won, "The quote is won, which is final: draft another one.", quote.Id.Value);
        }

        var latest = await LatestAsync(step, quote, cancellationToken).ConfigureAwait(false);
        if (latest is not null && latest.Id != quote.Id)
        {
            throw new RuleViolationException(
                QuoteErrors.Superseded, $"Revision {latest.Revision} of {quote.Number}, which is {latest.Status.Name}, took the place of revision {quote.Revision}: go on with that one.", quote.Id.Value, latest.Id.Value);
        }
    }
}
