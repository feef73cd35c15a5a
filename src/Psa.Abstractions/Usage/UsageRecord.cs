using NodaTime;
using Psa.Customers;

namespace Psa.Usage;

/// <summary>
/// What a vendor's counter reports for a customer. Its id is derived from the source id, so importing a row twice changes nothing,
/// and a corrected row replaces it and bills the difference. Negative quantities and costs are credits.
/// </summary>
public sealed record UsageRecord : IEntity<UsageRecord>
{
    /// <inheritdoc/>
    public required Id<UsageRecord> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the vendor's own id of the row: the idempotency key.</summary>
    public required string SourceId { get; init; }

    /// <summary>Gets the customer that used the service.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the vendor's service.</summary>
    public required string ServiceCode { get; init; }

    /// <summary>Gets the day to which the usage belongs: that of its start, in the tenant's time zone.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets how much was used, up to 15 decimals.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Gets the vendor's unit.</summary>
    public required string Unit { get; init; }

    /// <summary>Gets what the vendor charges for the whole row, up to 12 decimals, or <see langword="null"/> when it isn't known.</summary>
    public UnitPrice? Cost { get; init; }

    /// <summary>Gets a description, which lists the reading under its line where the part shows details; <see langword="null"/> for the service code.</summary>
    public string? Text { get; init; }
}
