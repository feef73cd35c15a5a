using System.Text.Json.Serialization;
using NodaTime;
using Psa.Customers;

namespace Psa.Quotes;

/// <summary>What is needed to add an opportunity.</summary>
public sealed record NewOpportunity
{
    /// <summary>Gets the id that it is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the opportunity is added once.</summary>
    public Id<Opportunity>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the name.</summary>
    public required string Name { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets what it may be worth, 0 or more, and the currency of its quotes; <see langword="null"/> when nobody knows.</summary>
    public Money? EstimatedValue { get; init; }

    /// <summary>Gets the day by which it is expected to be decided, or <see langword="null"/>.</summary>
    public LocalDate? ExpectedOn { get; init; }

    /// <summary>Gets the host's own keys that the opportunity is to have: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
