using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Psa.Access;
using Psa.Numbering;
using Psa.Runs;
using Psa.Samples.BillingRun.Worlds;
using Psa.Services;
using Psa.Storage;

namespace Psa.Benchmarks.Runs;

/// <summary>The library on an SQLite file, as a host uses it.</summary>
internal sealed class BenchStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    internal BenchStore(string file)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddPsa().UseSqlite(file);
        _services = services.BuildServiceProvider();
    }

    internal static Actor Actor { get; } = Actor.System(WorldIds.Tenant);

    internal BillingRunService Runs => _services.GetRequiredService<BillingRunService>();

    internal ValueTask<IPsaSession> OpenAsync() => _services.GetRequiredService<IPsaStore>().OpenAsync(WorldIds.Tenant);

    /// <summary>Stores a world, batch by batch, with its number series confirmed.</summary>
    internal async Task SeedAsync(World world, LocalDate firstInvoiceDate)
    {
        await using (var session = await OpenAsync())
        {
            session.BillingEntities.Add(world.Entity);
            session.TaxTables.Add(world.Taxes);
            session.Products.AddRange(world.Products);
            session.PriceLists.AddRange(world.PriceLists);
            session.NumberSeries.AddRange(world.Series.Select(series => series.Confirm("benchmark", default, firstInvoiceDate)));
            await session.CommitAsync();
        }

        foreach (var batch in world.Batches)
        {
            await using var session = await OpenAsync();
            session.Customers.AddRange(batch.Customers);
            session.Contracts.AddRange(batch.Contracts);
            session.ContractParts.AddRange(batch.Parts);
            session.Usage.AddRange(batch.Usage);
            session.SalesItems.AddRange(batch.Billed);
            session.PartLedgers.AddRange(batch.Ledgers);
            await session.CommitAsync();
        }
    }

    internal async Task<BillingRun> PlanAsync(LocalDate through)
    {
        await using var session = await OpenAsync();
        await foreach (var entity in session.BillingEntities.AllAsync())
        {
            return await Runs.PlanAsync(Actor, new() { BillingEntity = entity.Id, Through = through });
        }

        throw new InvalidOperationException("There is no billing entity: seed the file first.");
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
