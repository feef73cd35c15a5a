namespace Psa.Runs;

/// <summary>What one cause makes of the difference between what was used and what was billed.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Quantity">How much was used and isn't billed; negative for what is billed and wasn't used.</param>
/// <param name="Money">What that comes to, negative for what is to be given back; <see langword="null"/> where nobody can say, since something is in the way.</param>
/// <param name="Code">The stable error code of what is in the way, or <see langword="null"/>.</param>
/// <param name="Message">What is in the way and what to do next, or <see langword="null"/>.</param>
public sealed record UsageGap(UsageGapCause Cause, decimal Quantity, Money? Money, string? Code = null, string? Message = null);
