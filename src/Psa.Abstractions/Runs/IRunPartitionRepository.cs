namespace Psa.Runs;

/// <summary>The partitions of a tenant's billing runs.</summary>
public interface IRunPartitionRepository : IRepository<RunPartition>
{
    /// <summary>Reads the partitions of a run, by index.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The partitions.</returns>
    IAsyncEnumerable<RunPartition> OfRunAsync(Id<BillingRun> run, CancellationToken cancellationToken = default);
}
