using System.Linq;
using Psa.Documents;
using Psa.Invoices;

namespace Psa.Services;

/// <summary>A draft that was compared with the catalog, and priced anew where it differed.</summary>
/// <param name="Draft">The draft as it is now.</param>
/// <param name="Differences">What differed; nothing when the draft is as it was.</param>
/// <param name="Before">What it came to, with tax.</param>
internal sealed record RepricedDraft(Invoice Draft, ValueList<PriceDifference> Differences, Money Before)
{
    /// <summary>Gets what it comes to, with tax.</summary>
    internal Money After => Draft.Totals.TotalWithTax;

    /// <summary>Gets how many lines got a pricing error.</summary>
    internal int LinesInError => Differences.AsEnumerable().Count(static difference => difference.PricingError is not null);
}
