namespace Psa.Features;

/// <summary>The error codes of features.</summary>
public static class FeatureErrors
{
    /// <summary>The feature is off.</summary>
    public const string Disabled = "feature.disabled";

    /// <summary>The tenant's edition doesn't have the feature.</summary>
    public const string NotInEdition = "feature.not_in_edition";

    /// <summary>A feature isn't switched on without the one that it needs: switch Inventory on first.</summary>
    public const string NeedsInventory = "feature.needs_inventory";

    /// <summary>A feature isn't switched off while something of it is under way.</summary>
    public const string InUse = "feature.in_use";
}
