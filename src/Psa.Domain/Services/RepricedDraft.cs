using Psa.Documents;
using Psa.Invoices;

namespace Psa.Services;

/// <summary>A draft that was compared with the catalog, and priced anew where it differed.</summary>
/// <param name="Draft">The draft as it is now.</param>
/// <param name="Differences">What differed; nothing when the draft is as it was.</param>
internal sealed record RepricedDraft(Invoice Draft, ValueList<PriceDifference> Differences);
