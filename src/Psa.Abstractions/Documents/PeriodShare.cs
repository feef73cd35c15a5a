using System.Text.Json.Serialization;

namespace Psa.Documents;

/// <summary>How much of a full period a line is for, as units of units and never as a decimal: 15 of 31 days.</summary>
/// <param name="Units">The units billed; with the default basis days.</param>
/// <param name="OfUnits">The units of the full period; positive.</param>
[method: JsonConstructor]
public readonly record struct PeriodShare(long Units, long OfUnits)
{
    /// <summary>Writes it as <c>15/31</c>, not reduced.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Units}/{OfUnits}");
}
