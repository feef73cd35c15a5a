namespace Psa.Adjustments;

/// <summary>A line below zero with which a run gave back what another line billed: it leaves less of its invoice, and of that line. Charged back, and credited of that line instead, it does neither.</summary>
/// <param name="Source">The invoice.</param>
/// <param name="Line">The place of the line.</param>
/// <param name="Corrected">The lines that bill the same period.</param>
internal sealed record CorrectionPlace(ICreditSource Source, int Line, List<CreditPlace> Corrected);
