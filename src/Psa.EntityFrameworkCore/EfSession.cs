using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
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
using Psa.Storage;
using Psa.Usage;

namespace Psa.EntityFrameworkCore;

/// <summary>A unit of work on one connection. Reads are committed rows, streamed and not tracked; the commit is one transaction.</summary>
internal sealed class EfSession : IPsaSession
{
    private readonly EfStore _store;
    private readonly SqliteConnection _connection;
    private readonly IEfRepository[] _repositories;
    private int _openStreams;
    private bool _disposed;

    internal EfSession(EfStore store, SqliteConnection connection, TenantId tenant)
    {
        _store = store;
        _connection = connection;
        Tenant = tenant;
        Context = new(SqliteDatabase.OptionsFor(connection));
        var (customers, products, priceLists, taxTables) = (new EfCustomers(this), new EfProducts(this), new EfPriceLists(this), new EfTaxTables(this));
        var (contracts, contractParts, usage, salesItems) = (new EfContracts(this), new EfContractParts(this), new EfUsage(this), new EfSalesItems(this));
        var (invoices, entities, series, ledgers) = (new EfInvoices(this), new EfBillingEntities(this), new EfNumberSeries(this), new EfPartLedgers(this));
        var (runs, partitions, obstacles, events) = (new EfBillingRuns(this), new EfRunPartitions(this), new EfRunObstacles(this), new EfEventLog(this));
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

    internal PsaDbContext Context { get; }

    public async ValueTask CommitAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var staged = Array.FindAll(_repositories, static r => r.HasStaged);
        if (staged.Length == 0)
        {
            return;
        }

        foreach (var repository in staged)
        {
            repository.CheckStaged();
        }

        // a connection that is in the middle of reading old rows can't write newer ones
        var other = _openStreams > 0 ? await _store.ConnectAsync(cancellationToken).ConfigureAwait(false) : null;
        using (other)
        {
            using (await _store.EnterWriteAsync(cancellationToken).ConfigureAwait(false))
            {
                try
                {
                    Write(other ?? _connection, staged);
                }
                catch (SqliteException e)
                {
                    throw SqliteErrors.ToStoreException(e, _store.File);
                }
            }
        }

        foreach (var repository in staged)
        {
            repository.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await Context.DisposeAsync().ConfigureAwait(false);
            await _connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    internal TableWriter<T> WriterOf<T>()
        where T : class =>
        _store.WriterOf<T>(Context.Model);

    /// <summary>Streams a query; what the database complains about becomes our exception.</summary>
    internal async IAsyncEnumerable<T> StreamAsync<T>(Func<IQueryable<T>> query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _openStreams++;
        try
        {
            var rows = query().AsAsyncEnumerable().GetAsyncEnumerator(cancellationToken);
            await using (rows.ConfigureAwait(false))
            {
                while (await MoveNextAsync(rows).ConfigureAwait(false))
                {
                    yield return rows.Current;
                }
            }
        }
        finally
        {
            _openStreams--;
        }
    }

    /// <summary>Runs a query; what the database complains about becomes our exception.</summary>
    internal async ValueTask<T> QueryAsync<T>(Func<Task<T>> query)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            return await query().ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.ToStoreException(e, _store.File);
        }
    }

    private async ValueTask<bool> MoveNextAsync<T>(IAsyncEnumerator<T> rows)
    {
        try
        {
            return await rows.MoveNextAsync().ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.ToStoreException(e, _store.File);
        }
    }

    private static void Write(SqliteConnection connection, IEfRepository[] staged)
    {
        // IMMEDIATE: the write lock is taken at once, so sessions of other processes queue for it and none finds itself behind another in the middle
        using var transaction = connection.BeginTransaction(deferred: false);
        try
        {
            foreach (var repository in staged)
            {
                repository.Write(connection);
            }
        }
        catch (RuleViolationException)
        {
            transaction.Rollback();
            CheckVersions(connection, staged);
            throw;
        }

        transaction.Commit();
    }

    // a record that was changed meanwhile is the better news than the number it then clashes with
    private static void CheckVersions(SqliteConnection connection, IEfRepository[] staged)
    {
        foreach (var repository in staged)
        {
            repository.CheckVersions(connection);
        }
    }
}
