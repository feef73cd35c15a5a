using Psa.Customers;
using Psa.Storage;

namespace Psa.Work;

/// <summary>Tickets in a store.</summary>
internal static class TicketRecords
{
    private static readonly Column<Ticket> Id = RecordType<Ticket>.Id;
    internal static Column<Ticket> Customer { get; } = Column.Of(static (Ticket r) => r.Customer);
    internal static Column<Ticket> Status { get; } = Column.Of(static (Ticket r) => r.Status);
    internal static Column<Ticket> OpenedOn { get; } = Column.Of(static (Ticket r) => r.OpenedOn);
    internal static Column<Ticket> Number { get; } = Column.Of(static (Ticket r) => r.Number);
    internal static Column<Ticket> NumberFold { get; } = Column.FoldOf(static (Ticket r) => r.Number);
    private static readonly RecordIndex<Ticket> ByDate = new("by_date", OpenedOn, Id);
    private static readonly RecordIndex<Ticket> ByCustomer = new("by_customer", Customer, OpenedOn, Id);
    private static readonly RecordIndex<Ticket> ByNumber = new("by_number", Number) { Unique = "its number" };
    private static readonly RecordIndex<Ticket> Numbers = new("numbers", NumberFold, Number, Id);

    internal static RecordType<Ticket> Type { get; } = new("ticket", static (r, v) => r with { Version = v }, ByDate, ByCustomer, ByNumber, Numbers);

    /// <summary>The one of a number.</summary>
    internal static Query<Ticket> OfNumber(string number) => new(ByNumber, Number.Is(number));

    /// <summary>Those of some customers, in no order.</summary>
    internal static Query<Ticket> OfEach(IReadOnlyCollection<Id<Customer>> customers) => new(ByCustomer, Customer.IsOneOf(customers));

    /// <summary>Gives what is asked whatever the filter, for who sees only what is of some customers.</summary>
    /// <param name="own">The customers that are an actor's own; nothing when all are.</param>
    internal static IReadOnlyList<Condition<Ticket>> SeenBy(IReadOnlyCollection<Id<Customer>>? own) => own is null ? [] : [Customer.IsOneOf(own)];

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="own">The customers that are an actor's own; nothing when all are.</param>
    internal static Listing<Ticket> Matching(TicketFilter filter, IReadOnlyCollection<Id<Customer>>? own = null)
    {
        var where = new List<Condition<Ticket>>(SeenBy(own));
        where.AddIs(Customer, filter.Customer);
        where.AddText(NumberFold, filter.Number);
        where.AddIs(Status, filter.Status);
        where.AddBetween(OpenedOn, filter.From, filter.Through);
        return new(own is not null || filter.Customer is not null ? ByCustomer : filter.Number is { Length: > 0 } ? Numbers : ByDate, where, ByDate.Columns, filter.Descending);
    }
}
