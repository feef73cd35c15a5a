using Psa.Storage;

namespace Psa.Runs;

/// <summary>Partitions of billing runs in a store.</summary>
internal static class RunPartitionRecords
{
    private static readonly Column<RunPartition> Run = Column.Of(static (RunPartition r) => r.Run);
    private static readonly Column<RunPartition> Index = Column.Of(static (RunPartition r) => r.Index);
    private static readonly RecordIndex<RunPartition> ByRun = new("by_run", Run, Index, RecordType<RunPartition>.Id);

    internal static RecordType<RunPartition> Type { get; } = new("run_partition", static (r, v) => r with { Version = v }, ByRun);

    /// <summary>The partitions of a run in their order.</summary>
    internal static Query<RunPartition> OfRun(Id<BillingRun> run) => new(ByRun, Run.Is(run));
}
