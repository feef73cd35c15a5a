using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Psa.Customers;
using Psa.Usage;

namespace Psa.EntityFrameworkCore;

internal sealed class EfUsage(EfSession session) : EfRepository<UsageRecord>(session, static (e, v) => e with { Version = v }), IUsageRepository
{
    public async IAsyncEnumerable<UsageRecord> OfCustomersAsync(
        IdRange<Customer> customers, LocalDate from, LocalDate through, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var users = await UsersAsync(customers, cancellationToken).ConfigureAwait(false);
        var usage = Stream(
            rows => rows.Where(e => EF.Parameter(users).Contains(e.Customer) && e.Date >= from && e.Date <= through).OrderBy(e => e.Customer).ThenBy(e => e.Date).ThenBy(e => e.Id),
            cancellationToken);
        await foreach (var record in usage.ConfigureAwait(false))
        {
            yield return record;
        }
    }

    public IAsyncEnumerable<UsageRecord> FindManyAsync(IReadOnlyCollection<Id<UsageRecord>> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return Stream(rows => rows.Where(e => ids.Contains(e.Id)), cancellationToken);
    }

    /// <summary>Jumps from one customer who has usage to the next, so that of each only the days wanted are read: a range of customers would read all they ever used.</summary>
    private async ValueTask<List<Id<Customer>>> UsersAsync(IdRange<Customer> customers, CancellationToken cancellationToken)
    {
        var (tenant, first, last) = (GuidBytes.Write(Tenant.Value), GuidBytes.Write(customers.First.Value), GuidBytes.Write(customers.Last.Value));
        var users = await ValuesAsync<byte[]>(
            $"""
            WITH RECURSIVE user (id) AS (
                SELECT min(customer) FROM "usage" WHERE tenant = {tenant} AND customer >= {first} AND customer <= {last}
                UNION ALL
                SELECT (SELECT min(customer) FROM "usage" WHERE tenant = {tenant} AND customer > user.id AND customer <= {last}) FROM user WHERE user.id IS NOT NULL)
            SELECT id AS Value FROM user WHERE id IS NOT NULL
            """,
            cancellationToken).ConfigureAwait(false);
        return users.ConvertAll(static bytes => new Id<Customer>(GuidBytes.Read(bytes)));
    }
}
