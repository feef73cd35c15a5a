using Psa.Customers;
using Psa.Storage;

namespace Psa.Adjustments;

/// <summary>Billing adjustments in a store.</summary>
internal static class AdjustmentRecords
{
    private static readonly Column<Adjustment> Id = RecordType<Adjustment>.Id;
    private static readonly Column<Adjustment> Customer = Column.Of(static (Adjustment r) => r.Customer);
    private static readonly Column<Adjustment> Buyer = Column.FollowingOf(static (Adjustment r) => r.Buyer);
    private static readonly Column<Adjustment> Status = Column.Of(static (Adjustment r) => r.Status);
    private static readonly Column<Adjustment> Date = Column.Of(static (Adjustment r) => r.Date);
    private static readonly Column<Adjustment> Key = Column.Of(static (Adjustment r) => r.Key);
    private static readonly Column<Adjustment> Number = Column.Of(static (Adjustment r) => r.Number);
    private static readonly Column<Adjustment> NumberFold = Column.FoldOf(static (Adjustment r) => r.Number);
    private static readonly Column<Adjustment> Entity = Column.Of(static (Adjustment r) => r.BillingEntity);
    private static readonly RecordIndex<Adjustment> ByDate = new("by_date", Date, Id);
    private static readonly RecordIndex<Adjustment> ByCustomer = new("by_customer", Customer, Date, Id);
    private static readonly RecordIndex<Adjustment> ByBuyer = new("by_buyer", Buyer, Date, Id) { Only = [Buyer.IsNot(null)] };
    private static readonly RecordIndex<Adjustment> ByKey = new("by_key", Key) { Only = [Key.IsNot(null)], Unique = "what it adjusts" };
    private static readonly RecordIndex<Adjustment> ByNumber = new("by_number", Number, Entity) { Only = [Number.IsNot(null)], Unique = "its number at its billing entity" };
    private static readonly RecordIndex<Adjustment> Numbers = new("numbers", NumberFold, Id) { Only = [NumberFold.IsNot(null)] };

    internal static RecordType<Adjustment> Type { get; } = new("adjustment", static (r, v) => r with { Version = v }, ByDate, ByCustomer, ByBuyer, ByKey, ByNumber, Numbers);

    /// <summary>The one that adjusts just this.</summary>
    internal static Query<Adjustment> OfKey(string key) => new(ByKey, Key.Is(key));

    /// <summary>Gives the list that a filter asks for.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="own">The customers that are an actor's own, who see what concerns them as buyers alone; nothing when all are.</param>
    internal static Listing<Adjustment> Matching(AdjustmentFilter filter, IReadOnlyCollection<Id<Customer>>? own = null)
    {
        var where = new List<Condition<Adjustment>>();
        if (own is not null)
        {
            where.Add(Buyer.IsOneOf(own));
        }

        where.AddIs(Customer, filter.Customer);
        where.AddText(NumberFold, filter.Number);
        where.AddIs(Status, filter.Status);
        where.AddBetween(Date, filter.From, filter.Through);
        return new(own is not null ? ByBuyer : filter.Customer is not null ? ByCustomer : filter.Number is { Length: > 0 } ? Numbers : ByDate, where, ByDate.Columns, filter.Descending);
    }
}
