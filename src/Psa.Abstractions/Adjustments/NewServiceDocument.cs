using System.Text.Json.Serialization;
using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>What is needed to write a service document.</summary>
public sealed record NewServiceDocument
{
    /// <summary>Gets the id that it is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: it is written once.</summary>
    public Id<ServiceDocument>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the number, or <see langword="null"/> for the next of the seller's series of service documents.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the code of its kind: one that the tenant's settings name, or <see langword="null"/> for non-billable service issue.</summary>
    public string? Kind { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets what is written on it.</summary>
    public required ServiceContent Content { get; init; }

    /// <summary>Gets the host's own keys that it is to have: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
