using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Psa.Access;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Numbering;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Samples.BillingRun.Worlds;
using Psa.Sellers;
using Psa.Services;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Benchmarks.Runs;

/// <summary>The library on a database, as a host uses it: in memory, on PostgreSQL when a connection string is given, else on an SQLite file.</summary>
internal sealed class BenchStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    internal BenchStore(string database)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        _ = services.AddPsa();
        _ = database == BenchDatabase.Memory ? services.UseInMemoryStore() : BenchDatabase.IsServer(database) ? services.UsePostgreSql(database) : services.UseSqlite(database);
        _services = services.BuildServiceProvider();
    }

    internal static Actor Actor { get; } = Actor.System(WorldIds.Tenant);

    internal Instant Now => _services.GetRequiredService<IClock>().GetCurrentInstant();

    internal LocalDate Today => Now.InUtc().Date;

    internal BillingRunService Runs => _services.GetRequiredService<BillingRunService>();

    internal InvoiceService Invoices => _services.GetRequiredService<InvoiceService>();

    internal CustomerService Customers => _services.GetRequiredService<CustomerService>();

    internal ContractService Contracts => _services.GetRequiredService<ContractService>();

    internal SalesItemService Items => _services.GetRequiredService<SalesItemService>();

    internal RepricingService Repricing => _services.GetRequiredService<RepricingService>();

    internal FeatureService Features => _services.GetRequiredService<FeatureService>();

    internal InventoryService Inventory => _services.GetRequiredService<InventoryService>();

    internal StockService Stock => _services.GetRequiredService<StockService>();

    internal CatalogService Catalog => _services.GetRequiredService<CatalogService>();

    internal ValueTask<IPsaSession> OpenAsync() => _services.GetRequiredService<IPsaStore>().OpenAsync(WorldIds.Tenant);

    /// <summary>Stores a world, batch by batch, with its number series confirmed.</summary>
    internal async Task SeedAsync(World world, LocalDate firstInvoiceDate)
    {
        await using (var session = await OpenAsync())
        {
            session.Of<BillingEntity>().Add(world.Entity);
            session.Of<TaxTable>().Add(world.Taxes);
            session.Of<Product>().AddRange(world.Products);
            session.Of<PriceList>().AddRange(world.PriceLists);
            session.Of<NumberSeries>().AddRange(world.Series.Select(series => series.Confirm("benchmark", default, firstInvoiceDate)));
            await session.CommitAsync();
        }

        foreach (var batch in world.Batches)
        {
            await using var session = await OpenAsync();
            session.Of<Customer>().AddRange(batch.Customers);
            session.Of<Contract>().AddRange(batch.Contracts);
            session.Of<ContractPart>().AddRange(batch.Parts);
            session.Of<UsageRecord>().AddRange(batch.Usage);
            session.Of<SalesItem>().AddRange(batch.Billed);
            session.Of<PartLedger>().AddRange(batch.Ledgers);
            await session.CommitAsync();
        }
    }

    internal async Task<BillingRun> PlanAsync(LocalDate through)
    {
        await using var session = await OpenAsync();
        await foreach (var entity in session.Of<BillingEntity>().QueryAsync(RecordType<BillingEntity>.All))
        {
            return await Runs.PlanAsync(Actor, new() { BillingEntity = entity.Id, Through = through, AllowFarDates = true });
        }

        throw new InvalidOperationException("There is no billing entity: seed the file first.");
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
