using NodaTime;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Days as a tenant counts them: in its time zone.</summary>
internal static class Today
{
    internal static Id<TenantSettings> SettingsOf(TenantId tenant) => DerivedId.Create<TenantSettings>(tenant, "settings");

    /// <summary>Gives the day of a moment in the tenant's time zone.</summary>
    internal static async ValueTask<LocalDate> DayAsync(this IPsaSession session, Instant moment, CancellationToken cancellationToken)
    {
        var zone = await session.ZoneAsync(cancellationToken).ConfigureAwait(false);
        return moment.InZone(zone).Date;
    }

    /// <summary>Gives the tenant's time zone.</summary>
    internal static async ValueTask<DateTimeZone> ZoneAsync(this IPsaSession session, CancellationToken cancellationToken)
    {
        var settings = await session.SettingsAsync(cancellationToken).ConfigureAwait(false);
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(settings.TimeZone) ?? DateTimeZone.Utc;
    }

    /// <summary>Gives the tenant's settings; of version 0, with all that is usual, when none were saved.</summary>
    internal static async ValueTask<TenantSettings> SettingsAsync(this IPsaSession session, CancellationToken cancellationToken) =>
        await session.Of<TenantSettings>().FindAsync(SettingsOf(session.Tenant), cancellationToken).ConfigureAwait(false) ?? new() { Id = SettingsOf(session.Tenant), Tenant = session.Tenant };

    /// <summary>Gives today.</summary>
    internal static ValueTask<LocalDate> TodayAsync(this Step step, CancellationToken cancellationToken) => step.DayAsync(step.Now, cancellationToken);
}
