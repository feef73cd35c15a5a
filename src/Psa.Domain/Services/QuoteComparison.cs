using System.Linq;
using Psa.Documents;
using Psa.Quotes;

namespace Psa.Services;

/// <summary>A quote beside the catalog.</summary>
internal sealed record QuoteComparison
{
    /// <summary>Gets what the catalog prices otherwise, agreed lines too.</summary>
    internal required ValueList<PriceDifference> Differences { get; init; }

    /// <summary>Gets what its lines are priced by; <see langword="null"/> when none of them can move.</summary>
    internal required LinePricing? Pricing { get; init; }

    /// <summary>Gets what the quote takes of it when it is priced anew.</summary>
    internal ValueList<PriceDifference> Following => Differences.AsEnumerable().Where(static difference => difference.Follows).ToValueList();

    /// <summary>Gets whether the quote is stale.</summary>
    internal bool IsStale => Differences.AsEnumerable().Any(static difference => difference.Follows);

    /// <summary>Gives a draft with the prices that it follows, not taxed yet.</summary>
    internal Quote Applied(Quote draft) => IsStale ? draft with { Lines = Repricing.Apply(draft.Lines, draft.Prices() == PriceMovement.Follows, Pricing!) } : draft;
}
