using Psa.Storage;

namespace Psa.Notifications;

/// <summary>Of what people are told, in a store: one record a tenant.</summary>
internal static class NotificationSettingsRecords
{
    internal static RecordType<NotificationSettings> Type { get; } = new("notification_settings", static (r, v) => r with { Version = v });
}
