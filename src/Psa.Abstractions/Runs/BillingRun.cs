using System.ComponentModel;
using System.Text.Json.Serialization;
using NodaTime;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Runs;

/// <summary>One bulk billing of an entity: plan, calculate, review, issue or roll back. One open run an entity.</summary>
public sealed record BillingRun : IEntity<BillingRun>
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="status">See <see cref="Status"/>.</param>
    /// <param name="counts">See <see cref="Counts"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public BillingRun(BillingRunStatus status = null!, RunCounts counts = null!)
    {
        Status = status ?? BillingRunStatus.Planned;
        Counts = counts ?? RunCounts.Zero;
    }

    /// <inheritdoc/>
    public required Id<BillingRun> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets which of the tenant's companies bills.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the bill-through date: what is due on or before it is billed.</summary>
    public required LocalDate Through { get; init; }

    /// <summary>Gets the invoice date printed on the documents, from which payment terms count.</summary>
    public required LocalDate InvoiceDate { get; init; }

    /// <summary>Gets whether its dates may be more than 92 days after today.</summary>
    public bool AllowFarDates { get; init; }

    /// <summary>Gets where the run stands; only its lifecycle changes it.</summary>
    public BillingRunStatus Status { get; init; }

    /// <summary>Gets the payers that it bills, and no other; empty for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Id<Customer>> Payers { get; init; }

    /// <summary>Gets into how many partitions the customers are cut.</summary>
    public required int Partitions { get; init; }

    /// <summary>Gets how many customers there were when the run was planned.</summary>
    public long Customers { get; init; }

    /// <summary>Gets how often the run was calculated; blocked customers can be calculated again.</summary>
    public int Calculations { get; init; }

    /// <summary>Gets whether the drafts of the calculation before are still being removed: before all are gone, nothing is drafted anew.</summary>
    public bool IsRedrafting { get; init; }

    /// <summary>Gets what was held back of the calculation before: the documents that take its place are held back too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<RunHold> Holds { get; init; }

    /// <summary>Gets what the run has done; documents that were deleted since don't count.</summary>
    public RunCounts Counts { get; init; }

    /// <summary>Gets how many documents have their number.</summary>
    public long IssuedDocuments { get; init; }

    /// <summary>Gets who planned it.</summary>
    public required string PlannedBy { get; init; }

    /// <summary>Gets when it was planned.</summary>
    public required Instant PlannedAt { get; init => field = value.ToMicroseconds(); }
}
