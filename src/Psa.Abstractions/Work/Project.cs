using System.Text.Json.Serialization;
using NodaTime;
using Psa.Contracts;
using Psa.Customers;

namespace Psa.Work;

/// <summary>A project of a customer: what time is logged on beside tickets.</summary>
public sealed record Project : IEntity<Project>
{
    /// <inheritdoc/>
    public required Id<Project> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the number that people use, of which there is one.</summary>
    public required string Number { get; init; }

    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets whom to ask at the customer, or <see langword="null"/>.</summary>
    public Id<Contact>? Contact { get; init; }

    /// <summary>Gets the customer's contract that says the rates, or <see langword="null"/>.</summary>
    public Id<Contract>? Contract { get; init; }

    /// <summary>Gets where it stands; only its lifecycle changes it.</summary>
    public required ProjectStatus Status { get; init; }

    /// <summary>Gets the day on which it was opened.</summary>
    public required LocalDate OpenedOn { get; init; }

    /// <summary>Gets how its time is billed, once some was approved.</summary>
    public WorkBilling? Billing { get; init; }

    /// <summary>Gets the host's own keys: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
