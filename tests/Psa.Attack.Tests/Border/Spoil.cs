namespace Psa.Attack.Tests.Border;

/// <summary>A value that was right but for one thing.</summary>
/// <param name="Value">The value.</param>
/// <param name="Where">What was spoiled.</param>
/// <param name="Code">The code with which it must be refused.</param>
internal sealed record Spoil(object? Value, string Where, string Code);
