using Psa.Storage;

namespace Psa.Catalog;

/// <summary>Products in a store: few, and read all at once by a run.</summary>
internal static class ProductRecords
{
    private static readonly Column<Product> Number = Column.Of(static (Product r) => r.Number);
    private static readonly Column<Product> ServiceCode = Column.Of(static (Product r) => r.ServiceCode);
    private static readonly RecordIndex<Product> ByNumber = new("by_number", Number) { Unique = "its number" };
    private static readonly Column<Product> UnitGroup = Column.Of(static (Product r) => r.UnitGroup);
    private static readonly RecordIndex<Product> ByUnits = new("by_units", UnitGroup, RecordType<Product>.Id) { Only = [UnitGroup.IsNot(null)] };
    private static readonly RecordIndex<Product> ByService = new("by_service", ServiceCode, RecordType<Product>.Id) { Only = [ServiceCode.IsNot(null)] };


    private static readonly Column<Product> Name = Column.Of(static (Product r) => r.Name);
    private static readonly Column<Product> Kind = Column.Of(static (Product r) => r.Kind);
    private static readonly RecordIndex<Product> BundlesById = new("bundles", Kind, RecordType<Product>.Id);
    private static readonly Column<Product> IsActive = Column.Of(static (Product r) => r.IsActive);
    private static readonly Column<Product> NumberFold = Column.FoldOf(static (Product r) => r.Number);
    private static readonly Column<Product> NameFold = Column.FoldOf(static (Product r) => r.Name);
    private static readonly Column<Product> ServiceCodeFold = Column.FoldOf(static (Product r) => r.ServiceCode);
    private static readonly RecordIndex<Product> Numbers = new("numbers", NumberFold, Number, RecordType<Product>.Id);
    private static readonly RecordIndex<Product> Names = new("names", NameFold, Name, RecordType<Product>.Id);
    private static readonly RecordIndex<Product> Services = new("services", ServiceCodeFold, RecordType<Product>.Id) { Only = [ServiceCodeFold.IsNot(null)] };

    internal static RecordType<Product> Type { get; } =
        new("product", static (r, v) => r with { Version = v }, ByNumber, ByService, ByUnits, BundlesById, Numbers, Names, Services) { IsFact = true };

    /// <summary>The product of exactly this number.</summary>
    internal static Query<Product> OfNumber(string number) => new(ByNumber, Number.Is(number));

    /// <summary>The products of some numbers, in no order.</summary>
    internal static Query<Product> OfNumbers(IReadOnlyCollection<string> numbers) => new(ByNumber, Number.IsOneOf(numbers));

    /// <summary>The products that a vendor's service is or was sold as.</summary>
    internal static Query<Product> OfService(string code) => new(ByService, ServiceCode.Is(code));

    /// <summary>The products that a unit group counts.</summary>
    internal static Query<Product> OfUnits(Id<UnitGroup> units) => new(ByUnits, UnitGroup.Is(units));

    /// <summary>All bundles.</summary>
    internal static Query<Product> Bundles { get; } = new(BundlesById, Kind.Is(ProductKind.Bundle));

    /// <summary>Gives the list that a filter asks for.</summary>
    internal static Listing<Product> Matching(ProductFilter filter)
    {
        var where = new List<Condition<Product>>();
        where.AddText(NumberFold, filter.Number);
        where.AddText(ServiceCodeFold, filter.ServiceCode);
        where.AddIs(Kind, filter.Kind);
        where.AddIs(IsActive, filter.IsActive);
        where.AddContains(NameFold, filter.NameContains);
        var order = filter.Order == ProductOrder.Name ? Names : Numbers;
        return new(filter.ServiceCode is { Length: > 0 } ? Services : filter.Number is not null ? Numbers : order, where, order.Columns, filter.Descending);
    }
}
