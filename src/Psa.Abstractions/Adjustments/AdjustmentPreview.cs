namespace Psa.Adjustments;

/// <summary>What an adjustment would be, without being made.</summary>
/// <param name="Adjustment">The adjustment: its lines, differences and documents, none of which is stored.</param>
/// <param name="Warnings">What to look at.</param>
public sealed record AdjustmentPreview(Adjustment Adjustment, ValueList<AdjustmentWarning> Warnings);
