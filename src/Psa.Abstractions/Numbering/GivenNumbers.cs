using NodaTime;

namespace Psa.Numbering;

/// <summary>Which numbers of one pattern were given out: no later series of the billing entity and purpose gives one of them again.</summary>
public sealed record GivenNumbers
{
    /// <summary>Gets the pattern they were written by.</summary>
    public required string Pattern { get; init; }

    /// <summary>Gets when their sequence started again at 1.</summary>
    public NumberReset Reset { get; init; }

    /// <summary>Gets the latest date of a document that got one.</summary>
    public required LocalDate LastDate { get; init; }

    /// <summary>Gets the last number of each year or month, in their order; one entry when the sequence never started again.</summary>
    public ValueList<LastNumber> Last { get; init; }
}
