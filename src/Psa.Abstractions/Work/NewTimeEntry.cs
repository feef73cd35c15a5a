using System.Text.Json.Serialization;

namespace Psa.Work;

/// <summary>What is needed to log time: on a ticket, or on a project.</summary>
public sealed record NewTimeEntry
{
    /// <summary>Gets the id that it is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: it is logged once.</summary>
    public Id<TimeEntry>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the ticket, or <see langword="null"/> when it is of a project.</summary>
    public Id<Ticket>? Ticket { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the project, or <see langword="null"/> when it is of a ticket.</summary>
    public Id<Project>? Project { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets what is written of it.</summary>
    public required TimeContent Content { get; init; }

    /// <summary>Gets the host's own keys that it is to have: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
