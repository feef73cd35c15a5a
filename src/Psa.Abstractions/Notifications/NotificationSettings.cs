using NodaTime;

namespace Psa.Notifications;

/// <summary>Of what people of a tenant are told: one record at most, whose id is derived from the tenant. Without it, of everything.</summary>
public sealed record NotificationSettings : IEntity<NotificationSettings>
{
    /// <inheritdoc/>
    public required Id<NotificationSettings> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the kinds that are switched off, in their order.</summary>
    public ValueList<NotificationKind> Off { get; init; }

    /// <summary>Gets the last day on which what is late was told, or <see langword="null"/>.</summary>
    public LocalDate? RemindedOn { get; init; }
}
