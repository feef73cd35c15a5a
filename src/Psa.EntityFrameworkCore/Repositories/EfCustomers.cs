using System.Linq;
using Microsoft.EntityFrameworkCore;
using Psa.Customers;

namespace Psa.EntityFrameworkCore;

internal sealed class EfCustomers(EfSession session) : EfRepository<Customer>(session, static (e, v) => e with { Version = v }), ICustomerRepository
{
    public ValueTask<Customer?> FindByNumberAsync(string number, CancellationToken cancellationToken = default) =>
        FirstAsync(rows => rows.Where(e => e.Number == number), cancellationToken);

    public IAsyncEnumerable<Customer> PageAsync(Id<Customer>? after, Id<Customer>? through, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return Stream(rows => Between(rows, after, through).OrderBy(e => e.Id).Take(limit), cancellationToken);
    }

    public ValueTask<long> CountAsync(Id<Customer>? after = null, Id<Customer>? through = null, CancellationToken cancellationToken = default) =>
        QueryAsync(rows => Between(rows, after, through).LongCountAsync(cancellationToken));

    public async ValueTask<Id<Customer>?> IdAtAsync(long index, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var found = index > int.MaxValue
            ? []
            : await QueryAsync(rows => rows.OrderBy(e => e.Id).Skip((int)index).Take(1).Select(e => e.Id).ToListAsync(cancellationToken)).ConfigureAwait(false);
        return found is [var id] ? id : null;
    }

    private static IQueryable<Customer> Between(IQueryable<Customer> rows, Id<Customer>? after, Id<Customer>? through)
    {
        if (after is { } first)
        {
            rows = rows.Where(e => e.Id > first);
        }

        if (through is { } last)
        {
            rows = rows.Where(e => e.Id <= last);
        }

        return rows;
    }
}
