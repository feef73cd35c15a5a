using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Invoices;
using Psa.Quotes;
using Psa.Runs;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Compares draft quotes with the catalog and prices them anew (R-STALE).</summary>
/// <param name="writer">Writes them.</param>
internal sealed class QuoteRepricing(QuoteWriter writer)
{
    /// <summary>Compares a quote with the catalog of a day, and changes nothing.</summary>
    /// <param name="session">The session.</param>
    /// <param name="quote">The quote; what isn't a draft differs in nothing.</param>
    /// <param name="whose">Whose prices hold.</param>
    /// <param name="date">The day.</param>
    /// <param name="catalog">The catalog where it is read already, or <see langword="null"/>; products that it lacks are read.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static Task<LineComparison> CompareAsync(IPsaSession session, Quote quote, PricedFor whose, LocalDate date, CatalogFacts? catalog, CancellationToken cancellationToken) =>
        LineComparison.OfAsync(session, quote.Lines, quote.Prices(), whose, date, catalog, cancellationToken);

    /// <summary>Compares a draft at a step, which refuses what is stale where the tenant wants to be asked.</summary>
    /// <exception cref="ValidationFailedException"><c>price.stale</c>, each line with its place.</exception>
    internal static Task<LineComparison> CompareAtStepAsync(Step step, Quote draft, PricedFor whose, CancellationToken cancellationToken) =>
        LineComparison.AtStepAsync(step, draft.Lines, draft.Prices(), whose, draft.Id.Value, cancellationToken);

    /// <summary>Prices a draft that follows the catalog anew and stages it, with an event; nothing when nothing differs.</summary>
    /// <param name="step">The step, whose day counts.</param>
    /// <param name="draft">The draft as it is stored.</param>
    /// <param name="catalog">The catalog where it is read already, or <see langword="null"/>; products that it lacks are read.</param>
    /// <param name="run">The run that does it, which says what changed; <see langword="null"/> when the quote is priced anew by itself.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft as it is now, and what differed. An approval of other prices ended.</returns>
    /// <exception cref="RuleViolationException">Its discounts take more than its lines come to now, and what else refuses a draft.</exception>
    internal async Task<(Quote Draft, ValueList<PriceDifference> Differences)> RepriceDraftAsync(
        Step step, Quote draft, CatalogFacts? catalog, RepricingRun? run, CancellationToken cancellationToken)
    {
        var whose = await QuoteWriter.WhoseAsync(step, draft, cancellationToken).ConfigureAwait(false);
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var comparison = await CompareAsync(step, draft, whose, today, catalog, cancellationToken).ConfigureAwait(false);
        if (!comparison.IsStale)
        {
            return (draft, []);
        }

        var (repriced, _) = await writer.WriteAsync(step, comparison.Applied(draft), whose, draft.Charges.AsWritten(), cancellationToken).ConfigureAwait(false);
        step.AppendRepriced(draft.Id, draft, repriced, comparison.Following, run);
        return (step.Of<Quote>().Update(repriced, draft), comparison.Following);
    }

    /// <summary>Gives a draft as it is at a step: compared with the catalog of the day where it follows it, and priced anew, with an event, or refused. It is as it was where nothing differs, and it isn't staged.</summary>
    /// <param name="step">The step, whose day counts.</param>
    /// <param name="draft">The draft as it is stored.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft as it is now, and whether anything differed.</returns>
    /// <exception cref="ValidationFailedException"><c>price.stale</c>, each line with its place.</exception>
    internal async Task<(Quote Draft, bool IsRepriced)> FreshAsync(Step step, Quote draft, CancellationToken cancellationToken)
    {
        var whose = await QuoteWriter.WhoseAsync(step, draft, cancellationToken).ConfigureAwait(false);
        var comparison = await CompareAtStepAsync(step, draft, whose, cancellationToken).ConfigureAwait(false);
        if (!comparison.IsStale)
        {
            return (draft, false);
        }

        var (fresh, _) = await writer.WriteAsync(step, comparison.Applied(draft), whose, draft.Charges.AsWritten(), cancellationToken).ConfigureAwait(false);
        step.AppendRepriced(draft.Id, draft, fresh, comparison.Following, run: null);
        return (fresh, true);
    }
}
