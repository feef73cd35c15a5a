using NodaTime;
using Psa.Contracts;
using Psa.Customers;
using Psa.SalesItems;
using Psa.Storage;
using Psa.Work;

namespace Psa.Services;

/// <summary>A ticket or project whose time is approved or billed, with all its time as the step leaves it.</summary>
/// <param name="Ticket">The ticket, or <see langword="null"/> for a project.</param>
/// <param name="Project">The project, or <see langword="null"/> for a ticket.</param>
/// <param name="Entries">Its time.</param>
/// <param name="Items">All sales items it ever had, by ordinal.</param>
internal sealed record WorkInHand(Ticket? Ticket, Project? Project, List<TimeEntry> Entries, List<SalesItem> Items)
{
    /// <summary>Gets the customer.</summary>
    internal Id<Customer> Customer => Ticket?.Customer ?? Project!.Customer;

    /// <summary>Gets how it is billed, once something was.</summary>
    internal WorkBilling? Billing => Ticket is not null ? Ticket.Billing : Project!.Billing;

    /// <summary>Gets which of both it is.</summary>
    internal SalesItemSource Source => Ticket is not null ? SalesItemSource.Ticket : SalesItemSource.Project;

    /// <summary>Gets its id.</summary>
    internal Guid Id => Ticket?.Id.Value ?? Project!.Id.Value;

    private LocalDate OpenedOn => Ticket?.OpenedOn ?? Project!.OpenedOn;

    /// <summary>Reads what an entry is of.</summary>
    internal static Task<WorkInHand> OfAsync(Step step, TimeEntry entry, CancellationToken cancellationToken) => entry.Ticket is { } ticket
        ? ReadAsync(step, SalesItemSource.Ticket, ticket.Value, cancellationToken)
        : ReadAsync(step, SalesItemSource.Project, entry.Project!.Value.Value, cancellationToken);

    /// <summary>Reads a ticket or project, its time and its items.</summary>
    internal static async Task<WorkInHand> ReadAsync(Step step, SalesItemSource source, Guid id, CancellationToken cancellationToken)
    {
        var ticket = source == SalesItemSource.Ticket ? await step.Of<Ticket>().RequireAsync(new(id), cancellationToken).ConfigureAwait(false) : null;
        var project = ticket is null ? await step.Of<Project>().RequireAsync(new(id), cancellationToken).ConfigureAwait(false) : null;
        var entries = ticket is not null ? await step.TimeOfAsync(ticket, cancellationToken).ConfigureAwait(false) : await step.TimeOfAsync(project!, cancellationToken).ConfigureAwait(false);
        var items = await step.WorkItemsAsync(source, id, ticket?.OpenedOn ?? project!.OpenedOn, cancellationToken).ConfigureAwait(false);
        return new(ticket, project, entries, items);
    }

    /// <summary>Gives it with entries as the step leaves them, and staged, so that two who approve or bill its time at once conflict.</summary>
    internal WorkInHand Stage(Step step, IReadOnlyDictionary<Id<TimeEntry>, TimeEntry> changed, WorkBilling? billing)
    {
        var entries = Entries.ConvertAll(entry => changed.GetValueOrDefault(entry.Id, entry));
        return Ticket is not null
            ? new(step.Of<Ticket>().Update(Ticket with { Billing = billing }), null, entries, Items)
            : new(null, step.Of<Project>().Update(Project! with { Billing = billing }), entries, Items);
    }

    /// <summary>Gives it as what is billed.</summary>
    internal WorkSource AsSource(TenantId tenant, WorkBilling billing, Id<Contract>? contract) => new(Source, Id, tenant, Customer, OpenedOn, contract, billing);

    /// <summary>Reads the contract that it names, and the part; <see langword="null"/> where it names none.</summary>
    internal async Task<(Contract? Contract, ContractPart? Part)> ContractAsync(IPsaSession session, CancellationToken cancellationToken)
    {
        var part = Ticket?.Part is { } id ? await session.Of<ContractPart>().FindAsync(id, cancellationToken).ConfigureAwait(false) : null;
        var contract = part?.Contract ?? Project?.Contract;
        return (contract is { } named ? await session.Of<Contract>().FindAsync(named, cancellationToken).ConfigureAwait(false) : null, part);
    }
}
