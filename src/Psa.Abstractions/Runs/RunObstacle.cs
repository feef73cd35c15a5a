using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;

namespace Psa.Runs;

/// <summary>Something a run could not bill or invoice, with the money that waits: expected obstacles are data, not exceptions.</summary>
public sealed record RunObstacle : IEntity<RunObstacle>
{
    /// <inheritdoc/>
    public required Id<RunObstacle> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the run.</summary>
    public required Id<BillingRun> Run { get; init; }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the customer's number.</summary>
    public required string CustomerNumber { get; init; }

    /// <summary>Gets the contract part, or <see langword="null"/> when the customer as a whole is concerned.</summary>
    public Id<ContractPart>? Part { get; init; }

    /// <summary>Gets why.</summary>
    public required ObstacleReason Reason { get; init; }

    /// <summary>Gets the stable error code.</summary>
    public required string Code { get; init; }

    /// <summary>Gets what is wrong and what to do next.</summary>
    public required string Message { get; init; }

    /// <summary>Gets the net that waits, one entry a currency.</summary>
    public ValueList<Money> Waiting { get; init; }
}
