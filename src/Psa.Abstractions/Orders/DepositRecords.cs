using Psa.Customers;
using Psa.Storage;

namespace Psa.Orders;

/// <summary>Deposits in a store.</summary>
internal static class DepositRecords
{
    private static readonly Column<Deposit> Id = RecordType<Deposit>.Id;
    private static readonly Column<Deposit> Order = Column.Of(static (Deposit r) => r.Order);
    private static readonly Column<Deposit> ServedCustomer = Column.Of(static (Deposit r) => r.ServedCustomer);
    private static readonly Column<Deposit> Status = Column.Of(static (Deposit r) => r.Status);
    private static readonly Column<Deposit> Date = Column.Of(static (Deposit r) => r.Date);
    private static readonly Column<Deposit> Number = Column.Of(static (Deposit r) => r.Number);
    private static readonly Column<Deposit> Entity = Column.Of(static (Deposit r) => r.BillingEntity);
    private static readonly Column<Deposit> IsAgreed = Column.Of(static (Deposit r) => r.IsAgreed);
    private static readonly RecordIndex<Deposit> ByOrder = new("by_order", Order, Date, Id);
    private static readonly RecordIndex<Deposit> ByCustomer = new("by_customer", ServedCustomer, Date, Id);
    private static readonly RecordIndex<Deposit> ByDate = new("by_date", Date, Id);
    private static readonly RecordIndex<Deposit> ByNumber = new("by_number", Number, Entity) { Unique = "its number at its billing entity" };

    internal static RecordType<Deposit> Type { get; } = new("deposit", static (r, v) => r with { Version = v }, ByOrder, ByCustomer, ByDate, ByNumber);

    /// <summary>Those of an order, by date.</summary>
    internal static Query<Deposit> OfOrder(Id<Order> order) => new(ByOrder, Order.Is(order));

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="own">The customers that are an actor's own, who see deposits on what was submitted; nothing when all are.</param>
    internal static Listing<Deposit> Matching(DepositFilter filter, IReadOnlyCollection<Id<Customer>>? own = null)
    {
        var where = new List<Condition<Deposit>>();
        if (own is not null)
        {
            where.Add(ServedCustomer.IsOneOf(own));
            where.Add(IsAgreed.Is(true));
        }

        where.AddIs(Order, filter.Order);
        where.AddIs(ServedCustomer, filter.Customer);
        where.AddIs(Status, filter.Status);
        return new(filter.Order is not null ? ByOrder : own is not null || filter.Customer is not null ? ByCustomer : ByDate, where, ByDate.Columns, filter.Descending);
    }
}
