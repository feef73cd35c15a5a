namespace Psa.Charges;

/// <summary>Why a part can't be charged, or items can't be invoiced, as data.</summary>
/// <param name="Reason">The kind of obstacle.</param>
/// <param name="Code">The stable error code.</param>
/// <param name="Message">What is wrong and what to do next.</param>
internal sealed record Obstacle(ObstacleReason Reason, string Code, string Message)
{
    /// <summary>Gets the net that waits, one entry a currency.</summary>
    public ValueList<Money> Waiting { get; init; }

    /// <summary>Gets the grouping key of the invoice it is about; empty for a part, and for a customer as a whole.</summary>
    public string Group { get; init; } = string.Empty;
}
