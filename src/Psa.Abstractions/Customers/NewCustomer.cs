using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Customers;

/// <summary>What is needed to create a customer.</summary>
public sealed record NewCustomer
{
    /// <summary>Gets the id that the customer is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the customer is made once.</summary>
    public Id<Customer>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the number (debtor code), unique in the tenant.</summary>
    public required string Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the name.</summary>
    public required string Name { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the id in the accounting or another external system.</summary>
    public string? ExternalId { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets what the customer is to the tenant.</summary>
    public CustomerKind Kind { get; init; }

    /// <summary>Gets the last day of the trial, included, or <see langword="null"/> without one.</summary>
    public LocalDate? TrialLastDay { get; init; }

    /// <summary>Gets the parent company.</summary>
    public Id<Customer>? Parent { get; init; }

    /// <summary>Gets whether the parent is billed for this customer.</summary>
    public bool ConsolidateBilling { get; init; }

    /// <summary>Gets the people to talk to.</summary>
    public ValueList<Contact> Contacts { get; init; }

    /// <summary>Gets whether the customer manages its own profile.</summary>
    public bool ProfileManagedByCustomer { get; init; }

    /// <summary>Gets what is needed to bill, complete or not, or <see langword="null"/>.</summary>
    public BillingInformation? BillingInformation { get; init; }

    /// <summary>Gets the host's own keys that the customer is to have: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
