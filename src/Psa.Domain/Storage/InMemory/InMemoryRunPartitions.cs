using Psa.Runs;

namespace Psa.Storage;

internal sealed class InMemoryRunPartitions(InMemorySession session)
    : InMemoryRepository<RunPartition>(session, static (e, v) => e with { Version = v }, static d => d.RunPartitions, static (d, t) => d with { RunPartitions = t }), IRunPartitionRepository
{
    private const int ByRun = 0;

    internal static Table<RunPartition> Empty { get; } = Table<RunPartition>.Create(
        new TableIndex<RunPartition>(static (a, b) => a.Run.CompareTo(b.Run).Then(a.Index, b.Index).Then(a.Id, b.Id)));

    public IAsyncEnumerable<RunPartition> OfRunAsync(Id<BillingRun> run, CancellationToken cancellationToken = default) =>
        Stream(rows => rows.Range(ByRun, e => e.Run < run, e => e.Run == run), cancellationToken);
}
