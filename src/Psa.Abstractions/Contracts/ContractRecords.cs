using Psa.Customers;
using Psa.Storage;

namespace Psa.Contracts;

/// <summary>Contracts in a store.</summary>
internal static class ContractRecords
{
    private static readonly Column<Contract> Customer = Column.Of(static (Contract r) => r.Customer);
    private static readonly Column<Contract> Number = Column.Of(static (Contract r) => r.Number);
    private static readonly RecordIndex<Contract> ByCustomer = new("by_customer", Customer, RecordType<Contract>.Id);
    private static readonly RecordIndex<Contract> ByNumber = new("by_number", Number) { Only = [Number.IsNot(string.Empty)], Unique = "its number" };

    internal static RecordType<Contract> Type { get; } = new("contract", static (r, v) => r with { Version = v }, ByCustomer, ByNumber) { IsFact = true };

    /// <summary>The contract of exactly this number; none is of the empty one.</summary>
    internal static Query<Contract> OfNumber(string number) => number.Length == 0 ? RecordType<Contract>.Of([]) : new(ByNumber, Number.Is(number));

    /// <summary>Those after one of them, in the order of their ids; from the first on without one.</summary>
    internal static Query<Contract> After(Id<Contract>? after) => new(RecordType<Contract>.ById, RecordType<Contract>.Id.After(after ?? default));

    /// <summary>Those of a range of customers, in the order of customer and id.</summary>
    internal static Query<Contract> OfCustomers(IdRange<Customer> customers) => new(ByCustomer, Customer.From(customers.First), Customer.Through(customers.Last));

    /// <summary>Those of some customers, in no order.</summary>
    internal static Query<Contract> OfEach(IReadOnlyCollection<Id<Customer>> customers) => new(ByCustomer, Customer.IsOneOf(customers));
}
