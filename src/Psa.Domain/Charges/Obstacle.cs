namespace Psa.Charges;

/// <summary>Why a part can't be charged, as data.</summary>
/// <param name="Reason">The kind of obstacle.</param>
/// <param name="Code">The stable error code.</param>
/// <param name="Message">What is wrong and what to do next.</param>
public sealed record Obstacle(BlockReason Reason, string Code, string Message);
