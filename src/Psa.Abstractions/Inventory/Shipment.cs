using NodaTime;
using Psa.Customers;

namespace Psa.Inventory;

/// <summary>Goods that left to one customer at once: who carries them, and under which number. What of which demands went stands on the demands' own deliveries, which name it.</summary>
public sealed record Shipment : IEntity<Shipment>
{
    /// <inheritdoc/>
    public required Id<Shipment> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the day on which they left.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets who carries them, or <see langword="null"/>.</summary>
    public string? Carrier { get; init; }

    /// <summary>Gets the carrier's number by which they are followed, or <see langword="null"/>.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>Gets for which charges and lines of orders goods left, in the order in which they were named.</summary>
    public ValueList<DemandSource> Sources { get; init; }
}
