using Psa.Storage;

namespace Psa.Catalog;

/// <summary>Unit groups in a store: few, and read all at once.</summary>
internal static class UnitGroupRecords
{
    private static readonly Column<UnitGroup> Name = Column.Of(static (UnitGroup r) => r.Name);
    private static readonly Column<UnitGroup> NameFold = Column.FoldOf(static (UnitGroup r) => r.Name);
    private static readonly RecordIndex<UnitGroup> Names = new("names", NameFold, Name, RecordType<UnitGroup>.Id);

    internal static RecordType<UnitGroup> Type { get; } = new("unit_group", static (r, v) => r with { Version = v }, Names) { IsFact = true };

    /// <summary>Gives the list that a filter asks for.</summary>
    internal static Listing<UnitGroup> Matching(UnitGroupFilter filter)
    {
        var where = new List<Condition<UnitGroup>>();
        where.AddContains(NameFold, filter.NameContains);
        return new(Names, where, Names.Columns, filter.Descending);
    }
}
