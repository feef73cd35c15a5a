namespace Psa.Contracts;

/// <summary>The error codes of proration.</summary>
public static class ProrationErrors
{
    /// <summary>The basis counts months, and the cycle counts weeks.</summary>
    public const string BasisNotForWeeks = "proration.basis_not_for_weeks";

    /// <summary>A fixed basis of a number of days that no month or year has.</summary>
    public const string BadDays = "proration.bad_days";

    /// <summary>Covered days that are not in order, overlap, or lie outside their period.</summary>
    public const string BadCoverage = "proration.bad_coverage";
}
