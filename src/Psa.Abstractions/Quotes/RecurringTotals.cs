using Psa.Contracts;
using Psa.Documents;

namespace Psa.Quotes;

/// <summary>What the chosen lines of one cycle come to.</summary>
/// <param name="Cycle">The cycle.</param>
/// <param name="Totals">The totals of a full period, whose lines are those of the quote: all that is of another cycle, sold once or not chosen comes to nothing there.</param>
public sealed record RecurringTotals(BillingCycle Cycle, DocumentTotals Totals);
