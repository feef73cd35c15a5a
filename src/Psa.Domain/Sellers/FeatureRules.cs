using Psa.Features;

namespace Psa.Sellers;

/// <summary>Which edition has which features, and how they are switched (R-EDITIONS).</summary>
internal static class FeatureRules
{
    private static readonly Feature[] All = [Feature.Inventory, Feature.Procurement, Feature.Returns];

    /// <summary>Gives what a tenant has, feature by feature.</summary>
    internal static ValueList<FeatureState> States(TenantFeatures features)
    {
        var states = new FeatureState[All.Length];
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = new(All[i], Holds(features.On, All[i]), IsIn(features.Edition, All[i]), Holds(features.ReadOnly, All[i]));
        }

        return ValueList.Owning(states);
    }

    /// <summary>Gives a tenant another edition: what is on and in it stays on, what is on by itself there and wasn't before comes on, and what it lacks is off and can be read.</summary>
    internal static TenantFeatures Change(TenantFeatures features, Edition edition)
    {
        var (on, readOnly) = (new List<Feature>(), new List<Feature>());
        foreach (var feature in All)
        {
            var wasOn = Holds(features.On, feature);
            if (IsIn(edition, feature))
            {
                if (wasOn || Holds(features.ReadOnly, feature) || (IsOnByItself(edition, feature) && !IsOnByItself(features.Edition, feature)))
                {
                    on.Add(feature);
                }
            }
            else if (wasOn || Holds(features.ReadOnly, feature))
            {
                readOnly.Add(feature);
            }
        }

        return features with { Edition = edition, On = on.ToValueList(), ReadOnly = readOnly.ToValueList() };
    }

    /// <summary>Switches a feature on or off. All need Inventory: with it they go off.</summary>
    /// <exception cref="FeatureDisabledException"><c>feature.not_in_edition</c>.</exception>
    /// <exception cref="RuleViolationException"><c>feature.needs_inventory</c>.</exception>
    internal static TenantFeatures Switch(TenantFeatures features, Feature feature, bool isOn)
    {
        if (!IsIn(features.Edition, feature))
        {
            throw new FeatureDisabledException(feature, isInEdition: false);
        }

        if (isOn && feature != Feature.Inventory && !Holds(features.On, Feature.Inventory))
        {
            throw new RuleViolationException(FeatureErrors.NeedsInventory, $"{feature} is of goods in stock: switch {Feature.Inventory} on first.");
        }

        var on = new List<Feature>();
        foreach (var one in All)
        {
            if (one == feature ? isOn : Holds(features.On, one) && (isOn || feature != Feature.Inventory))
            {
                on.Add(one);
            }
        }

        return features with { On = on.ToValueList() };
    }

    /// <summary>Refuses a call of a feature that is off.</summary>
    /// <param name="features">What the tenant has.</param>
    /// <param name="feature">To what the call belongs.</param>
    /// <param name="isRead">Whether it only reads.</param>
    /// <exception cref="FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    internal static void Require(TenantFeatures features, Feature feature, bool isRead)
    {
        if (!Holds(features.On, feature) && !(isRead && Holds(features.ReadOnly, feature)))
        {
            throw new FeatureDisabledException(feature, IsIn(features.Edition, feature));
        }
    }

    internal static bool Holds(ValueList<Feature> features, Feature feature)
    {
        foreach (var one in features)
        {
            if (one == feature)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsIn(Edition edition, Feature feature) => edition is Edition.Growth or Edition.Premium or Edition.Ultimate && Array.IndexOf(All, feature) >= 0;

    private static bool IsOnByItself(Edition edition, Feature feature) => edition is Edition.Premium or Edition.Ultimate && feature != Feature.Returns;
}
