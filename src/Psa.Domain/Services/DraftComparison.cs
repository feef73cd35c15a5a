using System.Linq;
using Psa.Documents;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>A draft beside the catalog.</summary>
internal sealed record DraftComparison
{
    /// <summary>Gets the items on it, as they are stored.</summary>
    internal required List<SalesItem> Stored { get; init; }

    /// <summary>Gets what the catalog prices otherwise, agreed lines too.</summary>
    internal required ValueList<PriceDifference> Differences { get; init; }

    /// <summary>Gets what its lines are priced by; <see langword="null"/> when none of them can move.</summary>
    internal required LinePricing? Pricing { get; init; }

    /// <summary>Gets what the document takes of it when it is priced anew.</summary>
    internal ValueList<PriceDifference> Following => Differences.AsEnumerable().Where(static difference => difference.Follows).ToValueList();

    /// <summary>Gets whether the document is stale.</summary>
    internal bool IsStale => Differences.AsEnumerable().Any(static difference => difference.Follows);

    /// <summary>Gives an item off its draft, with the prices that it follows.</summary>
    internal SalesItem Applied(SalesItem item, Invoice draft)
    {
        var off = item.TakeOffInvoice();
        return IsStale && item.IsOf(draft.Id) && Repricing.Apply(off.Lines, draft.Prices() == PriceMovement.Follows, Pricing!) is var lines && lines != off.Lines ? off.WithLines(lines, Pricing!.Rounding) : off;
    }
}
