using System.Linq;
using NodaTime;
using Psa.Customers;
using Psa.Usage;

namespace Psa.EntityFrameworkCore;

internal sealed class EfUsage(EfSession session) : EfRepository<UsageRecord>(session, static (e, v) => e with { Version = v }), IUsageRepository
{
    public IAsyncEnumerable<UsageRecord> OfCustomersAsync(IdRange<Customer> customers, LocalDate from, LocalDate through, CancellationToken cancellationToken = default)
    {
        var (first, last) = customers;
        return Stream(
            rows => rows.Where(e => e.Customer >= first && e.Customer <= last && e.Date >= from && e.Date <= through)
                .OrderBy(e => e.Customer).ThenBy(e => e.Date).ThenBy(e => e.Id),
            cancellationToken);
    }

    public IAsyncEnumerable<UsageRecord> FindManyAsync(IReadOnlyCollection<Id<UsageRecord>> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return Stream(rows => rows.Where(e => ids.Contains(e.Id)), cancellationToken);
    }
}
