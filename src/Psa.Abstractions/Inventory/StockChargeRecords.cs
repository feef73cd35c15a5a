using Psa.Customers;
using Psa.Storage;

namespace Psa.Inventory;

/// <summary>Stock charges in a store.</summary>
internal static class StockChargeRecords
{
    private static readonly Column<StockCharge> Owner = Column.FollowingOf(static (StockCharge r) => r.OwnerId);
    private static readonly Column<StockCharge> ServedCustomer = Column.Of(static (StockCharge r) => r.Customer);
    private static readonly Column<StockCharge> IsFree = Column.Of(static (StockCharge r) => r.IsFree);
    private static readonly RecordIndex<StockCharge> ByOwner = new("by_owner", Owner, RecordType<StockCharge>.Id);
    private static readonly RecordIndex<StockCharge> FreeOfCustomer = new("free_of_customer", ServedCustomer, RecordType<StockCharge>.Id) { Only = [IsFree.Is(true)] };

    internal static RecordType<StockCharge> Type { get; } = new("stock_charge", static (r, v) => r with { Version = v }, ByOwner, FreeOfCustomer);

    /// <summary>Those of a contract, project or ticket.</summary>
    internal static Query<StockCharge> OfOwner(Guid owner) => new(ByOwner, Owner.Is(owner));

    /// <summary>Those of some customers that aren't billed.</summary>
    internal static Query<StockCharge> FreeOf(IReadOnlyCollection<Id<Customer>> customers) => new(FreeOfCustomer, ServedCustomer.IsOneOf(customers));
}
