using Psa.Storage;

namespace Psa.Catalog;

/// <summary>Products in a store: few, and read all at once by a run.</summary>
internal static class ProductRecords
{
    private static readonly Column<Product> Number = Column.Of(static (Product r) => r.Number);
    private static readonly Column<Product> ServiceCode = Column.Of(static (Product r) => r.ServiceCode);
    private static readonly RecordIndex<Product> ByNumber = new("by_number", Number) { Unique = "its number" };
    private static readonly RecordIndex<Product> ByService = new("by_service", ServiceCode, RecordType<Product>.Id) { Only = [ServiceCode.IsNot(null)] };

    internal static RecordType<Product> Type { get; } = new("product", static (r, v) => r with { Version = v }, ByNumber, ByService) { IsFact = true };

    /// <summary>The product of exactly this number.</summary>
    internal static Query<Product> OfNumber(string number) => new(ByNumber, Number.Is(number));

    /// <summary>The products that a vendor's service is or was sold as.</summary>
    internal static Query<Product> OfService(string code) => new(ByService, ServiceCode.Is(code));
}
