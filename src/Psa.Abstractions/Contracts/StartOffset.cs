using NodaTime;

namespace Psa.Contracts;

/// <summary>
/// A day as told from another one: so many whole months after it, and then so many days. A month after the 31st is the last day of a shorter month. Each day has one such form, the one
/// with the most months that aren't too many; from another start the same form may be another number of days.
/// </summary>
/// <param name="Months">Whole months; negative before the start.</param>
/// <param name="Days">Days after those months.</param>
public sealed record StartOffset(int Months, int Days)
{
    /// <summary>Gets the start itself.</summary>
    public static StartOffset None { get; } = new(0, 0);

    /// <summary>Tells a day from a start.</summary>
    /// <param name="start">The start.</param>
    /// <param name="date">The day.</param>
    /// <returns>The form: from the same start it gives the same day.</returns>
    [Pure]
    public static StartOffset Of(LocalDate start, LocalDate date)
    {
        var months = ((date.Year - start.Year) * 12) + date.Month - start.Month;
        if (start.PlusMonths(months) > date)
        {
            months--;
        }

        return new(months, date.DayNumber() - start.PlusMonths(months).DayNumber());
    }

    /// <summary>Gives the day.</summary>
    /// <param name="start">The start.</param>
    /// <returns>The day.</returns>
    [Pure]
    public LocalDate From(LocalDate start) => start.PlusMonths(Months).PlusDays(Days);
}
