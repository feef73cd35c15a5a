using NodaTime;
using Psa.Sellers;

namespace Psa.Runs;

/// <summary>What a run is to bill.</summary>
public sealed record BillingRunPlan
{
    /// <summary>Gets which of the tenant's companies bills.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the bill-through date: what is due on or before it is billed.</summary>
    public required LocalDate Through { get; init; }

    /// <summary>Gets the invoice date, or <see langword="null"/> for the bill-through date.</summary>
    public LocalDate? InvoiceDate { get; init; }

    /// <summary>Gets into how many partitions the customers are cut, 1–1024, or <see langword="null"/> for one a thousand customers, 16 at most.</summary>
    public int? Partitions { get; init; }
}
