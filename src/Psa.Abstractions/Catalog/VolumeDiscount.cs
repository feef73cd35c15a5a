using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>A volume discount list (R-TIER): who takes more of a thing pays less for each. Prices of lists name it.</summary>
public sealed record VolumeDiscount : IEntity<VolumeDiscount>
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="isActive">See <see cref="IsActive"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public VolumeDiscount(bool isActive = true) => IsActive = isActive;

    /// <inheritdoc/>
    public required Id<VolumeDiscount> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the name, which explanations of a price show.</summary>
    public required string Name { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the tiers over time, one list a first day, in any order.</summary>
    public ValueList<VolumeTiers> Tiers { get; init; }

    /// <summary>Gets whether it is in use; one that isn't gives nothing to new or re-priced lines. Default: yes.</summary>
    public bool IsActive { get; init; }
}
