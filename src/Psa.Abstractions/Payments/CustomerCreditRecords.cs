using Psa.Customers;
using Psa.Orders;
using Psa.Storage;

namespace Psa.Payments;

/// <summary>Customer credit in a store.</summary>
internal static class CustomerCreditRecords
{
    private static readonly Column<CustomerCredit> Payer = Column.Of(static (CustomerCredit r) => r.Payer);
    private static readonly Column<CustomerCredit> Order = Column.Of(static (CustomerCredit r) => r.Order);
    private static readonly RecordIndex<CustomerCredit> ByPayer = new("by_payer", Payer, RecordType<CustomerCredit>.Id);
    private static readonly RecordIndex<CustomerCredit> ByOrder = new("by_order", Order, RecordType<CustomerCredit>.Id) { Only = [Order.IsNot(null)] };

    internal static RecordType<CustomerCredit> Type { get; } = new("customer_credit", static (r, v) => r with { Version = v }, ByPayer, ByOrder);

    /// <summary>That of a payer, in the order of ids: one record an entity and currency, and one an order to which some is bound.</summary>
    internal static Query<CustomerCredit> OfPayer(Id<Customer> payer) => new(ByPayer, Payer.Is(payer));

    /// <summary>Those that are bound to an order, in the order of ids.</summary>
    internal static Query<CustomerCredit> OfOrder(Id<Order> order) => new(ByOrder, Order.Is(order));
}
