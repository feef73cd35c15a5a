using System.Linq;
using NodaTime;
using Psa.Catalog;
using Psa.Events;
using Psa.Orders;
using Psa.Quotes;
using Psa.Records;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Wins quotes: an order of what is sold once, and contracts of what recurs, in the same commit. What was kept for it is picked for the order, or stays until it is ordered.</summary>
/// <param name="writer">Writes quotes and orders.</param>
internal sealed class QuoteWinning(QuoteWriter writer)
{
    /// <summary>Stages a won quote with all that it makes.</summary>
    /// <param name="step">The step.</param>
    /// <param name="quote">The active quote, as it was chosen.</param>
    /// <param name="stored">The quote as it is stored or staged.</param>
    /// <param name="request">How it is won.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async Task<QuoteDecision> WinAsync(Step step, Quote quote, Quote stored, WinQuote request, CancellationToken cancellationToken)
    {
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var (won, order, kept) = (quote.Win(today), (Order?)null, new QuoteReservations(step));
        await kept.ChooseAsync(won, cancellationToken).ConfigureAwait(false);
        var contracts = await step.AgreeAsync(won.AsChosen(), request.ContractStart ?? today.With(DateAdjusters.EndOfMonth).PlusDays(1), request.Contracts, cancellationToken).ConfigureAwait(false);
        if (won.AsChosen().SellsOnce() && (request.MakesOrder ?? (await PolicyAsync(step, cancellationToken).ConfigureAwait(false)).OrdersWhenWon))
        {
            (order, won) = await step.OrderAsync(writer.Orders(step), won, new(), OrderOf(won), [], cancellationToken).ConfigureAwait(false);
            await kept.OrderAsync(won, order, cancellationToken).ConfigureAwait(false);
        }

        await kept.WriteAsync(cancellationToken).ConfigureAwait(false);
        step.Append(EventKinds.QuoteWon, won.Id, quote.Status.Name, won.Status.Name);
        return new(step.Of<Quote>().Update(won, stored), order, contracts, await step.OpportunityToCloseAsync(won, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Finds what an earlier call made of a quote.</summary>
    internal static async Task<QuoteDecision> DecidedAsync(IPsaSession session, Quote quote, CancellationToken cancellationToken)
    {
        if (quote.Status != QuoteStatus.Won)
        {
            return new(quote);
        }

        var order = await session.Of<Order>().FindAsync(OrderOf(quote), cancellationToken).ConfigureAwait(false);
        var contracts = await session.AgreedAsync(quote.AsChosen(), cancellationToken).ConfigureAwait(false);
        return new(quote, order, contracts, await session.OpportunityToCloseAsync(quote, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Prices an expired quote anew: a revision that is activated in the same commit, with the catalog's prices of today.</summary>
    /// <param name="step">The step.</param>
    /// <param name="quote">The expired quote.</param>
    /// <param name="confirmed">The hash of the prices to which somebody agreed, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The active revision, and as it is staged.</returns>
    /// <exception cref="ValidationFailedException"><c>price.stale</c>: nobody agreed to them, each line with its place, or somebody agreed to others.</exception>
    /// <exception cref="RuleViolationException"><c>quote.approval_required</c>; <c>quote.superseded</c>; <c>document.discount_exceeds_detail</c>.</exception>
    internal async Task<(Quote Active, Quote Staged)> RepriceAsync(Step step, Quote quote, string? confirmed, CancellationToken cancellationToken)
    {
        if (confirmed is null)
        {
            var whose = await QuoteWriter.WhoseAsync((IPsaSession)step, quote, cancellationToken).ConfigureAwait(false);
            var following = quote with { Status = QuoteStatus.Draft, PriceBehaviour = PriceBehaviour.UseCurrent, Lines = QuoteRules.Following(quote.Lines) };
            var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
            var comparison = await QuoteRepricing.CompareAsync(step, following, whose, today, catalog: null, cancellationToken).ConfigureAwait(false);
            ValidationFailedException.ThrowIfAny(
                comparison.Following.AsEnumerable().Select(static one => new Problem(
                    CatalogErrors.StalePrices,
                    $"The quote has expired, and '{one.Text}' would cost {one.NewAmount} instead of {one.OldAmount}{(one.PricingError is { } error ? $" ({error})" : string.Empty)}: confirm the prices of today, or revise the quote.",
                    FormattableString.Invariant($"Lines[{one.Line}]"))).ToValueList(),
                quote.Id.Value);
        }

        var draft = await new QuoteRevision(writer).ReviseAsync(step, quote, RevisionPrices.Refreshed, cancellationToken).ConfigureAwait(false);
        var (active, refusal) = await new QuoteActivation(writer).ActivatedAsync(step, draft, cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
        {
            throw refusal;
        }

        if (confirmed is not null && confirmed != QuoteHash.OfPrices(active))
        {
            throw new ValidationFailedException([new(CatalogErrors.StalePrices, "The prices of today are others than those that were confirmed: look at them again, and confirm them or revise the quote.", nameof(WinQuote.ConfirmedPrices))], quote.Id.Value);
        }

        return (active, draft);
    }

    internal static async Task<QuotePolicy> PolicyAsync(IPsaSession session, CancellationToken cancellationToken) =>
        (await session.SettingsAsync(cancellationToken).ConfigureAwait(false)).Quotes ?? new();

    private static Id<Order> OrderOf(Quote quote) => DerivedId.Create<Order>(quote.Tenant, "quoted order", quote.Id.ToString());
}
