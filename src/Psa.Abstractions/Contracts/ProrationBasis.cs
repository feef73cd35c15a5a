using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>The units in which a period and its parts are measured. The default value is <see cref="ActualDays"/>.</summary>
public readonly record struct ProrationBasis
{
    /// <summary>Makes a basis of its stored parts; the named ones read better.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="days">1–31 for days a month, 12–366 for days a year, else 0.</param>
    /// <exception cref="RuleViolationException"><c>proration.bad_days</c>.</exception>
    [JsonConstructor]
    public ProrationBasis(ProrationBasisKind kind, int days)
    {
        var (least, most) = kind switch
        {
            ProrationBasisKind.FixedDaysAMonth => (1, 31),
            ProrationBasisKind.FixedDaysAYear => (12, 366),
            _ => (0, 0),
        };
        if (days < least || days > most)
        {
            throw new RuleViolationException(ContractErrors.BadProrationDays, FormattableString.Invariant($"The basis {kind} can't have {days} days: use {least} to {most}."));
        }

        Kind = kind;
        Days = days;
    }

    /// <summary>Gets calendar days: 28–31 a month, 365 or 366 a year. The default.</summary>
    public static ProrationBasis ActualDays => default;

    /// <summary>Gets months of 30 days, for cycles of months; the 31st costs nothing.</summary>
    public static ProrationBasis Thirty360 { get; } = new(ProrationBasisKind.Thirty360, 0);

    /// <summary>Gets whole months, then days of the broken month, for cycles of months.</summary>
    public static ProrationBasis MonthsThenDays { get; } = new(ProrationBasisKind.MonthsThenDays, 0);

    /// <summary>Gets the whole period as soon as one day is covered, at the terms of the first covered day: "proration off".</summary>
    public static ProrationBasis FullPeriod { get; } = new(ProrationBasisKind.FullPeriod, 0);

    /// <summary>Gets the whole period when all days are covered, else nothing.</summary>
    public static ProrationBasis Waive { get; } = new(ProrationBasisKind.Waive, 0);

    /// <summary>Gets the kind.</summary>
    public ProrationBasisKind Kind { get; }

    /// <summary>Gets the days a month or a year of the fixed kinds; 0 for the others.</summary>
    public int Days { get; }

    /// <summary>Gets whether it measures months, which a cycle of weeks doesn't have.</summary>
    internal bool CountsMonths => Kind is ProrationBasisKind.Thirty360 or ProrationBasisKind.MonthsThenDays or ProrationBasisKind.FixedDaysAMonth or ProrationBasisKind.FixedDaysAYear;

    /// <summary>Makes a basis of a fixed number of days a month; a fully covered period counts 1, any other at most 1.</summary>
    /// <param name="days">1–31, usually 30.</param>
    /// <returns>The basis.</returns>
    /// <exception cref="RuleViolationException"><c>proration.bad_days</c>.</exception>
    [Pure]
    public static ProrationBasis FixedDaysAMonth(int days) => new(ProrationBasisKind.FixedDaysAMonth, days);

    /// <summary>Makes a basis of a fixed number of days a year; a fully covered period counts 1, any other at most 1.</summary>
    /// <param name="days">12–366, usually 360 or 365.</param>
    /// <returns>The basis.</returns>
    /// <exception cref="RuleViolationException"><c>proration.bad_days</c>.</exception>
    [Pure]
    public static ProrationBasis FixedDaysAYear(int days) => new(ProrationBasisKind.FixedDaysAYear, days);

    /// <summary>Names it, as <c>FixedDaysAMonth(30)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Days == 0 ? Kind.ToString() : FormattableString.Invariant($"{Kind}({Days})");
}
