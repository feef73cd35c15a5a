using Psa.Storage;

namespace Psa.Adjustments;

/// <summary>Billing adjustments in a store.</summary>
internal static class AdjustmentRecords
{
    private static readonly Column<Adjustment> Id = RecordType<Adjustment>.Id;
    private static readonly Column<Adjustment> Customer = Column.Of(static (Adjustment r) => r.Customer);
    private static readonly Column<Adjustment> Status = Column.Of(static (Adjustment r) => r.Status);
    private static readonly Column<Adjustment> Date = Column.Of(static (Adjustment r) => r.Date);
    private static readonly Column<Adjustment> Key = Column.Of(static (Adjustment r) => r.Key);
    private static readonly Column<Adjustment> Number = Column.Of(static (Adjustment r) => r.Number);
    private static readonly Column<Adjustment> NumberFold = Column.FoldOf(static (Adjustment r) => r.Number);
    private static readonly Column<Adjustment> Entity = Column.Of(static (Adjustment r) => r.BillingEntity);
    private static readonly RecordIndex<Adjustment> ByDate = new("by_date", Date, Id);
    private static readonly RecordIndex<Adjustment> ByCustomer = new("by_customer", Customer, Date, Id);
    private static readonly RecordIndex<Adjustment> ByKey = new("by_key", Key) { Only = [Key.IsNot(null)], Unique = "what it adjusts" };
    private static readonly RecordIndex<Adjustment> ByNumber = new("by_number", Number, Entity) { Only = [Number.IsNot(null)], Unique = "its number at its billing entity" };
    private static readonly RecordIndex<Adjustment> Numbers = new("numbers", NumberFold, Id) { Only = [NumberFold.IsNot(null)] };

    internal static RecordType<Adjustment> Type { get; } = new("adjustment", static (r, v) => r with { Version = v }, ByDate, ByCustomer, ByKey, ByNumber, Numbers);

    /// <summary>The one that adjusts just this.</summary>
    internal static Query<Adjustment> OfKey(string key) => new(ByKey, Key.Is(key));

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    internal static Listing<Adjustment> Matching(AdjustmentFilter filter)
    {
        var where = new List<Condition<Adjustment>>();
        where.AddIs(Customer, filter.Customer);
        where.AddText(NumberFold, filter.Number);
        where.AddIs(Status, filter.Status);
        where.AddBetween(Date, filter.From, filter.Through);
        return new(filter.Customer is not null ? ByCustomer : filter.Number is { Length: > 0 } ? Numbers : ByDate, where, ByDate.Columns, filter.Descending);
    }
}
