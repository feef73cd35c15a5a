using Psa.Customers;
using Psa.Storage;

namespace Psa.Work;

/// <summary>Tickets in a store.</summary>
internal static class TicketRecords
{
    private static readonly Column<Ticket> Id = RecordType<Ticket>.Id;
    private static readonly Column<Ticket> Customer = Column.Of(static (Ticket r) => r.Customer);
    private static readonly Column<Ticket> Status = Column.Of(static (Ticket r) => r.Status);
    private static readonly Column<Ticket> OpenedOn = Column.Of(static (Ticket r) => r.OpenedOn);
    private static readonly Column<Ticket> Number = Column.Of(static (Ticket r) => r.Number);
    private static readonly Column<Ticket> NumberFold = Column.FoldOf(static (Ticket r) => r.Number);
    private static readonly RecordIndex<Ticket> ByDate = new("by_date", OpenedOn, Id);
    private static readonly RecordIndex<Ticket> ByCustomer = new("by_customer", Customer, OpenedOn, Id);
    private static readonly RecordIndex<Ticket> ByNumber = new("by_number", Number) { Unique = "its number" };
    private static readonly RecordIndex<Ticket> Numbers = new("numbers", NumberFold, Id);

    internal static RecordType<Ticket> Type { get; } = new("ticket", static (r, v) => r with { Version = v }, ByDate, ByCustomer, ByNumber, Numbers);

    /// <summary>The one of a number.</summary>
    internal static Query<Ticket> OfNumber(string number) => new(ByNumber, Number.Is(number));

    /// <summary>Those of some customers, in no order.</summary>
    internal static Query<Ticket> OfEach(IReadOnlyCollection<Id<Customer>> customers) => new(ByCustomer, Customer.IsOneOf(customers));

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="own">The customers that are an actor's own; nothing when all are.</param>
    internal static Listing<Ticket> Matching(TicketFilter filter, IReadOnlyCollection<Id<Customer>>? own = null)
    {
        var where = new List<Condition<Ticket>>();
        if (own is not null)
        {
            where.Add(Customer.IsOneOf(own));
        }

        where.AddIs(Customer, filter.Customer);
        where.AddText(NumberFold, filter.Number);
        where.AddIs(Status, filter.Status);
        where.AddBetween(OpenedOn, filter.From, filter.Through);
        return new(own is not null || filter.Customer is not null ? ByCustomer : filter.Number is { Length: > 0 } ? Numbers : ByDate, where, ByDate.Columns, filter.Descending);
    }
}
