using System.Linq;
using NodaTime;

namespace Psa.Payments;

/// <summary>Sorts what is open by days past the due date.</summary>
internal static class AgeingBuckets
{
    private const int MostBounds = 12;
    private const int MostDays = 36_500;

    /// <summary>Gets the bounds that hold unless others are given: 1–30, 31–60, 61–90, above 90 days.</summary>
    public static ValueList<int> Usual { get; } = [30, 60, 90];

    /// <summary>Gives bounds that can be worked with; none stand for the usual ones.</summary>
    /// <exception cref="RuleViolationException"><c>account.bad_bounds</c>.</exception>
    public static ValueList<int> Checked(ValueList<int> bounds)
    {
        for (var i = 0; i < bounds.Count; i++)
        {
            if (i >= MostBounds || bounds[i] > MostDays || bounds[i] <= (i == 0 ? 0 : bounds[i - 1]))
            {
                throw new RuleViolationException(AccountErrors.BadBounds, $"The bounds of an ageing are at most {MostBounds} numbers of days, above 0, ascending, such as 30, 60, 90.").At("Bounds");
            }
        }

        return bounds.IsEmpty ? Usual : bounds;
    }

    /// <summary>Gives the buckets of some amounts.</summary>
    /// <param name="open">What is open, with the days by which it is to be paid.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="bounds">The last days of the buckets, ascending.</param>
    /// <param name="currency">The currency.</param>
    /// <returns>One for what isn't due yet, one a bound, and one for what is beyond the last.</returns>
    public static ValueList<AgeingBucket> Of(IEnumerable<DueAmount> open, LocalDate asOf, ValueList<int> bounds, Currency currency)
    {
        var amounts = Enumerable.Repeat(Money.Zero(currency), bounds.Count + 2).ToArray();
        foreach (var part in open)
        {
            amounts[PlaceOf(Period.DaysBetween(part.DueDate, asOf), bounds)] += part.Amount;
        }

        return amounts.Select((amount, i) => new AgeingBucket(
            i == 0 ? null : i == 1 ? 1 : bounds[i - 2] + 1,
            i == 0 || i > bounds.Count ? null : bounds[i - 1],
            amount)).ToValueList();
    }

    private static int PlaceOf(int daysPast, ValueList<int> bounds)
    {
        var place = 0;
        if (daysPast > 0)
        {
            for (place = 1; place <= bounds.Count && daysPast > bounds[place - 1]; place++)
            {
                // the next bucket
            }
        }

        return place;
    }
}
