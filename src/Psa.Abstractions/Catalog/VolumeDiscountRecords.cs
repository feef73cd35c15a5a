using Psa.Storage;

namespace Psa.Catalog;

/// <summary>Volume discounts in a store: few, and read all at once.</summary>
internal static class VolumeDiscountRecords
{
    private static readonly Column<VolumeDiscount> Name = Column.Of(static (VolumeDiscount r) => r.Name);
    private static readonly Column<VolumeDiscount> NameFold = Column.FoldOf(static (VolumeDiscount r) => r.Name);
    private static readonly Column<VolumeDiscount> IsActive = Column.Of(static (VolumeDiscount r) => r.IsActive);
    private static readonly RecordIndex<VolumeDiscount> Names = new("names", NameFold, Name, RecordType<VolumeDiscount>.Id);

    internal static RecordType<VolumeDiscount> Type { get; } = new("volume_discount", static (r, v) => r with { Version = v }, Names) { IsFact = true };

    /// <summary>Gives the list that a filter asks for.</summary>
    internal static Listing<VolumeDiscount> Matching(VolumeDiscountFilter filter)
    {
        var where = new List<Condition<VolumeDiscount>>();
        where.AddIs(IsActive, filter.IsActive);
        where.AddContains(NameFold, filter.NameContains);
        return new(Names, where, Names.Columns, filter.Descending);
    }
}
