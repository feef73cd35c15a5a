using NodaTime;

namespace Psa.Contracts;

/// <summary>How parts of a period are billed: basis, rounding of the lines, and whose day a date is.</summary>
public sealed record ProrationPolicy
{
    /// <summary>Gets the default: actual days, cumulative; an effective date is the first day of the new terms, a termination date the last day billed.</summary>
    public static ProrationPolicy Default { get; } = new();

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
