using Psa.Storage;

namespace Psa.Work;

/// <summary>Comments of tickets in a store.</summary>
internal static class TicketCommentRecords
{
    private static readonly Column<TicketComment> Id = RecordType<TicketComment>.Id;
    private static readonly Column<TicketComment> Ticket = Column.Of(static (TicketComment r) => r.Ticket);
    private static readonly Column<TicketComment> At = Column.Of(static (TicketComment r) => r.At);
    private static readonly Column<TicketComment> IsInternal = Column.Of(static (TicketComment r) => r.IsInternal);
    private static readonly RecordIndex<TicketComment> ByTicket = new("by_ticket", Ticket, At, Id);

    internal static RecordType<TicketComment> Type { get; } = new("ticket_comment", static (r, v) => r with { Version = v }, ByTicket);

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="seesInternal">Whether internal ones are among them.</param>
    internal static Listing<TicketComment> Matching(TicketCommentFilter filter, bool seesInternal)
    {
        var where = new List<Condition<TicketComment>> { Ticket.Is(filter.Ticket) };
        if (!seesInternal)
        {
            where.Add(IsInternal.Is(false));
        }

        return new(ByTicket, where, [At, Id], filter.Descending);
    }
}
