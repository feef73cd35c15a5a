using NodaTime;
using Psa.Access;
using Psa.Events;
using Psa.Features;
using Psa.Records;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Which edition a tenant has, and what of it is on (R-EDITIONS).</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events.</param>
public sealed class FeatureService(IPsaStore store, IClock clock)
{
    /// <summary>Lists the features, with what is on and what can be switched.</summary>
    /// <param name="actor">Who asks, of the office.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The features, in their order.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewCustomers)]
    public async Task<ValueList<FeatureState>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ViewCustomers);
        return FeatureRules.States(await store.ReadAsync(actor.Tenant, session => session.FeaturesAsync(cancellationToken), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Gives the tenant an edition. What is on and in it stays on; what it lacks is off, and what is there of it can still be read.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The features.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public async Task<ValueList<FeatureState>> SetEditionAsync(Actor actor, Edition edition, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSettings);
        Border.Check(edition);
        return await ChangeAsync(actor, features => features.Edition == edition ? features : FeatureRules.Change(features, edition), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Switches a feature on or off; with Inventory all others go off. Settings and all that is stored stay. Orders that were submitted while inventory was off get their demands.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="isOn">Whether it is to be on.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The features.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="FeatureDisabledException"><c>feature.not_in_edition</c>.</exception>
    /// <exception cref="RuleViolationException"><c>feature.in_use</c>: goods are picked, in transit or on order, a purchase waits for approval, or a return is open; <c>feature.needs_inventory</c>.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public async Task<ValueList<FeatureState>> SwitchAsync(Actor actor, Feature feature, bool isOn, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSettings);
        Border.Check(feature);
        return await ChangeAsync(actor, features => FeatureRules.Switch(features, feature, isOn), cancellationToken).ConfigureAwait(false);
    }

    private static void Require(Actor actor, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission);
    }

    private async Task<ValueList<FeatureState>> ChangeAsync(Actor actor, Func<TenantFeatures, TenantFeatures> change, CancellationToken cancellationToken)
    {
        var states = await StoreAsync(actor, change, cancellationToken).ConfigureAwait(false);
        await ReservationService.SettleAsync(store, clock, actor, cancellationToken).ConfigureAwait(false);
        await store.EnsureDemandsAsync(clock, actor, of: null, cancellationToken).ConfigureAwait(false);
        return states;
    }

    private Task<ValueList<FeatureState>> StoreAsync(Actor actor, Func<TenantFeatures, TenantFeatures> change, CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        async step =>
        {
            var before = await step.FeaturesAsync(cancellationToken).ConfigureAwait(false);
            var after = change(before);
            if (after == before)
            {
                return FeatureRules.States(before);
            }

            if (after.Edition == before.Edition && after.On.Count < before.On.Count)
            {
                await step.RequireStockAtRestAsync(cancellationToken).ConfigureAwait(false);
            }

            if (after.Edition == before.Edition && FeatureRules.Holds(before.On, Feature.Procurement) && !FeatureRules.Holds(after.On, Feature.Procurement))
            {
                await step.RequireApprovalsDecidedAsync(cancellationToken).ConfigureAwait(false);
            }

            if (after.Edition == before.Edition && FeatureRules.Holds(before.On, Feature.Returns) && !FeatureRules.Holds(after.On, Feature.Returns))
            {
                await step.RequireReturnsClosedAsync(cancellationToken).ConfigureAwait(false);
            }

            step.Append(EventKinds.FeaturesChanged, after.Id, before.Edition == after.Edition ? null : before.Edition.ToString(), before.Edition == after.Edition ? null : after.Edition.ToString());
            return FeatureRules.States(before.Version == 0 ? step.Of<TenantFeatures>().Add(after) : step.Of<TenantFeatures>().Update(after));
        },
        cancellationToken);
}
