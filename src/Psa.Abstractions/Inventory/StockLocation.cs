using System.ComponentModel;
using System.Text.Json.Serialization;
using Psa.Access;

namespace Psa.Inventory;

/// <summary>A place where goods lie: a warehouse, a technician's van, the shelf of what came back.</summary>
public sealed record StockLocation : IEntity<StockLocation>
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="isActive">See <see cref="IsActive"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public StockLocation(bool isActive = true) => IsActive = isActive;

    /// <inheritdoc/>
    public required Id<StockLocation> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets its name, unique in the tenant.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what it is; it stays so.</summary>
    public required LocationKind Kind { get; init; }

    /// <summary>Gets whose van it is, or <see langword="null"/>.</summary>
    public UserId? Owner { get; init; }

    /// <summary>Gets whether goods come to it where nothing else is said; exactly one does, once there is any.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Gets whether goods may come to it. Default: yes.</summary>
    public bool IsActive { get; init; }
}
