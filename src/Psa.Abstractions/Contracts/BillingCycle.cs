using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Contracts;

/// <summary>
/// How often something is billed: every n months or weeks, and where the periods begin. This is the definition;
/// <see cref="AnchoredAt"/> resolves it for what starts on a day.
/// </summary>
public sealed record BillingCycle
{
    /// <summary>The most months in one period.</summary>
    public const int MaxMonths = 60;

    /// <summary>The most weeks in one period.</summary>
    public const int MaxWeeks = 520;

    /// <summary>Makes a cycle of its stored parts; <see cref="EveryMonths"/> and <see cref="EveryWeeks"/> read better.</summary>
    /// <param name="unit">Months or weeks.</param>
    /// <param name="count">How many: 1–60 months, 1–520 weeks.</param>
    /// <param name="day">For months: the day (1–31) on which periods begin, or <see langword="null"/> for the day on which the contract begins.</param>
    /// <param name="anchor">For weeks: a day on which a period begins.</param>
    /// <exception cref="RuleViolationException"><c>cycle.bad_count</c>, <c>cycle.bad_anchor</c>.</exception>
    [JsonConstructor]
    public BillingCycle(CycleUnit unit, int count, int? day = null, LocalDate? anchor = null)
    {
        var most = unit == CycleUnit.Weeks ? MaxWeeks : MaxMonths;
        if (count < 1 || count > most)
        {
            throw new RuleViolationException(ContractErrors.BadCycleCount, FormattableString.Invariant($"A billing cycle of {count} {(unit == CycleUnit.Weeks ? "weeks" : "months")} doesn't exist: use 1 to {most}."));
        }

        if (unit == CycleUnit.Weeks ? anchor is null || day is not null : anchor is not null || day is < 1 or > 31)
        {
            throw new RuleViolationException(
                ContractErrors.BadCycleAnchor,
                unit == CycleUnit.Weeks
                    ? "A cycle of weeks needs a date on which a period begins, and no day of the month."
                    : FormattableString.Invariant($"A cycle of months begins on a day from 1 to 31, or on the contract's own day (none given): {day} is neither."));
        }

        Unit = unit;
        Count = count;
        Day = day;
        Anchor = anchor;
    }

    /// <summary>Gets every month, from the contract's first day.</summary>
    public static BillingCycle Monthly { get; } = EveryMonths(1);

    /// <summary>Gets every three months, from the contract's first day.</summary>
    public static BillingCycle Quarterly { get; } = EveryMonths(3);

    /// <summary>Gets every twelve months, from the contract's first day.</summary>
    public static BillingCycle Yearly { get; } = EveryMonths(12);

    /// <summary>Gets what is counted.</summary>
    public CycleUnit Unit { get; }

    /// <summary>Gets how many months or weeks a period takes.</summary>
    public int Count { get; }

    /// <summary>Gets the day of the month on which periods begin (in shorter months their last day); <see langword="null"/> for the contract's own day, and for weeks.</summary>
    public int? Day { get; }

    /// <summary>Gets a day on which a period of weeks begins; <see langword="null"/> for months.</summary>
    public LocalDate? Anchor { get; }

    /// <summary>Makes a cycle of months that begins on the contract's first day (anniversary).</summary>
    /// <param name="count">1–60.</param>
    /// <returns>The cycle.</returns>
    /// <exception cref="RuleViolationException"><c>cycle.bad_count</c>.</exception>
    [Pure]
    public static BillingCycle EveryMonths(int count) => new(CycleUnit.Months, count, day: null, anchor: null);

    /// <summary>Makes a cycle of weeks.</summary>
    /// <param name="count">1–520.</param>
    /// <param name="anchor">A day on which a period begins, past or future.</param>
    /// <returns>The cycle.</returns>
    /// <exception cref="RuleViolationException"><c>cycle.bad_count</c>.</exception>
    [Pure]
    public static BillingCycle EveryWeeks(int count, LocalDate anchor) => new(CycleUnit.Weeks, count, day: null, anchor);

    /// <summary>Gives the same cycle of months with periods that begin on a day of the calendar.</summary>
    /// <param name="day">1–31; in shorter months their last day.</param>
    /// <returns>The cycle.</returns>
    /// <exception cref="RuleViolationException"><c>cycle.bad_anchor</c>: no such day, or a cycle of weeks.</exception>
    [Pure]
    public BillingCycle OnDay(int day) => new(Unit, Count, day, Anchor);

    /// <summary>
    /// Resolves the cycle for what starts on a day: period 0 is the one that holds it. With a calendar day the first boundary on or after the start is that day
    /// in the start's own month, or n months later when that day is before the start.
    /// </summary>
    /// <param name="start">The contract's first day.</param>
    /// <returns>The resolved cycle.</returns>
    internal AnchoredCycle AnchoredAt(LocalDate start) =>
        Unit == CycleUnit.Weeks
            ? AnchoredCycle.OfWeeks(Count, Anchor!.Value, start)
            : AnchoredCycle.OfMonths(Count, Day ?? start.Day, start);

    /// <summary>Says it in words, as <c>every 3 months on day 31</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        Unit == CycleUnit.Weeks
            ? FormattableString.Invariant($"every {Count} weeks from {Anchor:R}")
            : FormattableString.Invariant($"every {Count} months{(Day is { } day ? $" on day {day}" : string.Empty)}");
}
