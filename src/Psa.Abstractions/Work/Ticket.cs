using System.Text.Json.Serialization;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;

namespace Psa.Work;

/// <summary>A ticket: what a customer asks for. It works fully without billing information; only approving time asks for it.</summary>
public sealed record Ticket : IEntity<Ticket>
{
    /// <inheritdoc/>
    public required Id<Ticket> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the number that people use, of which there is one.</summary>
    public required string Number { get; init; }

    /// <summary>Gets what it is about.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets whom to answer at the customer, or <see langword="null"/>.</summary>
    public Id<Contact>? Contact { get; init; }

    /// <summary>Gets how urgent it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TicketPriority Priority { get; init; }

    /// <summary>Gets the host's word for what kind of question it is, or <see langword="null"/>.</summary>
    public string? Category { get; init; }

    /// <summary>Gets the part of the customer's contract that the work belongs to: a managed one covers it, and its contract says the rates. <see langword="null"/> for none.</summary>
    public Id<ContractPart>? Part { get; init; }

    /// <summary>Gets the hourly rate of work on it that says none itself, or <see langword="null"/>.</summary>
    public Id<Product>? Activity { get; init; }

    /// <summary>Gets a value indicating whether work on it isn't charged, unless an entry says so.</summary>
    public bool IsFree { get; init; }

    /// <summary>Gets where it stands; only its lifecycle changes it.</summary>
    public required TicketStatus Status { get; init; }

    /// <summary>Gets for whom it waits, while it does.</summary>
    public TicketWaiting? WaitingFor { get; init; }

    /// <summary>Gets the day on which it was opened.</summary>
    public required LocalDate OpenedOn { get; init; }

    /// <summary>Gets who opened it.</summary>
    public required UserId OpenedBy { get; init; }

    /// <summary>Gets a value indicating whether a user of the customer opened it, not one of the house.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsOpenedByClient { get; init; }

    /// <summary>Gets how its time is billed, once some was approved.</summary>
    public WorkBilling? Billing { get; init; }

    /// <summary>Gets the host's own keys: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
