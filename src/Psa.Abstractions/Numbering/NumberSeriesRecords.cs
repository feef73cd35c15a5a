using Psa.Sellers;
using Psa.Storage;

namespace Psa.Numbering;

/// <summary>Number series in a store.</summary>
internal static class NumberSeriesRecords
{
    private static readonly Column<NumberSeries> Entity = Column.Of(static (NumberSeries r) => r.BillingEntity);
    private static readonly Column<NumberSeries> Purpose = Column.Of(static (NumberSeries r) => r.Purpose);
    private static readonly RecordIndex<NumberSeries> ByPurpose = new("by_purpose", Entity, Purpose) { Unique = "its billing entity and purpose" };

    internal static RecordType<NumberSeries> Type { get; } = new("number_series", static (r, v) => r with { Version = v }, ByPurpose);

    /// <summary>The series of an entity, by purpose.</summary>
    internal static Query<NumberSeries> OfEntity(Id<BillingEntity> entity) => new(ByPurpose, Entity.Is(entity));
}
