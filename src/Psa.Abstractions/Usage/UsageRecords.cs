using NodaTime;
using Psa.Customers;
using Psa.Storage;

namespace Psa.Usage;

/// <summary>Usage in a store.</summary>
internal static class UsageRecords
{
    private static readonly Column<UsageRecord> Customer = Column.Of(static (UsageRecord r) => r.Customer);
    private static readonly Column<UsageRecord> Date = Column.Of(static (UsageRecord r) => r.Date);
    private static readonly RecordIndex<UsageRecord> ByCustomer = new("by_customer", Customer, Date, RecordType<UsageRecord>.Id);

    internal static RecordType<UsageRecord> Type { get; } = new("usage", static (r, v) => r with { Version = v }, ByCustomer) { IsFact = true };

    /// <summary>That of a range of customers and days, in the order of customer, day and id. Of each customer only the days wanted are read, not all they ever used.</summary>
    internal static Query<UsageRecord> OfCustomers(IdRange<Customer> customers, LocalDate from, LocalDate through) =>
        new(ByCustomer, Customer.From(customers.First), Customer.Through(customers.Last), Date.From(from), Date.Through(through)) { IsSparse = true };

    /// <summary>That of some customers and a range of days, in no order.</summary>
    internal static Query<UsageRecord> OfEach(IReadOnlyCollection<Id<Customer>> customers, LocalDate from, LocalDate through) =>
        new(ByCustomer, Customer.IsOneOf(customers), Date.From(from), Date.Through(through));
}
