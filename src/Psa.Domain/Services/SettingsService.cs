using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Psa.Access;
using Psa.Adjustments;
using Psa.Catalog;
using Psa.Events;
using Psa.Records;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What holds for a tenant as a whole.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events.</param>
/// <param name="logger">Hears what happens, or <see langword="null"/>.</param>
public sealed class SettingsService(IPsaStore store, IClock clock, ILogger<SettingsService>? logger = null)
{
    private const int MostHoldDays = 3_650;
    private const int MostValidityDays = 3_650;

    private readonly ILogger _logger = logger ?? NullLogger<SettingsService>.Instance;

    /// <summary>Gives the tenant's settings.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The settings; of version 0, with all that is usual, when none were saved.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public Task<TenantSettings> GetAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        Require(actor);
        return store.ReadAsync(actor.Tenant, session => session.SettingsAsync(cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Stores the tenant's settings. Another time zone changes what day it is from the next call on; nothing that is stored moves.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="settings">The settings with the version they were loaded with.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored settings.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>settings.unknown_time_zone</c>; <c>settings.bad_hold_days</c>; <c>settings.bad_validity_days</c>; <c>settings.bad_service_kind</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such product.</exception>
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

        if (settings.HoldAfterDays is < 0 or > MostHoldDays)
        {
            throw new RuleViolationException(SellerErrors.BadHoldDays, $"Give 0 to {MostHoldDays} days after which something overdue holds its payer, or none.", settings.Id.Value).At(nameof(settings.HoldAfterDays));
        }

        if (settings.Quotes is { ValidityDays: < 0 or > MostValidityDays })
        {
            throw new RuleViolationException(SellerErrors.BadValidityDays, $"Give 0 to {MostValidityDays} days for which a quote holds.", settings.Id.Value).At("Quotes.ValidityDays");
        }

        ServiceDocuments.RequireKinds(settings);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.SettingsAsync(cancellationToken).ConfigureAwait(false);
                Reads.RequireVersion(settings, before);
                if (settings == before)
                {
                    return before;
                }

                var products = settings.Quotes?.Approval?.Products ?? [];
                for (var i = 0; i < products.Count; i++)
                {
                    await step.Of<Product>().RequireAsync(products[i], cancellationToken).AsTask().AtAsync(FormattableString.Invariant($"Quotes.Approval.Products[{i}]")).ConfigureAwait(false);
                }

                var stored = before.Version == 0 ? step.Of<TenantSettings>().Add(settings) : step.Of<TenantSettings>().Update(settings);
                step.Append(EventKinds.SettingsChanged, stored.Id);
                return stored;
            },
            cancellationToken);
    }

    /// <summary>
    /// Deletes the actor's tenant whole: all its records and events, of every kind, documents too that a law may want kept. It is meant for test data. It works in many commits and
    /// in bounded memory; while it does, no other change of the tenant is committed (<c>store.tenant_removal</c>). One that was interrupted goes on when it is called again, and
    /// until then keeps the tenant closed. A step that had read before and commits only after the end isn't noticed: let nobody work in the tenant, and call again if somebody did.
    /// Afterwards the tenant is as if it had never been, and its id can be used again.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="tenant">The actor's tenant, repeated to confirm.</param>
    /// <param name="cancellationToken">Stops after a commit; call again to go on.</param>
    /// <returns>How many records and events this call removed.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">The tenant isn't the actor's: nothing is deleted.</exception>
    /// <exception cref="StoreException"><c>store.host_transaction</c>, or the store can't be written: call again.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public async Task<long> DeleteTenantAsync(Actor actor, TenantId tenant, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return await _logger.ObserveAsync(ActivityNames.DeleteTenant, actor, run: null, () => RemoveAllAsync(actor, tenant, cancellationToken), static removed => removed == 0 ? "empty" : "deleted").ConfigureAwait(false);
    }

    private async Task<long> RemoveAllAsync(Actor actor, TenantId tenant, CancellationToken cancellationToken)
    {
        Require(actor);
        if (tenant != actor.Tenant)
        {
            throw new EntityNotFoundException("Tenant", tenant.Value);
        }

        store.RequireOwnTransactions();
        var removed = 0L;
        while (await store.RemoveTenantAsync(tenant, cancellationToken).ConfigureAwait(false) is > 0 and var part)
        {
            removed += part;
        }

        return removed;
    }

    private static void Require(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageSettings);
    }
}
