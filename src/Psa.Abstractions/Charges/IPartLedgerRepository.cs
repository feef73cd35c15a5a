using Psa.Customers;

namespace Psa.Charges;

/// <summary>How far the parts of a tenant have been billed.</summary>
public interface IPartLedgerRepository : IRepository<PartLedger>
{
    /// <summary>Reads the ledgers of a batch of customers, in the order of customer and ledger ids.</summary>
    /// <param name="customers">The customers.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The ledgers.</returns>
    IAsyncEnumerable<PartLedger> OfCustomersAsync(IdRange<Customer> customers, CancellationToken cancellationToken = default);
}
