using System.Text.Json.Serialization;
using Psa.Customers;

namespace Psa.Work;

/// <summary>What is needed to open a project.</summary>
public sealed record NewProject
{
    /// <summary>Gets the id that it is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: it is opened once.</summary>
    public Id<Project>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the number, or <see langword="null"/> for the next of the seller's series of projects.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets what is written of it.</summary>
    public required ProjectContent Content { get; init; }

    /// <summary>Gets the host's own keys that it is to have: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
