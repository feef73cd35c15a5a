namespace Psa.Catalog;

/// <summary>Units that convert into each other (R-UNIT): a base unit, and others with exact factors.</summary>
public sealed record UnitGroup : IEntity<UnitGroup>
{
    /// <inheritdoc/>
    public required Id<UnitGroup> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the name.</summary>
    public required string Name { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the base unit, with the factor 1: stock, usage and what is ordered are counted in it.</summary>
    public required UnitOfGroup BaseUnit { get; init; }

    /// <summary>Gets the other units.</summary>
    public ValueList<UnitOfGroup> Units { get; init; }
}
