using Psa.Access;
using Psa.SalesItems;
using Psa.Storage;
using Psa.Work;

namespace Psa.Services;

/// <summary>Reads tickets, projects and their time.</summary>
internal static class WorkReads
{
    /// <summary>Reads a ticket that who works in the step sees.</summary>
    /// <exception cref="EntityNotFoundException">There is none, or it is none of a client's.</exception>
    internal static Task<Ticket> SeenTicketAsync(this Step step, Id<Ticket> id, CancellationToken cancellationToken) => step.SeenTicketAsync(step.Actor, id, cancellationToken);

    /// <summary>Reads a ticket that somebody sees.</summary>
    /// <exception cref="EntityNotFoundException">There is none, or it is none of a client's.</exception>
    internal static async Task<Ticket> SeenTicketAsync(this IPsaSession session, Actor actor, Id<Ticket> id, CancellationToken cancellationToken)
    {
        var ticket = await session.Of<Ticket>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        return await session.SeesAsync(actor, Permission.OpenTickets, ticket.Customer, cancellationToken).ConfigureAwait(false)
            ? ticket
            : throw new EntityNotFoundException(nameof(Ticket), id.Value);
    }

    /// <summary>Leaves empty what a reader doesn't see of a ticket: what belongs to contracts, and to the catalog.</summary>
    internal static Ticket For(this Ticket ticket, Actor actor)
    {
        // who sees only their own tickets sees only their own contracts by them
        var works = actor.May(Permission.WorkOnTickets);
        var (contracts, catalog) = (works || actor.ReachOf(Permission.ViewContracts) != Grants.None, works || actor.May(Permission.ViewCatalog));
        return contracts && catalog ? ticket : ticket with
        {
            Part = contracts ? ticket.Part : null,
            Billing = contracts ? ticket.Billing : null,
            Activity = catalog ? ticket.Activity : null,
        };
    }

    /// <summary>Leaves empty what a reader doesn't see of time: prices, for who doesn't view the catalog.</summary>
    internal static TimeEntry For(this TimeEntry entry, Actor actor) =>
        entry.Approval is { Rate: not null } approval && !actor.ViewsAll(Permission.ViewCatalog, Permission.ManageCatalog) ? entry with { Approval = approval with { Rate = null } } : entry;

    /// <summary>Leaves empty what a reader doesn't see of a project: what belongs to contracts.</summary>
    internal static Project For(this Project project, Actor actor) =>
        actor.ReachOf(Permission.ViewContracts) != Grants.None || actor.May(Permission.ManageProjects) ? project : project with { Contract = null, Billing = null };

    /// <summary>Reads the time on a ticket.</summary>
    internal static Task<List<TimeEntry>> TimeOfAsync(this IPsaSession session, Ticket ticket, CancellationToken cancellationToken) =>
        session.Of<TimeEntry>().QueryAsync(TimeEntryRecords.OfTicket(ticket.Id), cancellationToken).ListAsync(cancellationToken);

    /// <summary>Reads the time on a project.</summary>
    internal static Task<List<TimeEntry>> TimeOfAsync(this IPsaSession session, Project project, CancellationToken cancellationToken) =>
        session.Of<TimeEntry>().QueryAsync(TimeEntryRecords.OfProject(project.Id), cancellationToken).ListAsync(cancellationToken);

    /// <summary>Gives those that wait for approval.</summary>
    internal static ValueList<Id<TimeEntry>> Submitted(this List<TimeEntry> entries) => entries.FindAll(static entry => entry.Status == TimeStatus.Submitted).ConvertAll(static entry => entry.Id).ToValueList();

    /// <summary>Reads all sales items that a ticket or project ever had, by ordinal.</summary>
    internal static Task<List<SalesItem>> WorkItemsAsync(this IPsaSession session, SalesItemSource source, Guid id, NodaTime.LocalDate openedOn, CancellationToken cancellationToken) =>
        session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfPeriod(source, id, openedOn), cancellationToken).ListAsync(cancellationToken);
}
