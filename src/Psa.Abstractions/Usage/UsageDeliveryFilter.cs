namespace Psa.Usage;

/// <summary>Which deliveries of usage are listed: by source, scope and period, those of one in the order of their arrival. What is left open asks for nothing; what is given must all hold.</summary>
public sealed record UsageDeliveryFilter
{
    /// <summary>Gets where they come from.</summary>
    public string? SourceCode { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets what they are complete for.</summary>
    public string? Scope { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}
