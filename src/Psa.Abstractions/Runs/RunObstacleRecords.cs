using Psa.Storage;

namespace Psa.Runs;

/// <summary>What billing runs could not bill, in a store.</summary>
internal static class RunObstacleRecords
{
    private static readonly Column<RunObstacle> Run = Column.Of(static (RunObstacle r) => r.Run);
    private static readonly Column<RunObstacle> CustomerNumber = Column.Of(static (RunObstacle r) => r.CustomerNumber);
    private static readonly RecordIndex<RunObstacle> ByRun = new("by_run", Run, CustomerNumber, RecordType<RunObstacle>.Id);

    internal static RecordType<RunObstacle> Type { get; } = new("run_obstacle", static (r, v) => r with { Version = v }, ByRun);

    /// <summary>The obstacles of a run by customer number.</summary>
    internal static Query<RunObstacle> OfRun(Id<BillingRun> run) => new(ByRun, Run.Is(run));

    /// <summary>The obstacles of a run that are about the customer of a number.</summary>
    internal static Query<RunObstacle> OfRunAndCustomer(Id<BillingRun> run, string number) => new(ByRun, Run.Is(run), CustomerNumber.Is(number));
}
