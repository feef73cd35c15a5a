using System.Text.Json.Serialization;

namespace Psa.Adjustments;

/// <summary>What is needed to draft or make an adjustment.</summary>
public sealed record NewAdjustment
{
    /// <summary>Gets the id that it is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost.</summary>
    public Id<Adjustment>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets what is adjusted.</summary>
    public required AdjustmentContent Content { get; init; }

    /// <summary>Gets the host's own keys that it is to have: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
