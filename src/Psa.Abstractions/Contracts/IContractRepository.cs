using Psa.Customers;

namespace Psa.Contracts;

/// <summary>The contracts of a tenant.</summary>
public interface IContractRepository : IRepository<Contract>
{
    /// <summary>Reads the contracts of a batch of customers, in the order of customer and contract ids.</summary>
    /// <param name="customers">The customers.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The contracts.</returns>
    IAsyncEnumerable<Contract> OfCustomersAsync(IdRange<Customer> customers, CancellationToken cancellationToken = default);
}
