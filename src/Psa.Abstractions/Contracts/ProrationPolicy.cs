using NodaTime;

namespace Psa.Contracts;

/// <summary>
/// How parts of a period are billed: basis, rounding of the lines, and whose day a date is. The static ones are named after the systems that people migrate from;
/// <c>docs/migrating.md</c> says which of their rules are proved by cases of those systems.
/// </summary>
public sealed record ProrationPolicy
{
    /// <summary>Gets the default: actual days, cumulative; an effective date is the first day of the new terms, a termination date the last day billed.</summary>
    public static ProrationPolicy Default { get; } = new();

    /// <summary>Gets Kill Bill: actual days of the aligned period, each item rounded; an end date is the first day not billed.</summary>
    public static ProrationPolicy KillBill { get; } = new() { Style = ProrationStyle.PerPiece, TerminationDay = TerminationDayRule.FirstDayNotBilled };

    /// <summary>Gets Lago: actual days, cumulative; start and termination day are billed, the day of an upgrade belongs to the new plan.</summary>
    public static ProrationPolicy Lago { get; } = new();

    /// <summary>Gets ConnectWise: actual days, each line rounded, an added or removed quantity is a line of its own; the effective day counts.</summary>
    public static ProrationPolicy ConnectWise { get; } = new() { Style = ProrationStyle.PerPiece, Decomposition = PieceDecomposition.ByDelta };

    /// <summary>Gets Zuora "use actual number of days": each segment rounded, an end date is the first day not billed.</summary>
    public static ProrationPolicy ZuoraActual { get; } = new() { Style = ProrationStyle.PerPiece, TerminationDay = TerminationDayRule.FirstDayNotBilled };

    /// <summary>Gets Zuora "assume 30 days in each month": actual days over 30; differs for a full month, which we never bill at 31/30 or 28/30.</summary>
    public static ProrationPolicy ZuoraAssume30 { get; } = ZuoraActual with { Basis = ProrationBasis.FixedDaysAMonth(30) };

    /// <summary>Gets Zuora "assume 30 days in each month (strict)": 30/360.</summary>
    public static ProrationPolicy ZuoraStrict30360 { get; } = ZuoraActual with { Basis = ProrationBasis.Thirty360 };

    /// <summary>Gets the units of measure.</summary>
    public ProrationBasis Basis { get; init; }

    /// <summary>Gets where lines are rounded.</summary>
    public ProrationStyle Style { get; init; }

    /// <summary>Gets into which pieces a period falls; only for <see cref="ProrationStyle.PerPiece"/>.</summary>
    public PieceDecomposition Decomposition { get; init; }

    /// <summary>Gets to which terms the day of a change belongs.</summary>
    public EffectiveDayRule EffectiveDay { get; init; }

    /// <summary>Gets whether the day of a termination is billed.</summary>
    public TerminationDayRule TerminationDay { get; init; }

    /// <summary>Gives the first day of new terms.</summary>
    /// <param name="effectiveDate">The date people say the change is effective on.</param>
    /// <returns>That day, or the one after it.</returns>
    public LocalDate FirstDayOfTerms(LocalDate effectiveDate) => EffectiveDay == EffectiveDayRule.FirstDayOfNew ? effectiveDate : effectiveDate.PlusDays(1);

    /// <summary>Gives the day after the last one billed.</summary>
    /// <param name="terminationDate">The date people say it ends on.</param>
    /// <returns>That day, or the one after it.</returns>
    public LocalDate EndExclusive(LocalDate terminationDate) => TerminationDay == TerminationDayRule.LastDayBilled ? terminationDate.PlusDays(1) : terminationDate;
}
