using System.Text.Json.Serialization;

namespace Psa.Work;

/// <summary>What is needed to open a ticket.</summary>
public sealed record NewTicket
{
    /// <summary>Gets the id that it is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: it is opened once.</summary>
    public Id<Ticket>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the number, or <see langword="null"/> for the next of the seller's series of tickets.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets what is written on it. What decides about money, its part, activity and that it is free, is only said by who works on tickets.</summary>
    public required TicketContent Content { get; init; }

    /// <summary>Gets the host's own keys that it is to have: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
