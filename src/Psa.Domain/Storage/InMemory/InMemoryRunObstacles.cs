using Psa.Runs;

namespace Psa.Storage;

internal sealed class InMemoryRunObstacles(InMemorySession session)
    : InMemoryRepository<RunObstacle>(session, static (e, v) => e with { Version = v }, static d => d.RunObstacles, static (d, t) => d with { RunObstacles = t }), IRunObstacleRepository
{
    private const int ByRun = 0;

    internal static Table<RunObstacle> Empty { get; } = Table<RunObstacle>.Create(
        new TableIndex<RunObstacle>(static (a, b) => a.Run.CompareTo(b.Run).Then(a.CustomerNumber, b.CustomerNumber).Then(a.Id, b.Id)));

    public IAsyncEnumerable<RunObstacle> OfRunAsync(Id<BillingRun> run, CancellationToken cancellationToken = default) =>
        Stream(rows => rows.Range(ByRun, e => e.Run < run, e => e.Run == run), cancellationToken);
}
