namespace Psa.Catalog;

/// <summary>The price lists of a tenant.</summary>
public interface IPriceListRepository : IRepository<PriceList>
{
    /// <summary>Reads all price lists, in the order of their ids.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The lists.</returns>
    IAsyncEnumerable<PriceList> AllAsync(CancellationToken cancellationToken = default);
}
