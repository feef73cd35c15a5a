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


    private static readonly Column<Customer> Name = Column.Of(static (Customer r) => r.Name);
    private static readonly Column<Customer> NumberFold = Column.FoldOf(static (Customer r) => r.Number);
    private static readonly Column<Customer> NameFold = Column.FoldOf(static (Customer r) => r.Name);
    private static readonly Column<Customer> ExternalIdFold = Column.FoldOf(static (Customer r) => r.ExternalId);
    private static readonly RecordIndex<Customer> Numbers = new("numbers", NumberFold, Number, RecordType<Customer>.Id);
    private static readonly RecordIndex<Customer> Names = new("names", NameFold, Name, RecordType<Customer>.Id);
    private static readonly RecordIndex<Customer> ByExternalId = new("by_external_id", ExternalIdFold, RecordType<Customer>.Id) { Only = [ExternalIdFold.IsNot(null)] };

    internal static RecordType<Customer> Type { get; } =
        new("customer", static (r, v) => r with { Version = v }, ByNumber, ByParent, ByPayer, Numbers, Names, ByExternalId) { IsFact = true };

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

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="own">The customers that are an actor's own; nothing when all are.</param>
    internal static Listing<Customer> Matching(CustomerFilter filter, IReadOnlyCollection<Id<Customer>>? own = null)
    {
        var where = new List<Condition<Customer>>();
        if (own is not null)
        {
            where.Add(RecordType<Customer>.Id.IsOneOf(own));
        }

        where.AddText(ExternalIdFold, filter.ExternalId);
        where.AddText(NumberFold, filter.Number);
        where.AddIs(Parent, filter.Parent);
        where.AddIs(Payer, filter.Payer);
        where.AddContains(NameFold, filter.NameContains);
        var order = filter.Order == CustomerOrder.Name ? Names : Numbers;
        var by = own is not null ? RecordType<Customer>.ById
            : filter.ExternalId is { Length: > 0 } ? ByExternalId
            : filter.Number is not null ? Numbers
            : filter.Parent is not null ? ByParent
            : filter.Payer is not null ? ByPayer
            : order;
        return new(by, where, order.Columns, filter.Descending);
    }
}
