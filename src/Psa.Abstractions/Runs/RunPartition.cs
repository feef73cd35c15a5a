using System.ComponentModel;
using System.Text.Json.Serialization;
using NodaTime;
using Psa.Customers;

namespace Psa.Runs;

/// <summary>A run of customers that one worker bills, with its checkpoint: whatever is behind it is done, once.</summary>
public sealed record RunPartition : IEntity<RunPartition>
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="counts">See <see cref="Counts"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public RunPartition(RunCounts counts = null!) => Counts = counts ?? RunCounts.Zero;

    /// <inheritdoc/>
    public required Id<RunPartition> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the run.</summary>
    public required Id<BillingRun> Run { get; init; }

    /// <summary>Gets the place among the partitions, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Gets the customer after which the partition starts, or <see langword="null"/> for the beginning.</summary>
    public Id<Customer>? After { get; init; }

    /// <summary>Gets the partition's last customer, included, or <see langword="null"/> for all there are.</summary>
    public Id<Customer>? Through { get; init; }

    /// <summary>Gets the last customer that is done, or <see langword="null"/> when none is.</summary>
    public Id<Customer>? Checkpoint { get; init; }

    /// <summary>Gets whether all customers are done.</summary>
    public bool Done { get; init; }

    /// <summary>Gets who works on it, or <see langword="null"/>.</summary>
    public string? Worker { get; init; }

    /// <summary>Gets when the worker took hold of it, by the worker's own clock.</summary>
    public Instant? LeaseFrom { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets until when the worker holds it; whoever finds it later, or has seen no sign of life for as long, may take it over.</summary>
    public Instant? LeaseUntil { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets what was done.</summary>
    public RunCounts Counts { get; init; }
}
