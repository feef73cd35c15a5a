using NodaTime;
using Psa.Access;
using Psa.Events;
using Psa.Records;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What holds for a tenant as a whole.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events.</param>
public sealed class SettingsService(IPsaStore store, IClock clock)
{
    /// <summary>Gives the tenant's settings.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The settings; of version 0, with all that is usual, when none were saved.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public Task<TenantSettings> GetAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        Require(actor);
        return store.ReadAsync(actor.Tenant, async session => await FindAsync(session, cancellationToken).ConfigureAwait(false) ?? Usual(actor.Tenant), cancellationToken);
    }

    /// <summary>Stores the tenant's settings. Another time zone changes what day it is from the next call on; nothing that is stored moves.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="settings">The settings with the version they were loaded with.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored settings.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>settings.unknown_time_zone</c>.</exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed them meanwhile.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public Task<TenantSettings> SaveAsync(Actor actor, TenantSettings settings, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(settings);
        if (settings.Tenant != actor.Tenant || settings.Id != Today.SettingsOf(actor.Tenant))
        {
            throw new EntityNotFoundException(nameof(TenantSettings), settings.Id.Value);
        }

        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(settings.TimeZone) is null)
        {
            throw new RuleViolationException(SellerErrors.UnknownTimeZone, $"'{settings.TimeZone}' is no time zone: use a name of the time zone database, such as Europe/Brussels.", settings.Id.Value).At(nameof(settings.TimeZone));
        }

        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await FindAsync(step, cancellationToken).ConfigureAwait(false) ?? Usual(actor.Tenant);
                Reads.RequireVersion(settings, before);
                if (settings == before)
                {
                    return before;
                }

                var stored = before.Version == 0 ? step.Of<TenantSettings>().Add(settings) : step.Of<TenantSettings>().Update(settings);
                step.Append(EventKinds.SettingsChanged, stored.Id);
                return stored;
            },
            cancellationToken);
    }

    private static void Require(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageSettings);
    }

    private static TenantSettings Usual(TenantId tenant) => new() { Id = Today.SettingsOf(tenant), Tenant = tenant };

    private static ValueTask<TenantSettings?> FindAsync(IPsaSession session, CancellationToken cancellationToken) =>
        session.Of<TenantSettings>().FindAsync(Today.SettingsOf(session.Tenant), cancellationToken);
}
