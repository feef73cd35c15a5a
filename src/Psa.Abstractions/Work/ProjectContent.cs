using Psa.Contracts;
using Psa.Customers;

namespace Psa.Work;

/// <summary>What somebody writes of a project, all of it.</summary>
public sealed record ProjectContent
{
    /// <summary>Gets the name.</summary>
    public required string Name { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets whom to ask at the customer, or <see langword="null"/>.</summary>
    public Id<Contact>? Contact { get; init; }

    /// <summary>Gets the customer's contract that says the rates, or <see langword="null"/>. Another one reaches time that is approved later.</summary>
    public Id<Contract>? Contract { get; init; }
}
