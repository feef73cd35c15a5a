using System.Linq;
using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Orders;
using Psa.Quotes;
using Psa.Storage;

namespace Psa.Services;

/// <summary>The lines of a quote or order beside the catalog.</summary>
internal sealed record LineComparison
{
    /// <summary>Gets what the catalog prices otherwise, agreed lines too.</summary>
    internal required ValueList<PriceDifference> Differences { get; init; }

    /// <summary>Gets what its lines are priced by; <see langword="null"/> when none of them can move.</summary>
    internal required LinePricing? Pricing { get; init; }

    /// <summary>Gets what the document takes of it when it is priced anew.</summary>
    internal ValueList<PriceDifference> Following => Differences.AsEnumerable().Where(static difference => difference.Follows).ToValueList();

    /// <summary>Gets whether the document is stale.</summary>
    internal bool IsStale => Differences.AsEnumerable().Any(static difference => difference.Follows);

    /// <summary>Gives the lines with the prices that they follow, not taxed yet.</summary>
    /// <param name="lines">The lines that were compared.</param>
    /// <param name="movement">What becomes of the prices of their document.</param>
    internal ValueList<DocumentLine> Applied(ValueList<DocumentLine> lines, PriceMovement movement) => IsStale ? Repricing.Apply(lines, movement == PriceMovement.Follows, Pricing!) : lines;

    /// <summary>Gives a draft with the prices that it follows, not taxed yet.</summary>
    internal Quote Applied(Quote draft) => draft with { Lines = Applied(draft.Lines, draft.Prices()) };

    /// <summary>Gives an active order with the prices that it follows, not taxed yet.</summary>
    internal Order Applied(Order order) => order with { Lines = Applied(order.Lines, order.Prices()) };

    /// <summary>Compares the lines of a quote or order with the catalog of a day, and changes nothing.</summary>
    /// <param name="session">The session.</param>
    /// <param name="lines">The lines as they are agreed.</param>
    /// <param name="movement">What becomes of the prices of their document; frozen ones differ in nothing.</param>
    /// <param name="whose">Whose prices hold.</param>
    /// <param name="date">The day.</param>
    /// <param name="catalog">The catalog where it is read already, or <see langword="null"/>; products that it lacks are read.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<LineComparison> OfAsync(
        IPsaSession session, ValueList<DocumentLine> lines, PriceMovement movement, PricedFor whose, LocalDate date, CatalogFacts? catalog, CancellationToken cancellationToken)
    {
        var products = lines.AsEnumerable().Select(static line => line.Product).OfType<Id<Product>>().Distinct().ToList();
        if (movement == PriceMovement.Frozen || products.Count == 0)
        {
            return new() { Differences = [], Pricing = null };
        }

        var pricing = await session.PricingAsync(products, whose, date, catalog, cancellationToken).ConfigureAwait(false);
        return new() { Differences = Repricing.Compare(lines, 0, movement == PriceMovement.Follows, pricing), Pricing = pricing };
    }

    /// <summary>Compares them at a step, which refuses what is stale where the tenant wants to be asked; nothing that doesn't follow the catalog is stale.</summary>
    /// <exception cref="ValidationFailedException"><c>price.stale</c>, each line with its place.</exception>
    internal static async Task<LineComparison> AtStepAsync(Step step, ValueList<DocumentLine> lines, PriceMovement movement, PricedFor whose, Guid document, CancellationToken cancellationToken)
    {
        if (movement != PriceMovement.Follows)
        {
            return new() { Differences = [], Pricing = null };
        }

        var comparison = await OfAsync(step, lines, movement, whose, await step.TodayAsync(cancellationToken).ConfigureAwait(false), catalog: null, cancellationToken).ConfigureAwait(false);
        if (comparison.IsStale && (await step.SettingsAsync(cancellationToken).ConfigureAwait(false)).RefuseStalePrices)
        {
            HandPrices.RequireFresh(comparison.Following, document);
        }

        return comparison;
    }
}
