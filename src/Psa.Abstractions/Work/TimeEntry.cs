using System.Text.Json.Serialization;
using NodaTime;
using Psa.Access;
using Psa.Catalog;

namespace Psa.Work;

/// <summary>Time that somebody worked on a ticket or project.</summary>
public sealed record TimeEntry : IEntity<TimeEntry>
{
    /// <inheritdoc/>
    public required Id<TimeEntry> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the ticket, or <see langword="null"/> when it is of a project.</summary>
    public Id<Ticket>? Ticket { get; init; }

    /// <summary>Gets the project, or <see langword="null"/> when it is of a ticket.</summary>
    public Id<Project>? Project { get; init; }

    /// <summary>Gets who worked and logged it.</summary>
    public required UserId User { get; init; }

    /// <summary>Gets the name of who worked, as it was when it was logged.</summary>
    public required string By { get; init; }

    /// <summary>Gets the day of the work.</summary>
    public required LocalDate WorkedOn { get; init; }

    /// <summary>Gets the minute of the day in which the work began, from 0 to 1439, or <see langword="null"/> when nobody said.</summary>
    public int? StartMinute { get; init; }

    /// <summary>Gets the whole minutes: 0 to 1440.</summary>
    public required int Minutes { get; init; }

    /// <summary>Gets the work kind.</summary>
    public required Id<WorkKind> Kind { get; init; }

    /// <summary>Gets the hourly rate, or <see langword="null"/> for that of the ticket when it is approved.</summary>
    public Id<Product>? Activity { get; init; }

    /// <summary>Gets a value indicating whether it isn't charged.</summary>
    public bool IsFree { get; init; }

    /// <summary>Gets what was done.</summary>
    public required string Text { get; init; }

    /// <summary>Gets where it stands; only its lifecycle changes it.</summary>
    public required TimeStatus Status { get; init; }

    /// <summary>Gets why it was rejected, until it is written anew.</summary>
    public string? RejectReason { get; init; }

    /// <summary>Gets its approval, while it is approved.</summary>
    public TimeApproval? Approval { get; init; }

    /// <summary>Gets the host's own keys: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
