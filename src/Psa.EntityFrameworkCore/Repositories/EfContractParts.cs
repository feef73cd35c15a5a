using System.Linq;
using Psa.Contracts;
using Psa.Customers;

namespace Psa.EntityFrameworkCore;

internal sealed class EfContractParts(EfSession session) : EfRepository<ContractPart>(session, static (e, v) => e with { Version = v }), IContractPartRepository
{
    public IAsyncEnumerable<ContractPart> OfCustomersAsync(IdRange<Customer> customers, CancellationToken cancellationToken = default)
    {
        var (first, last) = customers;
        return Stream(rows => rows.Where(e => e.Customer >= first && e.Customer <= last).OrderBy(e => e.Customer).ThenBy(e => e.Id), cancellationToken);
    }
}
