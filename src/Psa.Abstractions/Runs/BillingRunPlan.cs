using NodaTime;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Runs;

/// <summary>What a run is to bill.</summary>
public sealed record BillingRunPlan
{
    /// <summary>Gets the id that the run is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the run is planned once.</summary>
    public Id<BillingRun>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets which of the tenant's companies bills.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the bill-through date: what is due on or before it is billed.</summary>
    public required LocalDate Through { get; init; }

    /// <summary>Gets the invoice date, or <see langword="null"/> for the bill-through date.</summary>
    public LocalDate? InvoiceDate { get; init; }

    /// <summary>
    /// Gets whether dates more than 92 days after today are meant: a slip of the keyboard would bill years in advance, and numbers would have to go on from there.
    /// </summary>
    public bool AllowFarDates { get; init; }

    /// <summary>Gets the payers that are billed with all they pay for, and nobody else; empty for all.</summary>
    public ValueList<Id<Customer>> Payers { get; init; }

    /// <summary>Gets into how many partitions the customers are cut, 1–1024, or <see langword="null"/> for one a thousand customers, 16 at most.</summary>
    public int? Partitions { get; init; }
}
