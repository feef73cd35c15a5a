namespace Psa.Sellers;

/// <summary>The tenant's companies that bill.</summary>
public interface IBillingEntityRepository : IRepository<BillingEntity>
{
    /// <summary>Reads all billing entities, in the order of their ids.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The entities.</returns>
    IAsyncEnumerable<BillingEntity> AllAsync(CancellationToken cancellationToken = default);
}
