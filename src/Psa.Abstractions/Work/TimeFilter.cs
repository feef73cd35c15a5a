using NodaTime;
using Psa.Access;

namespace Psa.Work;

/// <summary>Which time is listed, by the day of the work. What is left open asks for nothing; what is given must all hold.</summary>
public sealed record TimeFilter
{
    /// <summary>Gets the ticket.</summary>
    public Id<Ticket>? Ticket { get; init; }

    /// <summary>Gets the project.</summary>
    public Id<Project>? Project { get; init; }

    /// <summary>Gets who worked.</summary>
    public UserId? User { get; init; }

    /// <summary>Gets their status.</summary>
    public TimeStatus? Status { get; init; }

    /// <summary>Gets the first day.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Gets the last day, included.</summary>
    public LocalDate? Through { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}
