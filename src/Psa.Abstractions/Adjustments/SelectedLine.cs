using System.Text.Json.Serialization;

namespace Psa.Adjustments;

/// <summary>A line that somebody selected, as it was offered: where it differs by then, nothing is made.</summary>
/// <param name="Pane">The pane.</param>
/// <param name="Source">The kind of what the line is of.</param>
/// <param name="Id">What it is known by within its kind.</param>
/// <param name="Values">What was offered of it, one a currency and tax code; empty for a line without a price.</param>
/// <param name="Version">The version of what was taken into account of it then, 0 for nothing.</param>
public sealed record SelectedLine(AdjustmentPane Pane, string Source, string Id, ValueList<ExactAmount> Values, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Version = 0);
