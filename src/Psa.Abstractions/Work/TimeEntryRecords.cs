using Psa.Access;
using Psa.Storage;

namespace Psa.Work;

/// <summary>Time in a store.</summary>
internal static class TimeEntryRecords
{
    private static readonly Column<TimeEntry> Id = RecordType<TimeEntry>.Id;
    private static readonly Column<TimeEntry> Ticket = Column.Of(static (TimeEntry r) => r.Ticket);
    private static readonly Column<TimeEntry> Project = Column.Of(static (TimeEntry r) => r.Project);
    private static readonly Column<TimeEntry> User = Column.Of(static (TimeEntry r) => r.User);
    private static readonly Column<TimeEntry> Status = Column.Of(static (TimeEntry r) => r.Status);
    private static readonly Column<TimeEntry> WorkedOn = Column.Of(static (TimeEntry r) => r.WorkedOn);
    private static readonly RecordIndex<TimeEntry> ByDate = new("by_date", WorkedOn, Id);
    private static readonly RecordIndex<TimeEntry> ByStatus = new("by_status", Status, WorkedOn, Id);
    private static readonly RecordIndex<TimeEntry> ByUser = new("by_user", User, WorkedOn, Id);
    private static readonly RecordIndex<TimeEntry> ByTicket = new("by_ticket", Ticket, WorkedOn, Id) { Only = [Ticket.IsNot(null)] };
    private static readonly RecordIndex<TimeEntry> ByProject = new("by_project", Project, WorkedOn, Id) { Only = [Project.IsNot(null)] };

    internal static RecordType<TimeEntry> Type { get; } = new("time_entry", static (r, v) => r with { Version = v }, ByDate, ByStatus, ByUser, ByTicket, ByProject);

    /// <summary>Those on a ticket, by the day of the work.</summary>
    internal static Query<TimeEntry> OfTicket(Id<Ticket> ticket) => new(ByTicket, Ticket.Is(ticket));

    /// <summary>Those on a project, by the day of the work.</summary>
    internal static Query<TimeEntry> OfProject(Id<Project> project) => new(ByProject, Project.Is(project));

    /// <summary>Those of a status, by the day of the work.</summary>
    internal static Query<TimeEntry> OfStatus(TimeStatus status) => new(ByStatus, Status.Is(status));

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="self">Who sees only what they logged; nothing when all is seen.</param>
    internal static Listing<TimeEntry> Matching(TimeFilter filter, UserId? self = null)
    {
        var where = new List<Condition<TimeEntry>>();
        if (self is { } me)
        {
            where.Add(User.Is(me));
        }

        where.AddIs(Ticket, filter.Ticket);
        where.AddIs(Project, filter.Project);
        where.AddIs(Status, filter.Status);
        if (filter.User is { } user)
        {
            where.Add(User.Is(user));
        }

        where.AddBetween(WorkedOn, filter.From, filter.Through);
        var by = filter.Ticket is not null ? ByTicket
            : filter.Project is not null ? ByProject
            : self is not null || filter.User is not null ? ByUser
            : filter.Status is not null ? ByStatus
            : ByDate;
        return new(by, where, ByDate.Columns, filter.Descending);
    }
}
