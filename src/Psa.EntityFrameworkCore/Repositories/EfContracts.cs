using System.Linq;
using Psa.Contracts;
using Psa.Customers;

namespace Psa.EntityFrameworkCore;

internal sealed class EfContracts(EfSession session) : EfRepository<Contract>(session, static (e, v) => e with { Version = v }), IContractRepository
{
    public IAsyncEnumerable<Contract> OfCustomersAsync(IdRange<Customer> customers, CancellationToken cancellationToken = default)
    {
        var (first, last) = customers;
        return Stream(rows => rows.Where(e => e.Customer >= first && e.Customer <= last).OrderBy(e => e.Customer).ThenBy(e => e.Id), cancellationToken);
    }
}
