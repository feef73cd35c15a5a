using Psa.Access;
using Psa.Events;
using Psa.Features;
using Psa.Inventory;
using Psa.Sellers;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>Editions and features (R-EDITIONS).</summary>
public sealed class FeatureTests
{
    private static readonly TenantFeatures None = new() { Id = DerivedId.Create<TenantFeatures>(Tenant, "features"), Tenant = Tenant };

    [Theory]
    [InlineData(Edition.Essentials, "", "")]
    [InlineData(Edition.Growth, "", "Inventory Procurement Returns")]
    [InlineData(Edition.Premium, "Inventory Procurement", "Inventory Procurement Returns")]
    [InlineData(Edition.Ultimate, "Inventory Procurement", "Inventory Procurement Returns")]
    public void An_edition_has_its_features(Edition edition, string on, string switchable)
    {
        var states = FeatureRules.States(FeatureRules.Change(None, edition));

        Assert.Equal(on, string.Join(' ', states.Where(state => state.IsOn).Select(state => state.Feature)));
        Assert.Equal(switchable, string.Join(' ', states.Where(state => state.IsInEdition).Select(state => state.Feature)));
    }

    [Fact]
    public void A_feature_is_switched_where_the_edition_has_it()
    {
        var growth = FeatureRules.Switch(FeatureRules.Change(None, Edition.Growth), Feature.Inventory, isOn: true);

        Assert.Equal([Feature.Inventory], growth.On);
        Assert.Empty(FeatureRules.Switch(growth, Feature.Inventory, isOn: false).On);
        Assert.Equal(FeatureErrors.NotInEdition, Assert.Throws<FeatureDisabledException>(() => FeatureRules.Switch(None, Feature.Inventory, isOn: true)).Code);
    }

    [Fact]
    public void What_needs_inventory_comes_on_after_it_and_goes_off_with_it()
    {
        var none = FeatureRules.Change(None, Edition.Growth);
        Assert.Equal(FeatureErrors.NeedsInventory, Assert.Throws<RuleViolationException>(() => FeatureRules.Switch(none, Feature.Procurement, isOn: true)).Code);
        Assert.Empty(FeatureRules.Switch(none, Feature.Procurement, isOn: false).On);

        var both = FeatureRules.Switch(FeatureRules.Switch(none, Feature.Inventory, isOn: true), Feature.Procurement, isOn: true);
        Assert.Equal([Feature.Inventory, Feature.Procurement], both.On);
        Assert.Equal([Feature.Inventory], FeatureRules.Switch(both, Feature.Procurement, isOn: false).On);
        Assert.Empty(FeatureRules.Switch(both, Feature.Inventory, isOn: false).On);
        Assert.Equal([Feature.Inventory, Feature.Procurement], FeatureRules.Switch(both, Feature.Inventory, isOn: true).On);
    }

    [Fact]
    public void Another_edition_keeps_what_is_on_and_in_it()
    {
        var off = FeatureRules.Switch(FeatureRules.Change(None, Edition.Premium), Feature.Inventory, isOn: false);
        Assert.Empty(FeatureRules.Change(off, Edition.Ultimate).On);
        Assert.Empty(FeatureRules.Change(off, Edition.Essentials).ReadOnly);

        var lost = FeatureRules.Change(FeatureRules.Change(None, Edition.Premium), Edition.Essentials);
        Assert.Equal((0, [Feature.Inventory, Feature.Procurement]), (lost.On.Count, lost.ReadOnly));
        Assert.Equal([Feature.Inventory, Feature.Procurement], FeatureRules.Change(lost, Edition.Growth).On);
    }

    [Fact]
    public async Task A_call_of_what_is_off_is_refused_and_what_an_edition_lost_can_be_read()
    {
        var desk = await OpenAsync();
        await desk.ReceiveAsync(1m, 10m);
        await desk.Features.SwitchAsync(Ada, Feature.Inventory, isOn: false, Token);
        Assert.Equal(FeatureErrors.Disabled, await RefusedAsync(() => desk.ReceiveAsync(1m, 10m)));
        Assert.Equal(FeatureErrors.Disabled, await RefusedAsync(() => desk.Inventory.ListLocationsAsync(Will, Token)));
        Assert.Equal(FeatureErrors.Disabled, await RefusedAsync(() => desk.LocationAsync("Other", LocationKind.Warehouse)));

        await desk.Features.SwitchAsync(Ada, Feature.Inventory, isOn: true, Token);
        Assert.Equal(1m, (await desk.AtAsync(desk.Main)).OnHand);
        await desk.Features.SetEditionAsync(Ada, Edition.Essentials, Token);

        Assert.Equal(FeatureErrors.NotInEdition, await RefusedAsync(() => desk.ReceiveAsync(1m, 10m)));
        Assert.Equal(1m, (await desk.AtAsync(desk.Main)).OnHand);
        await desk.RequireRightAsync();
        Assert.Equal(5, (await desk.EventsAsync()).Count(one => one.Kind == EventKinds.FeaturesChanged));
    }

    [Fact]
    public async Task Inventory_stays_on_while_goods_are_under_way()
    {
        var desk = await OpenAsync();
        await desk.ReceiveAsync(1m, 10m);
        var sent = await desk.Stock.SendAsync(Will, new(Cable.Id, desk.Main, desk.Van, 1m), Token);

        Assert.Equal(FeatureErrors.InUse, await RefusedAsync(() => desk.Features.SwitchAsync(Ada, Feature.Inventory, isOn: false, Token)));
        await desk.Stock.ArriveAsync(Will, sent.Id, cancellationToken: Token);
        await desk.Features.SwitchAsync(Ada, Feature.Inventory, isOn: false, Token);
    }

    [Fact]
    public async Task The_office_sees_the_features_and_who_manages_settings_switches_them()
    {
        var desk = await OpenAsync();
        Assert.Equal([Feature.Inventory, Feature.Procurement, Feature.Returns], (await desk.Features.ListAsync(Someone("hanna", Role.HumanResources), Token)).Select(state => state.Feature));
        Assert.Equal(PsaErrors.AccessDenied, await RefusedAsync(() => desk.Features.ListAsync(Someone("carl", Role.Client), Token)));
        Assert.Equal(PsaErrors.AccessDenied, await RefusedAsync(() => desk.Features.SwitchAsync(Someone("dan", Role.Director), Feature.Inventory, isOn: true, Token)));
    }
}
