using Psa.Storage;

namespace Psa.Customers;

/// <summary>Customers in a store.</summary>
internal static class CustomerRecords
{
    private static readonly Column<Customer> Number = Column.Of(static (Customer r) => r.Number);
    private static readonly RecordIndex<Customer> ByNumber = new("by_number", Number) { Unique = "its number" };

    internal static RecordType<Customer> Type { get; } = new("customer", static (r, v) => r with { Version = v }, ByNumber) { IsFact = true };

    /// <summary>The customer of exactly this number.</summary>
    internal static Query<Customer> OfNumber(string number) => new(ByNumber, Number.Is(number));

    /// <summary>Customers in the order of their ids: those after the first and up to the last, itself included; without a bound where there is none.</summary>
    internal static Query<Customer> Between(Id<Customer>? after, Id<Customer>? through) =>
        new(RecordType<Customer>.ById, [.. after is { } first ? Bound(RecordType<Customer>.Id.After(first)) : [], .. through is { } last ? Bound(RecordType<Customer>.Id.Through(last)) : []]);

    /// <summary>The customers of a range, in the order of their ids.</summary>
    internal static Query<Customer> In(IdRange<Customer> range) => new(RecordType<Customer>.ById, RecordType<Customer>.Id.From(range.First), RecordType<Customer>.Id.Through(range.Last));

    private static Condition<Customer>[] Bound(Condition<Customer> condition) => [condition];
}
