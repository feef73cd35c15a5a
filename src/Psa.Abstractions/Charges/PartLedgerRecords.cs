using Psa.Customers;
using Psa.Storage;

namespace Psa.Charges;

/// <summary>Ledgers of parts in a store.</summary>
internal static class PartLedgerRecords
{
    private static readonly Column<PartLedger> Customer = Column.Of(static (PartLedger r) => r.Customer);
    private static readonly RecordIndex<PartLedger> ByCustomer = new("by_customer", Customer, RecordType<PartLedger>.Id);

    internal static RecordType<PartLedger> Type { get; } = new("part_ledger", static (r, v) => r with { Version = v }, ByCustomer);

    /// <summary>Those of a range of customers, in the order of customer and id.</summary>
    internal static Query<PartLedger> OfCustomers(IdRange<Customer> customers) => new(ByCustomer, Customer.From(customers.First), Customer.Through(customers.Last));

    /// <summary>Those of some customers, in no order.</summary>
    internal static Query<PartLedger> OfEach(IReadOnlyCollection<Id<Customer>> customers) => new(ByCustomer, Customer.IsOneOf(customers));
}
