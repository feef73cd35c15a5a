namespace Psa.Work;

/// <summary>A ticket that was closed, and what it leaves open.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Submitted">The time on it that still waits for approval, and can be approved.</param>
public sealed record TicketClosing(Ticket Ticket, ValueList<Id<TimeEntry>> Submitted);
