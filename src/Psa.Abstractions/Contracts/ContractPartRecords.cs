using Psa.Customers;
using Psa.Storage;

namespace Psa.Contracts;

/// <summary>Contract parts in a store.</summary>
internal static class ContractPartRecords
{
    private static readonly Column<ContractPart> Customer = Column.Of(static (ContractPart r) => r.Customer);
    private static readonly RecordIndex<ContractPart> ByCustomer = new("by_customer", Customer, RecordType<ContractPart>.Id);

    internal static RecordType<ContractPart> Type { get; } = new("contract_part", static (r, v) => r with { Version = v }, ByCustomer) { IsFact = true };

    /// <summary>Those of a range of customers, in the order of customer and id.</summary>
    internal static Query<ContractPart> OfCustomers(IdRange<Customer> customers) => new(ByCustomer, Customer.From(customers.First), Customer.Through(customers.Last));

    /// <summary>Those of some customers, in no order.</summary>
    internal static Query<ContractPart> OfEach(IReadOnlyCollection<Id<Customer>> customers) => new(ByCustomer, Customer.IsOneOf(customers));
}
