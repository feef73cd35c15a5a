using Psa.Sellers;

namespace Psa.Runs;

/// <summary>The billing runs of a tenant.</summary>
public interface IBillingRunRepository : IRepository<BillingRun>
{
    /// <summary>Finds the entity's open run: one that is neither issued, rolled back nor canceled. A store refuses a second one.</summary>
    /// <param name="entity">Which of the tenant's companies.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The run, or <see langword="null"/>.</returns>
    ValueTask<BillingRun?> FindOpenAsync(Id<BillingEntity> entity, CancellationToken cancellationToken = default);

    /// <summary>Reads the entity's runs, newest first.</summary>
    /// <param name="entity">Which of the tenant's companies.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The runs.</returns>
    IAsyncEnumerable<BillingRun> NewestAsync(Id<BillingEntity> entity, int limit, CancellationToken cancellationToken = default);
}
