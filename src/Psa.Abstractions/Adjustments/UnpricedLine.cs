namespace Psa.Adjustments;

/// <summary>A line of an adjustment that has no price anywhere, or can't be taxed: nothing is made of it until that is mended or it is deselected.</summary>
/// <param name="Pane">The pane.</param>
/// <param name="Line">The line.</param>
/// <param name="Tax">Why it can't be taxed, such as a code that the tax table doesn't have any more; <see langword="null"/> where only a price is missing.</param>
public sealed record UnpricedLine(AdjustmentPane Pane, AdjustmentLine Line, Problem? Tax = null);
