using NodaTime;

namespace Psa.Contracts;

/// <summary>Which entry of a part's terms holds when: the last whose first day has come; of two with one date, the later recorded.</summary>
internal static class TermsTimeline
{
    /// <summary>Finds the entry in force on a day; days before the first entry belong to it.</summary>
    /// <param name="terms">The timeline, ascending, at least one entry.</param>
    /// <param name="policy">Says whether an effective date is the first day of new terms.</param>
    /// <param name="date">The day.</param>
    /// <returns>The entry's place, from 0. O(log n).</returns>
    internal static int IndexAt(ValueList<PartTerms> terms, ProrationPolicy policy, LocalDate date)
    {
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

    /// <summary>Tells whether an entry is in force on any day: not when another one replaced it before its first.</summary>
    internal static bool IsEverInForce(ValueList<PartTerms> terms, ProrationPolicy policy, int index, LocalDate firstDay)
    {
        var begins = index == 0 ? firstDay : LocalDate.Max(firstDay, policy.FirstDayOfTerms(terms[index].EffectiveFrom));
        return IndexAt(terms, policy, begins) == index;
    }
}
