namespace Psa.Catalog;

/// <summary>The tax tables of a tenant; usually one.</summary>
public interface ITaxTableRepository : IRepository<TaxTable>
{
    /// <summary>Reads all tax tables, in the order of their ids; the first is the tenant's.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The tables.</returns>
    IAsyncEnumerable<TaxTable> AllAsync(CancellationToken cancellationToken = default);
}
