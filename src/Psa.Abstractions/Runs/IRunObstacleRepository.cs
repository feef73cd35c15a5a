namespace Psa.Runs;

/// <summary>What the billing runs of a tenant could not bill.</summary>
public interface IRunObstacleRepository : IRepository<RunObstacle>
{
    /// <summary>Reads the obstacles of a run, by customer number (ordinal) and id.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The obstacles.</returns>
    IAsyncEnumerable<RunObstacle> OfRunAsync(Id<BillingRun> run, CancellationToken cancellationToken = default);
}
