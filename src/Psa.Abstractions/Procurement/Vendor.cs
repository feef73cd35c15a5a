using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Psa.Procurement;

/// <summary>Somebody from whom goods are bought.</summary>
public sealed record Vendor : IEntity<Vendor>
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="isActive">See <see cref="IsActive"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Vendor(bool isActive = true) => IsActive = isActive;

    /// <inheritdoc/>
    public required Id<Vendor> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the number, unique in the tenant.</summary>
    public required string Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the name.</summary>
    public required string Name { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the address, or <see langword="null"/>.</summary>
    public Address? Address { get; init; }

    /// <summary>Gets the currency of orders from it.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Gets when its invoices are due, which stands on orders; <see langword="null"/> where nothing was agreed.</summary>
    public PaymentTerms? PaymentTerms { get; init; }

    /// <summary>Gets the address to which orders are mailed, or <see langword="null"/>.</summary>
    public string? Email { get; init; }

    /// <summary>Gets whether it takes new orders. Default: yes.</summary>
    public bool IsActive { get; init; }
}
