using NodaTime;
using Psa.Customers;

namespace Psa.Usage;

/// <summary>The usage of a tenant's customers.</summary>
public interface IUsageRepository : IRepository<UsageRecord>
{
    /// <summary>Reads the usage of a batch of customers, in the order of customer, date and id.</summary>
    /// <param name="customers">The customers.</param>
    /// <param name="from">The first day.</param>
    /// <param name="through">The last day, included.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The records.</returns>
    IAsyncEnumerable<UsageRecord> OfCustomersAsync(IdRange<Customer> customers, LocalDate from, LocalDate through, CancellationToken cancellationToken = default);

    /// <summary>Reads which of some records exist.</summary>
    /// <param name="ids">Their ids, a batch of at most a thousand.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Those that exist, in any order.</returns>
    IAsyncEnumerable<UsageRecord> FindManyAsync(IReadOnlyCollection<Id<UsageRecord>> ids, CancellationToken cancellationToken = default);
}
