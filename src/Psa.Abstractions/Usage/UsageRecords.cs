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

    private static readonly Column<UsageRecord> Delivery = Column.Of(static (UsageRecord r) => r.Delivery);
    private static readonly Column<UsageRecord> Source = Column.Of(static (UsageRecord r) => r.SourceCode);
    private static readonly Column<UsageRecord> SourceId = Column.Of(static (UsageRecord r) => r.SourceId);
    private static readonly RecordIndex<UsageRecord> ByDelivery = new("by_delivery", Delivery, RecordType<UsageRecord>.Id) { Only = [Delivery.IsNot(null)] };
    private static readonly Column<UsageRecord> ServiceCode = Column.Of(static (UsageRecord r) => r.ServiceCode);
    private static readonly RecordIndex<UsageRecord> BySourceId = new("by_source_id", Source, SourceId, RecordType<UsageRecord>.Id) { Only = [Delivery.IsNot(null)] };

    internal static RecordType<UsageRecord> Type { get; } = new("usage", static (r, v) => r with { Version = v }, ByCustomer, ByDelivery, BySourceId) { IsFact = true };

    /// <summary>That of a range of customers and days, in the order of customer, day and id. Of each customer only the days wanted are read, not all they ever used.</summary>
    internal static Query<UsageRecord> OfCustomers(IdRange<Customer> customers, LocalDate from, LocalDate through) =>
        new(ByCustomer, Customer.From(customers.First), Customer.Through(customers.Last), Date.From(from), Date.Through(through)) { IsSparse = true };

    /// <summary>What a delivery brought, in the order of ids after one; what was withdrawn since is among it.</summary>
    internal static Query<UsageRecord> OfDelivery(Id<UsageDelivery> delivery, Id<UsageRecord> after) => new(ByDelivery, Delivery.Is(delivery), RecordType<UsageRecord>.Id.After(after));

    /// <summary>What deliveries of a source brought with some source ids, of all scopes and periods, in no order; what was withdrawn since is among it.</summary>
    internal static Query<UsageRecord> OfSourceIds(string source, IReadOnlyCollection<string> sourceIds) => new(BySourceId, Source.Is(source), SourceId.IsOneOf(sourceIds));

    /// <summary>That of some customers and a range of days, in no order.</summary>
    internal static Query<UsageRecord> OfEach(IReadOnlyCollection<Id<Customer>> customers, LocalDate from, LocalDate through) =>
        new(ByCustomer, Customer.IsOneOf(customers), Date.From(from), Date.Through(through));

    /// <summary>Gives the list that a filter asks for.</summary>
    internal static Listing<UsageRecord> Matching(UsageFilter filter)
    {
        var where = new List<Condition<UsageRecord>> { Customer.Is(filter.Customer) };
        where.AddBetween(Date, filter.From, filter.Through);
        where.AddIs(Source, filter.SourceCode);
        where.AddIs(ServiceCode, filter.ServiceCode);
        return new(ByCustomer, where, ByCustomer.Columns, filter.Descending);
    }
}
