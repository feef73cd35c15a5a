using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;

namespace Psa.Inventory;

/// <summary>A unit of a serialized product, or of one that is marked so, that a customer has, from its delivery until it comes out. Its id is derived from the delivery.</summary>
public sealed record Device : IEntity<Device>
{
    /// <inheritdoc/>
    public required Id<Device> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the product.</summary>
    public required Id<Product> Product { get; init; }

    /// <summary>Gets the serial; <see langword="null"/> where the product has none.</summary>
    public string? Serial { get; init; }

    /// <summary>Gets the sequence of the product's move that delivered it, at whose cost it comes back.</summary>
    public required long Delivery { get; init; }

    /// <summary>Gets the charge or line of an order for which it was delivered; of one that went in by a swap that of the one that came out.</summary>
    public DemandSource? Source { get; init; }

    /// <summary>Gets the day on which it was installed.</summary>
    public required LocalDate InstalledOn { get; init; }

    /// <summary>Gets the day on which it came out, or <see langword="null"/> while the customer has it.</summary>
    public LocalDate? RemovedOn { get; init; }

    /// <summary>Gets the device that it went in for, or <see langword="null"/>.</summary>
    public Id<Device>? Replaces { get; init; }

    /// <summary>Gets the contract parts of whose quantity it counts as one; a swap moves them to the device that goes in.</summary>
    public ValueList<Id<ContractPart>> Parts { get; init; }
}
