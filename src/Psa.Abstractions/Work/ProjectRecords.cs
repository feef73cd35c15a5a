using Psa.Customers;
using Psa.Storage;

namespace Psa.Work;

/// <summary>Projects in a store.</summary>
internal static class ProjectRecords
{
    private static readonly Column<Project> Id = RecordType<Project>.Id;
    private static readonly Column<Project> Customer = Column.Of(static (Project r) => r.Customer);
    private static readonly Column<Project> Status = Column.Of(static (Project r) => r.Status);
    private static readonly Column<Project> OpenedOn = Column.Of(static (Project r) => r.OpenedOn);
    private static readonly Column<Project> Number = Column.Of(static (Project r) => r.Number);
    private static readonly Column<Project> NumberFold = Column.FoldOf(static (Project r) => r.Number);
    private static readonly RecordIndex<Project> ByDate = new("by_date", OpenedOn, Id);
    private static readonly RecordIndex<Project> ByCustomer = new("by_customer", Customer, OpenedOn, Id);
    private static readonly RecordIndex<Project> ByNumber = new("by_number", Number) { Unique = "its number" };
    private static readonly RecordIndex<Project> Numbers = new("numbers", NumberFold, Id);

    internal static RecordType<Project> Type { get; } = new("project", static (r, v) => r with { Version = v }, ByDate, ByCustomer, ByNumber, Numbers);

    /// <summary>The one of a number.</summary>
    internal static Query<Project> OfNumber(string number) => new(ByNumber, Number.Is(number));

    /// <summary>Those of some customers, in no order.</summary>
    internal static Query<Project> OfEach(IReadOnlyCollection<Id<Customer>> customers) => new(ByCustomer, Customer.IsOneOf(customers));

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="own">The customers that are an actor's own; nothing when all are.</param>
    internal static Listing<Project> Matching(ProjectFilter filter, IReadOnlyCollection<Id<Customer>>? own = null)
    {
        var where = new List<Condition<Project>>();
        if (own is not null)
        {
            where.Add(Customer.IsOneOf(own));
        }

        where.AddIs(Customer, filter.Customer);
        where.AddText(NumberFold, filter.Number);
        where.AddIs(Status, filter.Status);
        return new(own is not null || filter.Customer is not null ? ByCustomer : filter.Number is { Length: > 0 } ? Numbers : ByDate, where, ByDate.Columns, filter.Descending);
    }
}
