using Psa.Storage;

namespace Psa.Catalog;

/// <summary>Price lists in a store: few, and read all at once.</summary>
internal static class PriceListRecords
{
    private static readonly Column<PriceList> Name = Column.Of(static (PriceList r) => r.Name);
    private static readonly Column<PriceList> Currency = Column.Of(static (PriceList r) => r.Currency);
    private static readonly Column<PriceList> IsActive = Column.Of(static (PriceList r) => r.IsActive);
    private static readonly Column<PriceList> NameFold = Column.FoldOf(static (PriceList r) => r.Name);
    private static readonly RecordIndex<PriceList> Names = new("names", NameFold, Name, RecordType<PriceList>.Id);

    internal static RecordType<PriceList> Type { get; } = new("price_list", static (r, v) => r with { Version = v }, Names) { IsFact = true };

    /// <summary>Gives the list that a filter asks for.</summary>
    internal static Listing<PriceList> Matching(PriceListFilter filter)
    {
        var where = new List<Condition<PriceList>>();
        where.AddIs(Currency, filter.Currency);
        where.AddIs(IsActive, filter.IsActive);
        where.AddContains(NameFold, filter.NameContains);
        return new(Names, where, Names.Columns, filter.Descending);
    }
}
