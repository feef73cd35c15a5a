namespace Psa.Runs;

/// <summary>Which repricing runs are listed, in the order in which they started. What is left open asks for nothing.</summary>
public sealed record RepricingRunFilter
{
    /// <summary>Gets whether documents are left to look at.</summary>
    public bool? IsOpen { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}
