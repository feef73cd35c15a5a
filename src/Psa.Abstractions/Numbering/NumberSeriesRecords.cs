using Psa.Sellers;
using Psa.Storage;

namespace Psa.Numbering;

/// <summary>Number series in a store.</summary>
internal static class NumberSeriesRecords
{
    private static readonly Column<NumberSeries> Entity = Column.Of(static (NumberSeries r) => r.BillingEntity);
    private static readonly Column<NumberSeries> Purpose = Column.Of(static (NumberSeries r) => r.Purpose);
    private static readonly Column<NumberSeries> Ordinal = Column.Of(static (NumberSeries r) => r.Ordinal);
    private static readonly Column<NumberSeries> RetiredAt = Column.Of(static (NumberSeries r) => r.RetiredAt);
    private static readonly RecordIndex<NumberSeries> BySuccession = new("by_succession", Entity, Purpose, Ordinal, RecordType<NumberSeries>.Id);
    private static readonly RecordIndex<NumberSeries> Live = new("live", Entity, Purpose) { Only = [RetiredAt.Is(null)], Unique = "its billing entity and purpose" };

    internal static RecordType<NumberSeries> Type { get; } = new("number_series", static (r, v) => r with { Version = v }, BySuccession, Live);

    /// <summary>The series of an entity, live and retired, by purpose and then in the order of their succession.</summary>
    internal static Query<NumberSeries> OfEntity(Id<BillingEntity> entity) => new(BySuccession, Entity.Is(entity));

    /// <summary>The series of an entity that give numbers, by purpose.</summary>
    internal static Query<NumberSeries> LiveOf(Id<BillingEntity> entity) => new(Live, Entity.Is(entity));

    /// <summary>The series of an entity and purpose, live and retired, the latest first.</summary>
    internal static Query<NumberSeries> LatestOf(Id<BillingEntity> entity, NumberPurpose purpose) => new(BySuccession, Entity.Is(entity), Purpose.Is(purpose)) { Descending = true };

    /// <summary>Gives the list that a filter asks for.</summary>
    internal static Listing<NumberSeries> Matching(NumberSeriesFilter filter)
    {
        var where = new List<Condition<NumberSeries>>();
        where.AddIs(Entity, filter.BillingEntity);
        where.AddIs(Purpose, filter.Purpose);

        // there are few of them
        return new(BySuccession, where, [Entity, Ordinal, RecordType<NumberSeries>.Id], filter.Descending);
    }
}
