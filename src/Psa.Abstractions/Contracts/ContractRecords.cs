using Psa.Customers;
using Psa.Storage;

namespace Psa.Contracts;

/// <summary>Contracts in a store.</summary>
internal static class ContractRecords
{
    internal static Column<Contract> Customer { get; } = Column.Of(static (Contract r) => r.Customer);
    internal static Column<Contract> Number { get; } = Column.Of(static (Contract r) => r.Number);
    private static readonly RecordIndex<Contract> ByCustomer = new("by_customer", Customer, RecordType<Contract>.Id);
    private static readonly RecordIndex<Contract> ByNumber = new("by_number", Number) { Only = [Number.IsNot(string.Empty)], Unique = "its number" };


    internal static Column<Contract> Status { get; } = Column.Of(static (Contract r) => r.Status);
    internal static Column<Contract> Entity { get; } = Column.Of(static (Contract r) => r.BillingEntity);
    internal static Column<Contract> Name { get; } = Column.Of(static (Contract r) => r.Name);
    internal static Column<Contract> NumberFold { get; } = Column.FoldOf(static (Contract r) => r.Number);
    internal static Column<Contract> NameFold { get; } = Column.FoldOf(static (Contract r) => r.Name);
    private static readonly RecordIndex<Contract> Numbers = new("numbers", NumberFold, Number, RecordType<Contract>.Id);
    private static readonly RecordIndex<Contract> Names = new("names", NameFold, Name, RecordType<Contract>.Id);

    internal static RecordType<Contract> Type { get; } = new("contract", static (r, v) => r with { Version = v }, ByCustomer, ByNumber, Numbers, Names) { IsFact = true };

    /// <summary>The contract of exactly this number; none is of the empty one.</summary>
    internal static Query<Contract> OfNumber(string number) => number.Length == 0 ? RecordType<Contract>.Of([]) : new(ByNumber, Number.Is(number));

    /// <summary>Those after one of them, in the order of their ids; from the first on without one.</summary>
    internal static Query<Contract> After(Id<Contract>? after) => new(RecordType<Contract>.ById, RecordType<Contract>.Id.After(after ?? default));

    /// <summary>Those of a range of customers, in the order of customer and id.</summary>
    internal static Query<Contract> OfCustomers(IdRange<Customer> customers) => new(ByCustomer, Customer.From(customers.First), Customer.Through(customers.Last));

    /// <summary>Those of some customers, in no order.</summary>
    internal static Query<Contract> OfEach(IReadOnlyCollection<Id<Customer>> customers) => new(ByCustomer, Customer.IsOneOf(customers));

    /// <summary>Gives what is asked whatever the filter, for who sees only what is of some customers.</summary>
    /// <param name="own">The customers that are an actor's own; nothing when all are.</param>
    internal static IReadOnlyList<Condition<Contract>> SeenBy(IReadOnlyCollection<Id<Customer>>? own) => own is null ? [] : [Customer.IsOneOf(own)];

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="own">The customers that are an actor's own; nothing when all are.</param>
    internal static Listing<Contract> Matching(ContractFilter filter, IReadOnlyCollection<Id<Customer>>? own = null)
    {
        var where = new List<Condition<Contract>>(SeenBy(own));
        where.AddIs(Customer, filter.Customer);
        where.AddText(NumberFold, filter.Number);
        where.AddIs(Entity, filter.BillingEntity);
        where.AddIs(Status, filter.Status);
        where.AddContains(NameFold, filter.NameContains);
        var order = filter.Order == ContractOrder.Name ? Names : Numbers;
        return new(own is not null || filter.Customer is not null ? ByCustomer : filter.Number is not null ? Numbers : order, where, order.Columns, filter.Descending);
    }
}
