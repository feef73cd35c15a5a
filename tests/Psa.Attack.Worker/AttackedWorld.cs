using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Samples.BillingRun.Worlds;
using Psa.Sellers;
using Psa.Services;
using Psa.Storage;
using Psa.Testing;
using Psa.Usage;

namespace Psa.Attack.Worker;

/// <summary>A generated company in some store, and what is done to it through the public services.</summary>
public sealed class AttackedWorld : IAsyncDisposable
{
    private const int Seed = 7;

    private readonly ServiceProvider _services;
    private readonly IPsaStore _store;
    private readonly World _world;

    public AttackedWorld(IPsaStore store, int customers, IClock? clock = null)
    {
        _store = store;
        _world = GeneratedWorld.Create(customers, Seed);
        var services = new ServiceCollection()
            .AddSingleton(store)
            .AddSingleton(static provider => ActivatorUtilities.CreateInstance<BillingRunService>(provider, new PureRunStore(provider.GetRequiredService<IPsaStore>())));
        _services = (clock is null ? services : services.AddSingleton(clock)).AddPsa().BuildServiceProvider();
    }

    /// <summary>Gets who does it all.</summary>
    public static Actor Actor { get; } = Actor.Create(WorldIds.Tenant, UserId.Of("attack"), "Attack", [Role.Administrator], AccessTable.Default);

    /// <summary>Gets small batches, so that there are many commits to hit.</summary>
    public static BillingRunOptions Options { get; } = new() { BatchSize = 10, Lease = Duration.FromSeconds(2) };

    public BillingRunService Runs => _services.GetRequiredService<BillingRunService>();

    public InvoiceService Invoices => _services.GetRequiredService<InvoiceService>();

    public ContractService Contracts => _services.GetRequiredService<ContractService>();

    public UsageService Usage => _services.GetRequiredService<UsageService>();

    public Id<BillingEntity> Entity => _world.Entity.Id;

    public LocalDate Through => _world.Through;

    public BillingRunPlan Plan => new() { BillingEntity = Entity, Through = Through, AllowFarDates = true };

    /// <summary>Stores the seller and all facts, and confirms the numbers.</summary>
    public async Task SeedAsync(CancellationToken ct = default)
    {
        await using (var session = await _store.OpenAsync(WorldIds.Tenant, ct))
        {
            AddSeller(session);
            foreach (var batch in _world.Batches)
            {
                session.Of<Customer>().AddRange(batch.Customers);
                session.Of<Contract>().AddRange(batch.Contracts);
                session.Of<ContractPart>().AddRange(batch.Parts);
                session.Of<UsageRecord>().AddRange(batch.Usage);
            }

            await session.CommitAsync(ct);
        }

        await ConfirmAsync(ct);
    }

    /// <summary>Completes a seeding that was interrupted: its facts are one commit.</summary>
    public async Task SeedAgainAsync(CancellationToken ct = default)
    {
        await using (var session = await _store.OpenAsync(WorldIds.Tenant, ct))
        {
            if (await session.Of<BillingEntity>().FindAsync(Entity, ct) is null)
            {
                await SeedAsync(ct);
                return;
            }
        }

        await ConfirmAsync(ct);
    }

    /// <summary>Stores the facts that another world has by now, and nothing that it billed.</summary>
    public async Task SeedFromAsync(AttackedWorld other, CancellationToken ct = default)
    {
        await using (var session = await _store.OpenAsync(WorldIds.Tenant, ct))
        {
            AddSeller(session);
            await using var source = await other._store.OpenAsync(WorldIds.Tenant, ct);
            await CopyAsync<Customer>(source, session, static one => one with { Version = 0 }, ct);
            await CopyAsync<Contract>(source, session, static one => one with { Version = 0 }, ct);
            await CopyAsync<ContractPart>(source, session, static one => one with { Version = 0 }, ct);
            await CopyAsync<UsageRecord>(source, session, static one => one with { Version = 0 }, ct);
            await session.CommitAsync(ct);
        }

        await ConfirmAsync(ct);
    }

    /// <summary>Takes the open run to its end from wherever it stands, and bills what is left after it.</summary>
    public async Task FinishAsync(CancellationToken ct = default)
    {
        while (await Runs.FindOpenAsync(Actor, Entity, ct) is { } open)
        {
            await FinishAsync(open, ct);
        }

        await FinishAsync(await Runs.PlanAsync(Actor, Plan, ct), ct);
    }

    /// <summary>Calculates a run, takes it back, and issues the next: all that a kill can hit.</summary>
    public async Task BillAsync(CancellationToken ct = default)
    {
        var options = Options with { Parallelism = 1 };
        var run = await Runs.PlanAsync(Actor, Plan, ct);
        await Runs.CalculateAsync(Actor, run.Id, options, cancellationToken: ct);
        await Runs.RollBackAsync(Actor, run.Id, cancellationToken: ct);
        run = await Runs.PlanAsync(Actor, Plan, ct);
        await Runs.CalculateAsync(Actor, run.Id, options, cancellationToken: ct);
        await Runs.IssueAsync(Actor, run.Id, cancellationToken: ct);
    }

    /// <summary>Writes what the issued documents say, in the order of their numbers.</summary>
    public async Task<string> DocumentsAsync(CancellationToken ct = default)
    {
        var documents = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var invoice in PageRequest.AllAsync(page => Invoices.ListAsync(Actor, new() { BillingEntity = Entity, IssuedFrom = Through, IssuedThrough = Through }, page, ct), ct))
        {
            if (invoice.Number is { } number)
            {
                var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{number} {invoice.CustomerNumber} {invoice.Totals.TotalWithoutTax} {invoice.Totals.TaxTotal} {invoice.Totals.TotalWithTax}\n");
                foreach (var line in invoice.Lines)
                {
                    text.Append(CultureInfo.InvariantCulture, $"  {line.Text} {line.Quantity} {line.UnitPrice.Amount} {line.Amount}\n");
                }

                documents.Add(number, text.ToString());
            }
        }

