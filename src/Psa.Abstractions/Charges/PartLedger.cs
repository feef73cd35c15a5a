using NodaTime;
using Psa.Contracts;
using Psa.Customers;

namespace Psa.Charges;

/// <summary>
/// How far a part has been billed. It stands apart from the part, so that a run doesn't conflict with edits. Whatever fell due on or before
/// <see cref="Through"/> is settled, except from <see cref="DirtyFrom"/> on, where facts changed since; an unchanged part costs only what is newly due.
/// </summary>
public sealed record PartLedger : IEntity<PartLedger>, IFresh
{
    private long _version;

    /// <inheritdoc/>
    public required Id<PartLedger> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version
    {
        get => _version;
        init => _version = value;
    }

    /// <summary>Gets the part; for usage that no part covers, an id derived from customer and service.</summary>
    public required Id<ContractPart> Part { get; init; }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the vendor's service when this is usage that no part covers, else <see langword="null"/>.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>Gets the highest bill-through date of all runs that billed the part, or <see langword="null"/> before the first.</summary>
    public LocalDate? Through { get; init; }

    /// <summary>Gets the earliest day whose facts changed since, or <see langword="null"/> when none did.</summary>
    public LocalDate? DirtyFrom { get; init; }

    void IFresh.SetVersion(long version) => _version = version;
}
