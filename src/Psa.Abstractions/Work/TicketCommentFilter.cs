namespace Psa.Work;

/// <summary>Which comments are listed, by the moment in which they were said.</summary>
public sealed record TicketCommentFilter
{
    /// <summary>Gets the ticket.</summary>
    public required Id<Ticket> Ticket { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}
