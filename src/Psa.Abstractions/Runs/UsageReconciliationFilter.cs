using NodaTime;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Runs;

/// <summary>Which usage is put beside what was billed.</summary>
public sealed record UsageReconciliationFilter
{
    /// <summary>Gets which of the tenant's companies bills.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the first day: periods that end on it or later are listed, and whatever a run would bill of earlier ones.</summary>
    public required LocalDate From { get; init; }

    /// <summary>Gets the last day, included: the bill-through date of the run that it is compared with.</summary>
    public required LocalDate Through { get; init; }

    /// <summary>Gets the customer, or <see langword="null"/> for all.</summary>
    public Id<Customer>? Customer { get; init; }
}
