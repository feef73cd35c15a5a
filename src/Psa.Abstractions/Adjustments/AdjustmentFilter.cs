using NodaTime;
using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>Which adjustments are listed, by date. What is left open asks for nothing; what is given must all hold. Upper and lower case of text are alike.</summary>
public sealed record AdjustmentFilter
{
    /// <summary>Gets the number.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the customer.</summary>
    public Id<Customer>? Customer { get; init; }

    /// <summary>Gets their status.</summary>
    public AdjustmentStatus? Status { get; init; }

    /// <summary>Gets the first day.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Gets the last day.</summary>
    public LocalDate? Through { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}
