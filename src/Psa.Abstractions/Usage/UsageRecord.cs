using NodaTime;
using Psa.Customers;

namespace Psa.Usage;

/// <summary>
/// What a vendor's counter reports for a customer. Its id is derived from its source and source id, so importing a row twice changes nothing,
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

    /// <summary>Gets the code of the source that the row came from: see <see cref="UsageSource.Code"/>.</summary>
    public required string SourceCode { get; init; }

    /// <summary>Gets the period within which the source's ids are unique, or <see langword="null"/> when they always are.</summary>
    public DatePeriod? SourcePeriod { get; init; }

    /// <summary>Gets the vendor's own id of the row: the idempotency key, unique within source and period; <see langword="null"/> when its delivery knows it by its content.</summary>
    public string? SourceId { get; init; }

    /// <summary>Gets what the row was delivered for, a billing account or subscription; <see langword="null"/> when it was imported by itself.</summary>
    public string? Scope { get; init; }

    /// <summary>Gets the delivery that brought the row, or <see langword="null"/>. Until that delivery takes effect the row counts nowhere.</summary>
    public Id<UsageDelivery>? Delivery { get; init; }

    /// <summary>Gets the delivery that withdrew the row, or <see langword="null"/>. Once that delivery has taken effect the row counts nowhere.</summary>
    public Id<UsageDelivery>? WithdrawnBy { get; init; }

    /// <summary>Gets the customer that used the service.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the vendor's service.</summary>
    public required string ServiceCode { get; init; }

    /// <summary>Gets the counter of the service: the resource, subscription or device; empty when the customer has one counter of it.</summary>
    public string Counter { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Gets the moment at which the usage starts; of usage that is told by days alone, the beginning of its day in the tenant's time zone.</summary>
    public required Instant Start { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets the day to which the usage belongs: that of its start, in the tenant's time zone.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets how much was used, up to 15 decimals.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Gets the vendor's unit.</summary>
    public required string Unit { get; init; }

    /// <summary>Gets what the vendor charges for the whole row, up to 28 significant digits, or <see langword="null"/> when it isn't known.</summary>
    public ExactAmount? Cost { get; init; }

    /// <summary>Gets a description, which lists the reading under its line where the part shows details; <see langword="null"/> for the service code.</summary>
    public string? Text { get; init; }
}
