using NodaTime;
using Psa.Customers;

namespace Psa.Usage;

/// <summary>
/// One row of a vendor's usage report as it was read, before it is checked: anything may be missing. A reader that can't make sense of a row says so in <see cref="Defect"/>
/// instead of stopping.
/// </summary>
public sealed record UsageReading
{
    /// <summary>Gets the number of the line in the file or stream, from 1, for reports.</summary>
    public long Line { get; init; }

    /// <summary>Gets the vendor's own id of the row: the idempotency key, unique within its <see cref="UsageSource"/>.</summary>
    public string? SourceId { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the customer, or <see langword="null"/> when the row names it by <see cref="CustomerNumber"/>.</summary>
    public Id<Customer>? Customer { get; init; }

    /// <summary>Gets the customer's number; not looked at when <see cref="Customer"/> is given.</summary>
    public string? CustomerNumber { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the vendor's service.</summary>
    public string? ServiceCode { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the counter of the service: the resource, subscription or device; empty or <see langword="null"/> when the customer has one counter of it.</summary>
    public string? Counter { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the moment at which the usage starts; its day in the tenant's time zone counts.</summary>
    public Instant? Start { get; init; }

    /// <summary>Gets the day of the usage where the vendor reports days; goes before <see cref="Start"/>, and counts as its 00:00 in the tenant's time zone.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>Gets how much was used, up to 15 decimals; negative for credits.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Gets the vendor's unit.</summary>
    public string? Unit { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets what the vendor charges for the whole row, up to 28 significant digits; negative for credits; <see langword="null"/> when it isn't known.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Gets the currency of the cost: three letters.</summary>
    public string? CostCurrency { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets a description for explanations.</summary>
    public string? Text { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets why the row could not be read, or <see langword="null"/>; such a row is reported and not imported.</summary>
    public Problem? Defect { get; init; }
}
