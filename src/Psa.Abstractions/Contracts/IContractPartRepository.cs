using Psa.Customers;

namespace Psa.Contracts;

/// <summary>The contract parts of a tenant.</summary>
public interface IContractPartRepository : IRepository<ContractPart>
{
    /// <summary>Reads the parts of a batch of customers, in the order of customer and part ids.</summary>
    /// <param name="customers">The customers.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The parts.</returns>
    IAsyncEnumerable<ContractPart> OfCustomersAsync(IdRange<Customer> customers, CancellationToken cancellationToken = default);
}
