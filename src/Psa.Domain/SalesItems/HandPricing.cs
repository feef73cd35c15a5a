using Psa.Catalog;
using Psa.Documents;

namespace Psa.SalesItems;

/// <summary>How lines that somebody writes come to their prices.</summary>
internal sealed record HandPricing
{
    /// <summary>Gets what their products cost.</summary>
    internal required LinePricing Lines { get; init; }

    /// <summary>Gets whether the catalog's price is taken as agreed: it stays, whatever the catalog says later, and a product without one is refused.</summary>
    internal bool IsAgreed { get; init; }

    /// <summary>Gets whether the prices of the document are locked: lines keep theirs, and free text is refused.</summary>
    internal bool IsLocked { get; init; }

    /// <summary>Gets whether lines that are left as they were keep their prices, whatever the catalog says by now: a change is no step that compares.</summary>
    internal bool LeavesUntouched { get; init; }

    /// <summary>Gets who writes them.</summary>
    internal required string By { get; init; }

    /// <summary>Gets what a price of the catalog is to the line.</summary>
    internal PriceSourceKind Kind => IsAgreed ? PriceSourceKind.Agreed : PriceSourceKind.Catalog;
}
