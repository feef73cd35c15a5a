namespace Psa.Payments;

/// <summary>What is open since about as long.</summary>
/// <param name="FromDays">The fewest days past the due date; <see langword="null"/> for what isn't due yet, the due day included.</param>
/// <param name="ThroughDays">The most days past the due date, included; <see langword="null"/> for what isn't due yet, and for the last bucket, which has no end.</param>
/// <param name="Amount">How much is open, zero or more.</param>
public sealed record AgeingBucket(int? FromDays, int? ThroughDays, Money Amount);
