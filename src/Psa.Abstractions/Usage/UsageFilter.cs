using NodaTime;
using Psa.Customers;

namespace Psa.Usage;

/// <summary>Which readings of one customer are listed, by day; what a later delivery withdrew is among them, and says so. What is left open asks for nothing; what is given must all hold.</summary>
public sealed record UsageFilter
{
    /// <summary>Gets whose they are.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the first day.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Gets the last day, included.</summary>
    public LocalDate? Through { get; init; }

    /// <summary>Gets where they come from.</summary>
    public string? SourceCode { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the vendor's code of the service.</summary>
    public string? ServiceCode { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}
