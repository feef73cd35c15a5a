using NodaTime;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>Which entry of a part's terms holds when: the last whose first day has come; of two with one date, the later recorded.</summary>
public static class TermsTimeline
{
    /// <summary>Finds the entry in force on a day; days before the first entry belong to it.</summary>
    /// <param name="terms">The timeline, ascending, at least one entry.</param>
    /// <param name="policy">Says whether an effective date is the first day of new terms.</param>
    /// <param name="date">The day.</param>
    /// <returns>The entry's place, from 0. O(log n).</returns>
    public static int IndexAt(ValueList<PartTerms> terms, ProrationPolicy policy, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var (low, high) = (0, terms.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (policy.FirstDayOfTerms(terms[middle].EffectiveFrom) <= date)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }
}
