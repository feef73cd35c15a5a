namespace Psa.Runs;

/// <summary>What one cause makes of a difference.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Amount">How much more it makes; negative for less.</param>
public sealed record RunVarianceAmount(RunVarianceCause Cause, Money Amount);
