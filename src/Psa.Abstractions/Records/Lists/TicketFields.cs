using Psa.Access;
using Psa.Customers;
using Psa.Lists;
using Psa.Work;

namespace Psa.Records;

/// <summary>The fields of the list of tickets.</summary>
internal static class TicketFields
{
    private static readonly Field<Ticket>[] Common =
    [
        Fields<Ticket>.Text("number", static ticket => ticket.Number, TicketRecords.NumberFold, TicketRecords.Number, isSelective: true),
        Fields<Ticket>.Text("title", static ticket => ticket.Title),
        Fields<Ticket>.Status("status", static ticket => ticket.Status, TicketStatus.All, TicketRecords.Status),
        Fields<Ticket>.ChoiceOrNone("waitingFor", static ticket => ticket.WaitingFor),
        Fields<Ticket>.Choice("priority", static ticket => ticket.Priority, order: [TicketPriority.Low, TicketPriority.Normal, TicketPriority.High, TicketPriority.Urgent]),
        Fields<Ticket>.Text("category", static ticket => ticket.Category),
        Fields<Ticket>.Id("customer", static ticket => (Id<Customer>?)ticket.Customer, TicketRecords.Customer, isSelective: true),
        DocumentFields.CustomerName<Ticket>(static ticket => ticket.Customer),
        Fields<Ticket>.Id("contact", static ticket => ticket.Contact),
        Fields<Ticket>.Date("openedOn", static ticket => ticket.OpenedOn, TicketRecords.OpenedOn),
        Fields<Ticket>.Age("age", static ticket => ticket.OpenedOn, TicketRecords.OpenedOn),
        Fields<Ticket>.Text("openedBy", static ticket => ticket.OpenedBy.Value),
        Fields<Ticket>.Truth("free", static ticket => ticket.IsFree),
    ];

    /// <summary>Gets all of them.</summary>
    internal static FieldList<Ticket> All { get; } = Of(
        [.. Common, Fields<Ticket>.Id("part", static ticket => ticket.Part), Fields<Ticket>.Id("activity", static ticket => ticket.Activity)]);

    private static FieldList<Ticket> OfClients { get; } = Of(Common);

    /// <summary>Gets those that somebody asks for: what isn't shown to who doesn't work on tickets can't be found out by a filter either.</summary>
    internal static FieldList<Ticket> AskedBy(Actor actor) => actor.May(Permission.WorkOnTickets) ? All : OfClients;

    private static FieldList<Ticket> Of(Field<Ticket>[] fields) => new("openedOn", ["number", "title", "customerName"], fields);
}
