using Psa.Storage;

namespace Psa.Quotes;

/// <summary>Opportunities in a store.</summary>
internal static class OpportunityRecords
{
    private static readonly Column<Opportunity> Id = RecordType<Opportunity>.Id;
    private static readonly Column<Opportunity> Customer = Column.Of(static (Opportunity r) => r.Customer);
    private static readonly Column<Opportunity> Status = Column.Of(static (Opportunity r) => r.Status);
    private static readonly Column<Opportunity> NameFold = Column.FoldOf(static (Opportunity r) => r.Name);
    private static readonly RecordIndex<Opportunity> Names = new("names", NameFold, Id);
    private static readonly RecordIndex<Opportunity> ByCustomer = new("by_customer", Customer, NameFold, Id);

    internal static RecordType<Opportunity> Type { get; } = new("opportunity", static (r, v) => r with { Version = v }, Names, ByCustomer);

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    internal static Listing<Opportunity> Matching(OpportunityFilter filter)
    {
        var where = new List<Condition<Opportunity>>();
        where.AddIs(Customer, filter.Customer);
        where.AddContains(NameFold, filter.Name);
        where.AddIs(Status, filter.Status);
        return new(filter.Customer is not null ? ByCustomer : Names, where, Names.Columns, filter.Descending);
    }
}
