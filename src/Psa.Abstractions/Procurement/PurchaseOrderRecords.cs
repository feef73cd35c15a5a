using Psa.Storage;

namespace Psa.Procurement;

/// <summary>Purchase orders in a store.</summary>
internal static class PurchaseOrderRecords
{
    private static readonly Column<PurchaseOrder> Number = Column.Of(static (PurchaseOrder r) => r.Number);
    private static readonly Column<PurchaseOrder> Status = Column.Of(static (PurchaseOrder r) => r.Status);
    private static readonly RecordIndex<PurchaseOrder> ByNumber = new("by_number", Number) { Unique = "its number" };
    private static readonly RecordIndex<PurchaseOrder> ByStatus = new("by_status", Status, RecordType<PurchaseOrder>.Id);

    internal static RecordType<PurchaseOrder> Type { get; } = new("purchase_order", static (r, v) => r with { Version = v }, ByNumber, ByStatus);

    /// <summary>The one of a number.</summary>
    internal static Query<PurchaseOrder> OfNumber(string number) => new(ByNumber, Number.Is(number));

    /// <summary>Those that stand somewhere.</summary>
    internal static Query<PurchaseOrder> OfStatus(PurchaseOrderStatus status) => new(ByStatus, Status.Is(status));
}
