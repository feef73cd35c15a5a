using NodaTime;
using Psa.Contracts;

namespace Psa.Quotes;

/// <summary>What of a quote is billed alike, and stands on one contract.</summary>
/// <param name="Cycle">How often.</param>
/// <param name="Timing">Before a period or after it.</param>
/// <param name="Parts">The parts, in the order of the quote's lines.</param>
internal sealed record RecurringGroup(BillingCycle Cycle, BillingTiming Timing, ValueList<RecurringPart> Parts)
{
    /// <summary>Gets the last day of the longest term, or <see langword="null"/> when one of them is open.</summary>
    internal LocalDate? LastDay
    {
        get
        {
            LocalDate? last = LocalDate.MinIsoValue;
            foreach (var part in Parts)
            {
                last = part.LastDay is { } day && last is { } so ? LocalDate.Max(day, so) : null;
            }

            return last;
        }
    }
}
