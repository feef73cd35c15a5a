namespace Psa.Adjustments;

/// <summary>A line of an adjustment that has no price anywhere: nothing is made of it until it is priced or deselected.</summary>
/// <param name="Pane">The pane.</param>
/// <param name="Line">The line.</param>
public sealed record UnpricedLine(AdjustmentPane Pane, AdjustmentLine Line);
