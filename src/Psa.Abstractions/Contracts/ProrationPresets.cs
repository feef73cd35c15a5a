namespace Psa.Contracts;

/// <summary>The rules of systems that people migrate from, so that first invoices match the old ones; <c>docs/migrating.md</c> says what proves each.</summary>
public static class ProrationPresets
{
    /// <summary>Gets our own default.</summary>
    public static ProrationPolicy Default => ProrationPolicy.Default;

    /// <summary>Gets Kill Bill: actual days of the aligned period, each item rounded; an end date is the first day not billed.</summary>
    public static ProrationPolicy KillBill { get; } = new() { Style = ProrationStyle.PerPiece, TerminationDay = TerminationDayRule.FirstDayNotBilled };

    /// <summary>Gets Lago: actual days, each fee rounded; start and termination day are billed, the day of an upgrade belongs to the new plan.</summary>
    public static ProrationPolicy Lago { get; } = new() { Style = ProrationStyle.PerPiece };

    /// <summary>Gets ConnectWise: actual days, each line rounded, an added or removed quantity is a line of its own; the effective day counts.</summary>
    public static ProrationPolicy ConnectWise { get; } = new() { Style = ProrationStyle.PerPiece, Decomposition = PieceDecomposition.ByDelta };

    /// <summary>Gets Zuora "use actual number of days": each segment rounded, an end date is the first day not billed.</summary>
    public static ProrationPolicy ZuoraActual { get; } = new() { Style = ProrationStyle.PerPiece, TerminationDay = TerminationDayRule.FirstDayNotBilled };

    /// <summary>Gets Zuora "assume 30 days in each month": actual days over 30; differs for a full month, which we never bill at 31/30 or 28/30.</summary>
    public static ProrationPolicy ZuoraAssume30 { get; } = ZuoraActual with { Basis = ProrationBasis.FixedDaysAMonth(30) };

    /// <summary>Gets Zuora "assume 30 days in each month (strict)": 30/360.</summary>
    public static ProrationPolicy ZuoraStrict30360 { get; } = ZuoraActual with { Basis = ProrationBasis.Thirty360 };
}
