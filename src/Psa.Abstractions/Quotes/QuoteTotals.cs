using Psa.Documents;

namespace Psa.Quotes;

/// <summary>What a quote comes to by one choice of its lines; the parts are never added up.</summary>
/// <param name="OneTime">The totals of what is sold once, with the charges.</param>
/// <param name="Recurring">Those of a full period of what recurs, one entry a cycle, in the order of their lengths.</param>
public sealed record QuoteTotals(DocumentTotals OneTime, ValueList<RecurringTotals> Recurring);
