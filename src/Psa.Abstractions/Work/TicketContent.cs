using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;

namespace Psa.Work;

/// <summary>What somebody writes of a ticket, all of it.</summary>
public sealed record TicketContent
{
    /// <summary>Gets what it is about.</summary>
    public required string Title { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the customer; it stays once time is approved.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets whom to answer at the customer, or <see langword="null"/>.</summary>
    public Id<Contact>? Contact { get; init; }

    /// <summary>Gets how urgent it is.</summary>
    public TicketPriority Priority { get; init; }

    /// <summary>Gets the host's word for what kind of question it is, or <see langword="null"/>.</summary>
    public string? Category { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the part of the customer's contract that the work belongs to, or <see langword="null"/>. Another one reaches time that is approved later.</summary>
    public Id<ContractPart>? Part { get; init; }

    /// <summary>Gets the hourly rate of work on it that says none itself, or <see langword="null"/>. Another one reaches time that is approved later.</summary>
    public Id<Product>? Activity { get; init; }

    /// <summary>Gets a value indicating whether work on it isn't charged, unless an entry says so.</summary>
    public bool IsFree { get; init; }
}
