using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;

namespace Psa.Customers;

/// <summary>Who buys services from the tenant.</summary>
public sealed record Customer : IEntity<Customer>
{
    /// <inheritdoc/>
    public required Id<Customer> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the number (debtor code), unique in the tenant; invoices of a run are numbered in its order.</summary>
    public required string Number { get; init; }

    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the id in the accounting or another external system.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Gets what the customer is to the tenant.</summary>
    public CustomerKind Kind { get; init; }

    /// <summary>Gets the last day of the trial, included; days of a trial are never billed. <see langword="null"/> without a trial.</summary>
    public LocalDate? TrialLastDay { get; init; }

    /// <summary>Gets the parent company.</summary>
    public Id<Customer>? Parent { get; init; }

    /// <summary>Gets whether the parent is billed for this customer.</summary>
    public bool ConsolidateBilling { get; init; }

    /// <summary>
    /// Gets who pays: the customer itself, or with <see cref="ConsolidateBilling"/> the parent's payer. It follows from parent and flag, and is written with them: whoever stores
    /// customers without the library's service writes it too.
    /// </summary>
    public required Id<Customer> Payer { get; init; }

    /// <summary>Gets the timeline of price lists, ascending by date, later recorded entries of one date last; without any, the payer's hold.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<PriceListAssignment> PriceLists { get; init; }

    /// <summary>Gets the people to talk to.</summary>
    public ValueList<Contact> Contacts { get; init; }

    /// <summary>Gets whether the customer manages its own profile: only then phones, job titles and company contact of its contacts are shown, and its users edit them.</summary>
    public bool ProfileManagedByCustomer { get; init; }

    /// <summary>Gets what is needed to bill, or <see langword="null"/> when none was given yet.</summary>
    public BillingInformation? BillingInformation { get; init; }

    /// <summary>Gets the host's own keys: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
