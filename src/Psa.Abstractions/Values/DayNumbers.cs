using NodaTime;

namespace Psa;

/// <summary>Days as numbers: what is counted, compared or divided is converted once, and then is a whole number.</summary>
internal static class DayNumbers
{
    private static readonly LocalDate Zero = new(1, 1, 1);

    /// <summary>Gives the days since 0001-01-01; from that day on the same in any calendar.</summary>
    internal static int DayNumber(this LocalDate date) => date.Year > 0 ? date.ToDateOnly().DayNumber : Period.DaysBetween(Zero, date);

    /// <summary>Gives the day of a number, in the calendar of ISO 8601.</summary>
    internal static LocalDate ToDate(int dayNumber) => Zero.PlusDays(dayNumber);
}
