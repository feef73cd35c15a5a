using System.Linq;
using NodaTime;
using Psa.Customers;
using Psa.Usage;

namespace Psa.Storage;

internal sealed class InMemoryUsage(InMemorySession session)
    : InMemoryRepository<UsageRecord>(session, static (e, v) => e with { Version = v }, static d => d.Usage, static (d, t) => d with { Usage = t }), IUsageRepository
{
    private const int ByCustomer = 0;

    internal static Table<UsageRecord> Empty { get; } = Table<UsageRecord>.Create(
        new TableIndex<UsageRecord>(static (a, b) => a.Customer.CompareTo(b.Customer).Then(a.Date, b.Date).Then(a.Id, b.Id)));

    public IAsyncEnumerable<UsageRecord> OfCustomersAsync(IdRange<Customer> customers, LocalDate from, LocalDate through, CancellationToken cancellationToken = default) =>
        Stream(
            rows => rows.Range(ByCustomer, e => e.Customer < customers.First, e => e.Customer <= customers.Last).Where(e => e.Date >= from && e.Date <= through),
            cancellationToken);

    public IAsyncEnumerable<UsageRecord> FindManyAsync(IReadOnlyCollection<Id<UsageRecord>> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return Stream(rows => ids.Distinct().Select(id => rows.Rows.GetValueOrDefault(id)).OfType<UsageRecord>(), cancellationToken);
    }
}
