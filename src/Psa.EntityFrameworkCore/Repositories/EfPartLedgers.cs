using System.Linq;
using Psa.Charges;
using Psa.Customers;

namespace Psa.EntityFrameworkCore;

internal sealed class EfPartLedgers(EfSession session) : EfRepository<PartLedger>(session, static (e, v) => e with { Version = v }), IPartLedgerRepository
{
    public IAsyncEnumerable<PartLedger> OfCustomersAsync(IdRange<Customer> customers, CancellationToken cancellationToken = default)
    {
        var (first, last) = customers;
        return Stream(rows => rows.Where(e => e.Customer >= first && e.Customer <= last).OrderBy(e => e.Customer).ThenBy(e => e.Id), cancellationToken);
    }
}
