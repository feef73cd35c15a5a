using Psa.Storage;

namespace Psa.Customers;

/// <summary>Customers in a store.</summary>
internal static class CustomerRecords
{
    private static readonly Column<Customer> Number = Column.Of(static (Customer r) => r.Number);
    private static readonly Column<Customer> Parent = Column.Of(static (Customer r) => r.Parent);
    private static readonly Column<Customer> Payer = Column.Of(static (Customer r) => r.Payer);
    private static readonly RecordIndex<Customer> ByNumber = new("by_number", Number) { Unique = "its number" };

    private static readonly RecordIndex<Customer> ByParent = new("by_parent", Parent, RecordType<Customer>.Id) { Only = [Parent.IsNot(null)] };
    private static readonly RecordIndex<Customer> ByPayer = new("by_payer", Payer, RecordType<Customer>.Id);

    internal static RecordType<Customer> Type { get; } = new("customer", static (r, v) => r with { Version = v }, ByNumber, ByParent, ByPayer) { IsFact = true };

    /// <summary>The customer of exactly this number.</summary>
    internal static Query<Customer> OfNumber(string number) => new(ByNumber, Number.Is(number));

    /// <summary>Customers in the order of their ids: those after the first and up to the last, itself included; without a bound where there is none.</summary>
    internal static Query<Customer> Between(Id<Customer>? after, Id<Customer>? through) =>
        new(RecordType<Customer>.ById, [.. after is { } first ? Bound(RecordType<Customer>.Id.After(first)) : [], .. through is { } last ? Bound(RecordType<Customer>.Id.Through(last)) : []]);

    /// <summary>The customers of a range, in the order of their ids.</summary>
    internal static Query<Customer> In(IdRange<Customer> range) => new(RecordType<Customer>.ById, RecordType<Customer>.Id.From(range.First), RecordType<Customer>.Id.Through(range.Last));

    /// <summary>Those right below some customers, in no order.</summary>
    internal static Query<Customer> Below(IReadOnlyCollection<Id<Customer>> parents) => new(ByParent, Parent.IsOneOf(parents));

    /// <summary>Those a customer pays for, itself included, in the order of their ids; after one of them, where one is given.</summary>
    internal static Query<Customer> PaidBy(Id<Customer> payer, Id<Customer>? after = null) =>
        new(ByPayer, [Payer.Is(payer), .. after is { } one ? Bound(RecordType<Customer>.Id.After(one)) : []]);

    /// <summary>Customers in the order of payer and id: those paid for by a payer after the first and up to the last, itself included; without a bound where there is none.</summary>
    internal static Query<Customer> PaidForBetween(Id<Customer>? after, Id<Customer>? through) =>
        new(ByPayer, [.. after is { } first ? Bound(Payer.After(first)) : [], .. through is { } last ? Bound(Payer.Through(last)) : []]);

    private static Condition<Customer>[] Bound(Condition<Customer> condition) => [condition];
}
