using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Usage;

namespace Psa.Storage;

/// <summary>
/// A unit of work of one tenant: what is staged in its repositories is written by <see cref="CommitAsync"/>, all or nothing.
/// <c>FindAsync</c> sees what the session staged; queries see what is committed. For one caller at a time.
/// </summary>
public interface IPsaSession : IAsyncDisposable
{
    /// <summary>Gets the tenant.</summary>
    TenantId Tenant { get; }

    /// <summary>Gets the customers.</summary>
    ICustomerRepository Customers { get; }

    /// <summary>Gets the products.</summary>
    IProductRepository Products { get; }

    /// <summary>Gets the price lists.</summary>
    IPriceListRepository PriceLists { get; }

    /// <summary>Gets the tax tables.</summary>
    ITaxTableRepository TaxTables { get; }

    /// <summary>Gets the contracts.</summary>
    IContractRepository Contracts { get; }

    /// <summary>Gets the contract parts.</summary>
    IContractPartRepository ContractParts { get; }

    /// <summary>Gets the usage.</summary>
    IUsageRepository Usage { get; }

    /// <summary>Gets the sales items.</summary>
    ISalesItemRepository SalesItems { get; }

    /// <summary>Gets the invoices and credit notes.</summary>
    IInvoiceRepository Invoices { get; }

    /// <summary>Gets the tenant's companies that bill.</summary>
    IBillingEntityRepository BillingEntities { get; }

    /// <summary>Gets the number series.</summary>
    INumberSeriesRepository NumberSeries { get; }

    /// <summary>Gets how far parts have been billed.</summary>
    IPartLedgerRepository PartLedgers { get; }

    /// <summary>Gets the billing runs.</summary>
    IBillingRunRepository BillingRuns { get; }

    /// <summary>Gets the partitions of billing runs.</summary>
    IRunPartitionRepository RunPartitions { get; }

    /// <summary>Gets what billing runs could not bill.</summary>
    IRunObstacleRepository RunObstacles { get; }

    /// <summary>Gets the audit trail and outbox.</summary>
    IEventLog Events { get; }

    /// <summary>
    /// Writes all that was staged, or nothing. Afterwards the session is empty and can be used again. When it throws, what was staged stays staged, so that repeating
    /// the call never passes for a success: to repeat the step, take a new session.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call before it starts to write.</param>
    /// <returns>When it is written.</returns>
    /// <exception cref="ConcurrencyConflictException">A staged record is no longer the stored one, or its id exists.</exception>
    /// <exception cref="RuleViolationException"><c>store.duplicate</c>: another record already has what only one may have, such as a number.</exception>
    /// <exception cref="StoreException">The store can't be written: <c>store.locked</c>, <c>store.unavailable</c>.</exception>
    ValueTask CommitAsync(CancellationToken cancellationToken = default);
}
