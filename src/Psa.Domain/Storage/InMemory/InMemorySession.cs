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

/// <summary>A unit of work on the in-memory store.</summary>
internal sealed class InMemorySession : IPsaSession
{
    private readonly TenantStore _store;
    private readonly IInMemoryRepository[] _repositories;
    private bool _disposed;

    internal InMemorySession(TenantStore store, TenantId tenant)
    {
        _store = store;
        Tenant = tenant;
        var (customers, products, priceLists, taxTables) = (new InMemoryCustomers(this), new InMemoryProducts(this), new InMemoryPriceLists(this), new InMemoryTaxTables(this));
        var (contracts, contractParts, usage, salesItems) = (new InMemoryContracts(this), new InMemoryContractParts(this), new InMemoryUsage(this), new InMemorySalesItems(this));
        var (invoices, entities, series, ledgers) = (new InMemoryInvoices(this), new InMemoryBillingEntities(this), new InMemoryNumberSeries(this), new InMemoryPartLedgers(this));
        var (runs, partitions, obstacles, events) = (new InMemoryBillingRuns(this), new InMemoryRunPartitions(this), new InMemoryRunObstacles(this), new InMemoryEventLog(this));
        (Customers, Products, PriceLists, TaxTables) = (customers, products, priceLists, taxTables);
        (Contracts, ContractParts, Usage, SalesItems) = (contracts, contractParts, usage, salesItems);
        (Invoices, BillingEntities, NumberSeries, PartLedgers) = (invoices, entities, series, ledgers);
        (BillingRuns, RunPartitions, RunObstacles, Events) = (runs, partitions, obstacles, events);
        _repositories =
        [
            customers, products, priceLists, taxTables, contracts, contractParts, usage, salesItems,
            invoices, entities, series, ledgers, runs, partitions, obstacles, events,
        ];
    }

    public TenantId Tenant { get; }

    public ICustomerRepository Customers { get; }

    public IProductRepository Products { get; }

    public IPriceListRepository PriceLists { get; }

    public ITaxTableRepository TaxTables { get; }

    public IContractRepository Contracts { get; }

    public IContractPartRepository ContractParts { get; }

    public IUsageRepository Usage { get; }

    public ISalesItemRepository SalesItems { get; }

    public IInvoiceRepository Invoices { get; }

    public IBillingEntityRepository BillingEntities { get; }

    public INumberSeriesRepository NumberSeries { get; }

    public IPartLedgerRepository PartLedgers { get; }

    public IBillingRunRepository BillingRuns { get; }

    public IRunPartitionRepository RunPartitions { get; }

    public IRunObstacleRepository RunObstacles { get; }

    public IEventLog Events { get; }

    public ValueTask CommitAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        _store.Commit(Apply);
        foreach (var repository in _repositories)
        {
            repository.Clear();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return ValueTask.CompletedTask;
    }

    internal TenantData Read()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _store.Data;
    }

    private TenantData Apply(TenantData data)
    {
        // all versions first: a record that was changed meanwhile is the better news than the number it then clashes with
        foreach (var repository in _repositories)
        {
            repository.Check(data);
        }

        foreach (var repository in _repositories)
        {
            data = repository.Apply(data);
        }

        return data;
    }
}
