using Psa.Storage;

namespace Psa.Procurement;

/// <summary>Invoices of vendors in a store.</summary>
internal static class VendorInvoiceRecords
{
    private static readonly Column<VendorInvoice> Vendor = Column.Of(static (VendorInvoice r) => r.Vendor);
    private static readonly Column<VendorInvoice> Number = Column.Of(static (VendorInvoice r) => r.Number);
    private static readonly Column<VendorInvoice> IsCanceled = Column.Of(static (VendorInvoice r) => r.IsCanceled);
    private static readonly RecordIndex<VendorInvoice> ByNumber = new("by_number", Vendor, Number) { Only = [IsCanceled.Is(false)], Unique = "its vendor and number" };

    internal static RecordType<VendorInvoice> Type { get; } = new("vendor_invoice", static (r, v) => r with { Version = v }, ByNumber);

    /// <summary>The one of a vendor's number that isn't canceled.</summary>
    internal static Query<VendorInvoice> OfNumber(Id<Vendor> vendor, string number) => new(ByNumber, Vendor.Is(vendor), Number.Is(number), IsCanceled.Is(false));
}
