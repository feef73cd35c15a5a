using Psa.Customers;
using Psa.Storage;

namespace Psa.Adjustments;

/// <summary>What was taken into account, in a store.</summary>
internal static class ConsideredLineRecords
{
    private static readonly Column<ConsideredLine> Id = RecordType<ConsideredLine>.Id;
    private static readonly Column<ConsideredLine> Customer = Column.Of(static (ConsideredLine r) => r.Customer);
    private static readonly RecordIndex<ConsideredLine> ByCustomer = new("by_customer", Customer, Id);

    internal static RecordType<ConsideredLine> Type { get; } = new("considered_line", static (r, v) => r with { Version = v }, ByCustomer);

    /// <summary>What was taken of the lines of some customers, in no order.</summary>
    internal static Query<ConsideredLine> OfEach(IReadOnlyCollection<Id<Customer>> customers) => new(ByCustomer, Customer.IsOneOf(customers));
}
