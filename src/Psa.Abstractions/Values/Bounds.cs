using NodaTime;

namespace Psa;

/// <summary>
/// How large what people give may be. Far beyond what anybody bills, and so small that no step of a calculation with few of them leaves the numbers it is done in; what is computed
/// of them is not held to these bounds.
/// </summary>
internal static class Bounds
{
    /// <summary>The first day.</summary>
    internal static readonly LocalDate FirstDay = new(1900, 1, 1);

    /// <summary>The last day.</summary>
    internal static readonly LocalDate LastDay = new(2999, 12, 31);

    /// <summary>The first moment.</summary>
    internal static readonly Instant FirstMoment = Instant.FromUtc(1900, 1, 1, 0, 0);

    /// <summary>The moment after the last.</summary>
    internal static readonly Instant AfterLastMoment = Instant.FromUtc(3000, 1, 1, 0, 0);

    /// <summary>The largest quantity, price, cost or fee, of either sign: a million millions.</summary>
    internal const decimal Number = 1_000_000_000_000m;

    /// <summary>The most minor units of an amount of money, of either sign.</summary>
    internal const long MinorUnits = 1_000_000_000_000_000;

    /// <summary>The largest percent, of either sign.</summary>
    internal const decimal Percent = 100_000m;

    /// <summary>The largest counter, such as the next number of a series.</summary>
    internal const long Counter = 1_000_000_000_000_000;

    /// <summary>The largest count of days, months, minutes or records.</summary>
    internal const int Count = 1_000_000;

    internal static bool Holds(LocalDate date) => date.Calendar == CalendarSystem.Iso && date >= FirstDay && date <= LastDay;

    internal static bool Holds(Instant moment) => moment >= FirstMoment && moment < AfterLastMoment;
}
