using NodaTime;
using Psa.Customers;
using Psa.Storage;

namespace Psa.Adjustments;

/// <summary>Service documents in a store.</summary>
internal static class ServiceDocumentRecords
{
    private static readonly Column<ServiceDocument> Id = RecordType<ServiceDocument>.Id;
    private static readonly Column<ServiceDocument> Customer = Column.Of(static (ServiceDocument r) => r.Customer);
    private static readonly Column<ServiceDocument> Status = Column.Of(static (ServiceDocument r) => r.Status);
    private static readonly Column<ServiceDocument> Kind = Column.Of(static (ServiceDocument r) => r.Kind);
    private static readonly Column<ServiceDocument> Date = Column.Of(static (ServiceDocument r) => r.Date);
    private static readonly Column<ServiceDocument> Number = Column.Of(static (ServiceDocument r) => r.Number);
    private static readonly Column<ServiceDocument> NumberFold = Column.FoldOf(static (ServiceDocument r) => r.Number);
    private static readonly RecordIndex<ServiceDocument> ByDate = new("by_date", Date, Id);
    private static readonly RecordIndex<ServiceDocument> ByCustomer = new("by_customer", Customer, Date, Id);
    private static readonly RecordIndex<ServiceDocument> ByNumber = new("by_number", Number) { Unique = "its number" };
    private static readonly RecordIndex<ServiceDocument> Numbers = new("numbers", NumberFold, Id);

    internal static RecordType<ServiceDocument> Type { get; } = new("service_document", static (r, v) => r with { Version = v }, ByDate, ByCustomer, ByNumber, Numbers);

    /// <summary>The one of a number.</summary>
    internal static Query<ServiceDocument> OfNumber(string number) => new(ByNumber, Number.Is(number));

    /// <summary>Those of customers on some days, by customer and date.</summary>
    internal static Query<ServiceDocument> OfCustomers(IReadOnlyCollection<Id<Customer>> customers, LocalDate from, LocalDate through) =>
        new(ByCustomer, Customer.IsOneOf(customers), Date.From(from), Date.Through(through));

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    internal static Listing<ServiceDocument> Matching(ServiceDocumentFilter filter)
    {
        var where = new List<Condition<ServiceDocument>>();
        where.AddIs(Customer, filter.Customer);
        where.AddText(NumberFold, filter.Number);
        where.AddIs(Kind, filter.Kind);
        where.AddIs(Status, filter.Status);
        where.AddBetween(Date, filter.From, filter.Through);
        return new(filter.Customer is not null ? ByCustomer : filter.Number is { Length: > 0 } ? Numbers : ByDate, where, ByDate.Columns, filter.Descending);
    }
}
