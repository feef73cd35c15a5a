namespace Psa.Catalog;

/// <summary>The products of a tenant.</summary>
public interface IProductRepository : IRepository<Product>
{
    /// <summary>Reads all products, in the order of their ids: a catalog is small enough for a run to hold.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The products.</returns>
    IAsyncEnumerable<Product> AllAsync(CancellationToken cancellationToken = default);
}
