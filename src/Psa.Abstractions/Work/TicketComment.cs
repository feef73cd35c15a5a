using NodaTime;
using Psa.Access;

namespace Psa.Work;

/// <summary>What somebody said on a ticket: it stays as it was said.</summary>
public sealed record TicketComment : IEntity<TicketComment>
{
    /// <inheritdoc/>
    public required Id<TicketComment> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the ticket.</summary>
    public required Id<Ticket> Ticket { get; init; }

    /// <summary>Gets when it was said.</summary>
    public required Instant At { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets who said it.</summary>
    public required UserId User { get; init; }

    /// <summary>Gets the name of who said it, as it was then.</summary>
    public required string By { get; init; }

    /// <summary>Gets a value indicating whether only the tenant's own people see it.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Gets what was said.</summary>
    public required string Text { get; init; }
}
