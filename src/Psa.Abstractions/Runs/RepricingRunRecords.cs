using Psa.Storage;

namespace Psa.Runs;

/// <summary>Repricing runs in a store.</summary>
internal static class RepricingRunRecords
{
    private static readonly Column<RepricingRun> StartedAt = Column.Of(static (RepricingRun r) => r.StartedAt);
    private static readonly Column<RepricingRun> FinishedAt = Column.Of(static (RepricingRun r) => r.FinishedAt);
    private static readonly RecordIndex<RepricingRun> OpenByTime = new("open", StartedAt, RecordType<RepricingRun>.Id) { Only = [FinishedAt.Is(null)] };
    private static readonly RecordIndex<RepricingRun> ByTime = new("by_time", StartedAt, RecordType<RepricingRun>.Id);

    internal static RecordType<RepricingRun> Type { get; } = new("repricing_run", static (r, v) => r with { Version = v }, OpenByTime, ByTime);

    /// <summary>Those that aren't finished, the oldest first.</summary>
    internal static Query<RepricingRun> Open { get; } = new(OpenByTime);

    /// <summary>Gives the list that a filter asks for.</summary>
    internal static Listing<RepricingRun> Matching(RepricingRunFilter filter)
    {
        var where = new List<Condition<RepricingRun>>();
        if (filter.IsOpen is { } open)
        {
            where.Add(open ? FinishedAt.Is(null) : FinishedAt.IsNot(null));
        }

        return new(filter.IsOpen == true ? OpenByTime : ByTime, where, ByTime.Columns, filter.Descending);
    }
}
