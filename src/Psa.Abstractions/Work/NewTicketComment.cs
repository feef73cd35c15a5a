namespace Psa.Work;

/// <summary>What is needed to comment a ticket.</summary>
public sealed record NewTicketComment
{
    /// <summary>Gets the id that it is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: it is said once.</summary>
    public Id<TicketComment>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets what is said.</summary>
    public required string Text { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets a value indicating whether only the tenant's own people are to see it; who works on tickets may say so.</summary>
    public bool IsInternal { get; init; }
}
