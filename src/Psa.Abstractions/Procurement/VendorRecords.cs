using Psa.Storage;

namespace Psa.Procurement;

/// <summary>Vendors in a store.</summary>
internal static class VendorRecords
{
    private static readonly Column<Vendor> Number = Column.Of(static (Vendor r) => r.Number);
    private static readonly RecordIndex<Vendor> ByNumber = new("by_number", Number) { Unique = "its number" };

    internal static RecordType<Vendor> Type { get; } = new("vendor", static (r, v) => r with { Version = v }, ByNumber) { IsFact = true };

    /// <summary>The one of a number.</summary>
    internal static Query<Vendor> OfNumber(string number) => new(ByNumber, Number.Is(number));
}