        return string.Concat(documents.Values);
    }

    /// <summary>Sums what each customer bears: the nets of all items that weren't withdrawn.</summary>
    public async Task<SortedDictionary<string, long>> BorneAsync(CancellationToken ct = default)
    {
        await using var session = await _store.OpenAsync(WorldIds.Tenant, ct);
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        await foreach (var item in session.Of<SalesItem>().QueryAsync(RecordType<SalesItem>.All, ct))
        {
            if (item.Status != SalesItemStatus.Canceled)
            {
                var key = $"{item.Customer} {item.Net.Currency}";
                sums[key] = sums.GetValueOrDefault(key) + item.Net.MinorUnits;
            }
        }

        foreach (var key in sums.Where(sum => sum.Value == 0).Select(sum => sum.Key).ToList())
        {
            sums.Remove(key);
        }

        return sums;
    }

    /// <summary>Writes the items that a sum of <see cref="BorneAsync"/> consists of.</summary>
    public async Task<string> ItemsAsync(string key, CancellationToken ct = default)
    {
        await using var session = await _store.OpenAsync(WorldIds.Tenant, ct);
        var lines = new List<string>();
        await foreach (var item in session.Of<SalesItem>().QueryAsync(RecordType<SalesItem>.All, ct))
        {
            if ($"{item.Customer} {item.Net.Currency}" == key)
            {
                lines.Add($"  {item.SourceId} {item.Period} {item.Status.Name} {item.Net} run {item.Run} invoice {item.Invoice} version {item.Version} id {item.Id}\n");
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return string.Concat(lines);
    }

    /// <summary>Finds what no store may hold: drafts of runs that are over, numbers with gaps, numbers given twice.</summary>
    public async Task<List<string>> FlawsAsync(CancellationToken ct = default)
    {
        await using var session = await _store.OpenAsync(WorldIds.Tenant, ct);
        var runs = new Dictionary<Id<BillingRun>, BillingRun>();
        await foreach (var run in session.Of<BillingRun>().QueryAsync(RecordType<BillingRun>.All, ct))
        {
            runs.Add(run.Id, run);
        }

        var (flaws, numbers) = (new List<string>(), new List<string>());
        await foreach (var invoice in session.Of<Invoice>().QueryAsync(RecordType<Invoice>.All, ct))
        {
            if (invoice.Number is { } number)
            {
                numbers.Add(number);
            }

            if (invoice.Run is { } of && runs.TryGetValue(of, out var run) && invoice.Status == InvoiceStatus.Draft
                && (run.Status == BillingRunStatus.Issued || run.Status == BillingRunStatus.RolledBack))
            {
                flaws.Add($"the run {run.Id} is {run.Status.Name} and has the draft {invoice.Id} of {invoice.CustomerNumber}");
            }
        }

        foreach (var series in numbers.GroupBy(number => number[..number.LastIndexOf('-')]))
        {
            var given = series.Select(number => int.Parse(number.AsSpan(number.LastIndexOf('-') + 1), CultureInfo.InvariantCulture)).Order().ToList();
            if (!given.SequenceEqual(Enumerable.Range(1, given.Count)))
            {
                flaws.Add($"{series.Key} has gaps or numbers given twice: {string.Join(' ', given)}");
            }
        }

        return flaws;
    }

    /// <summary>Gives all parts, in the order of their ids.</summary>
    public async Task<List<ContractPart>> PartsAsync(CancellationToken ct = default)
    {
        await using var session = await _store.OpenAsync(WorldIds.Tenant, ct);
        return await session.Of<ContractPart>().QueryAsync(RecordType<ContractPart>.All, ct).ToListAsync(ct);
    }

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    private static async Task CopyAsync<T>(IPsaSession source, IPsaSession target, Func<T, T> asNew, CancellationToken ct)
        where T : class, IEntity<T>
    {
        await foreach (var record in source.Of<T>().QueryAsync(RecordType<T>.All, ct))
        {
            target.Of<T>().Add(asNew(record));
        }
    }

    private async Task FinishAsync(BillingRun run, CancellationToken ct)
    {
        if (run.Status == BillingRunStatus.RollingBack)
        {
            await Runs.RollBackAsync(Actor, run.Id, cancellationToken: ct);
            return;
        }

        if (run.Status == BillingRunStatus.Planned || run.Status == BillingRunStatus.Calculating)
        {
            await Runs.CalculateAsync(Actor, run.Id, Options, cancellationToken: ct);
        }

        await Runs.IssueAsync(Actor, run.Id, cancellationToken: ct);
    }

    private void AddSeller(IPsaSession session)
    {
        session.Of<BillingEntity>().Add(_world.Entity);
        session.Of<TaxTable>().Add(_world.Taxes);
        session.Of<Product>().AddRange(_world.Products);
        session.Of<PriceList>().AddRange(_world.PriceLists);
        session.Of<NumberSeries>().AddRange(_world.Series);
    }

    private async Task ConfirmAsync(CancellationToken ct)
    {
        var numbering = _services.GetRequiredService<NumberingService>();
        foreach (var series in (await numbering.SeriesOfAsync(Actor, Entity, ct)).AsEnumerable())
        {
            if (!series.IsConfirmed)
            {
                await numbering.ConfirmAsync(Actor, series.Id, cancellationToken: ct);
            }
        }
    }
}
