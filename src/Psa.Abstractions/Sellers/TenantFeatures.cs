using Psa.Features;

namespace Psa.Sellers;

/// <summary>Which edition a tenant has, and what of it is on: one record at most, whose id is derived from the tenant. Without it the edition is <see cref="Edition.Essentials"/>.</summary>
public sealed record TenantFeatures : IEntity<TenantFeatures>
{
    /// <inheritdoc/>
    public required Id<TenantFeatures> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the edition.</summary>
    public Edition Edition { get; init; }

    /// <summary>Gets the features that are on, in their order.</summary>
    public ValueList<Feature> On { get; init; }

    /// <summary>Gets the features that were on when the edition lost them: what is there of them can still be read.</summary>
    public ValueList<Feature> ReadOnly { get; init; }
}
