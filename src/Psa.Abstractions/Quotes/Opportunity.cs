using System.Text.Json.Serialization;
using NodaTime;
using Psa.Customers;

namespace Psa.Quotes;

/// <summary>Business that may come: quotes can belong to it.</summary>
public sealed record Opportunity : IEntity<Opportunity>
{
    /// <inheritdoc/>
    public required Id<Opportunity> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets what it may be worth, and the currency of its quotes; <see langword="null"/> when nobody knows.</summary>
    public Money? EstimatedValue { get; init; }

    /// <summary>Gets the day by which it is expected to be decided, or <see langword="null"/>.</summary>
    public LocalDate? ExpectedOn { get; init; }

    /// <summary>Gets where it stands; only its lifecycle changes it.</summary>
    public required OpportunityStatus Status { get; init; }

    /// <summary>Gets the day on which it was won or lost, or <see langword="null"/>.</summary>
    public LocalDate? ClosedOn { get; init; }

    /// <summary>Gets why it was lost, or <see langword="null"/>.</summary>
    public string? CloseReason { get; init; }

    /// <summary>Gets the host's own keys: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
