using NodaTime;

namespace Psa;

/// <summary>Compares with dates that may be open. An open end is never reached, an open start always: said here once, so that nobody negates a comparison with nothing.</summary>
internal static class OpenDates
{
    /// <summary>Tells whether a day lies before an end; before an open one it always does.</summary>
    internal static bool IsBefore(this LocalDate day, LocalDate? endExclusive) => endExclusive is not { } end || day < end;

    /// <summary>Tells whether a day is at most a last day; of an open one it always is.</summary>
    internal static bool IsOnOrBefore(this LocalDate day, LocalDate? lastDay) => lastDay is not { } last || day <= last;

    /// <summary>Tells whether a day is at least a first day; of an open one it always is.</summary>
    internal static bool IsOnOrAfter(this LocalDate day, LocalDate? firstDay) => firstDay is not { } first || day >= first;

    /// <summary>Gives the earlier of two days of which either may be missing; <see langword="null"/> when both are.</summary>
    internal static LocalDate? Earlier(LocalDate? one, LocalDate? other) =>
        one is { } day && day.IsOnOrBefore(other) ? one : other;
}
