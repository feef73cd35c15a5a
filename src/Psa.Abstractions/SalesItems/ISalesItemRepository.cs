using NodaTime;
using Psa.Customers;
using Psa.Runs;

namespace Psa.SalesItems;

/// <summary>The sales items of a tenant.</summary>
public interface ISalesItemRepository : IRepository<SalesItem>
{
    /// <summary>Reads the items of a batch of customers that stand at one status, in the order of customer, billing date and id.</summary>
    /// <param name="customers">The customers.</param>
    /// <param name="status">The status.</param>
    /// <param name="through">The last billing date, included.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The items.</returns>
    IAsyncEnumerable<SalesItem> OfCustomersAsync(IdRange<Customer> customers, SalesItemStatus status, LocalDate through, CancellationToken cancellationToken = default);

    /// <summary>Reads all items that a source ever had for periods from a day on, in the order of period, charge and ordinal.</summary>
    /// <param name="source">The kind of source.</param>
    /// <param name="sourceId">The source's id.</param>
    /// <param name="periodStart">The first <see cref="SalesItem.PeriodStart"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The items.</returns>
    IAsyncEnumerable<SalesItem> OfSourceAsync(SalesItemSource source, Guid sourceId, LocalDate periodStart, CancellationToken cancellationToken = default);

    /// <summary>Reads the items that a run made, in the order of their ids: keyset paging.</summary>
    /// <param name="run">The run.</param>
    /// <param name="after">The id after which to start, or <see langword="null"/> for the beginning.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The items.</returns>
    IAsyncEnumerable<SalesItem> OfRunAsync(Id<BillingRun> run, Id<SalesItem>? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Reads the items on some documents.</summary>
    /// <param name="invoices">The documents, a batch of at most a thousand.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The items, in any order.</returns>
    IAsyncEnumerable<SalesItem> OnInvoicesAsync(IReadOnlyCollection<Id<Invoices.Invoice>> invoices, CancellationToken cancellationToken = default);
}
