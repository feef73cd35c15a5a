using System.Text.Json.Serialization;
using Psa.Contracts;
using Psa.Work;

namespace Psa.Inventory;

/// <summary>What needs the goods of a stock charge: exactly one of them.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Project">The project.</param>
/// <param name="Ticket">The ticket.</param>
[method: JsonConstructor]
public sealed record StockChargeOwner(Id<Contract>? Contract = null, Id<Project>? Project = null, Id<Ticket>? Ticket = null)
{
    /// <summary>Names a contract.</summary>
    /// <param name="contract">The contract.</param>
    /// <returns>The owner.</returns>
    [Pure]
    public static StockChargeOwner Of(Id<Contract> contract) => new(contract);

    /// <summary>Names a project.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The owner.</returns>
    [Pure]
    public static StockChargeOwner Of(Id<Project> project) => new(Project: project);

    /// <summary>Names a ticket.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <returns>The owner.</returns>
    [Pure]
    public static StockChargeOwner Of(Id<Ticket> ticket) => new(Ticket: ticket);

    /// <summary>Gives its id; <see langword="null"/> unless it names exactly one.</summary>
    internal Guid? Single() => (Contract, Project, Ticket) switch
    {
        ({ } contract, null, null) => contract.Value,
        (null, { } project, null) => project.Value,
        (null, null, { } ticket) => ticket.Value,
        _ => null,
    };
}
