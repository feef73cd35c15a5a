using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Runs;
using Psa.Services;
using Psa.Storage;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Whatever is wrong with one record, all others are billed, and what isn't is told with its money.</summary>
public sealed class RunFaultTests
{
    private static readonly LocalDate January = new(2025, 1, 31);
    private static readonly FakeClock Clock = new(Instant.FromUtc(2025, 1, 1, 6, 0));

    [Fact]
    public async Task R48_a_tax_service_that_fails_keeps_back_the_documents_it_was_asked_for()
    {
        var world = await OfSevenAsync();
        var log = new Heard();
        var runs = RunsOf(world.Store, new FailingTaxes(Fails: true), log);
        var run = await runs.CalculateAsync(world.Actor, (await runs.PlanAsync(world.Actor, Plan(January), Token)).Id, cancellationToken: Token);
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal((ObstacleReason.Unexpected, ChargeErrors.Unexpected, "C3"), (obstacle.Reason, obstacle.Code, obstacle.CustomerNumber));
        Assert.Equal([Eur(13m)], obstacle.Waiting.AsEnumerable());
        Assert.Equal((7L, 6L), (run.Counts.Items, run.Counts.Documents));
        Assert.IsType<TimeZoneNotFoundException>(Assert.Single(log.Thrown));

        runs = RunsOf(world.Store, new FailingTaxes(Fails: false), log);
        Assert.Equal(7, (await runs.CalculateAsync(world.Actor, run.Id, cancellationToken: Token)).Counts.Documents);
        Assert.Equal(BillingRunStatus.RolledBack, (await runs.RollBackAsync(world.Actor, run.Id, cancellationToken: Token)).Status);
    }

    [Fact]
    public async Task A_tax_service_that_gives_no_tax_for_a_line_keeps_back_the_document()
    {
        var world = await OfSevenAsync();
        var runs = RunsOf(world.Store, new FailingTaxes(Fails: false, Name: string.Empty));
        var run = await runs.CalculateAsync(world.Actor, (await runs.PlanAsync(world.Actor, Plan(January), Token)).Id, cancellationToken: Token);
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal((ObstacleReason.Unexpected, ChargeErrors.Unexpected, "C3"), (obstacle.Reason, obstacle.Code, obstacle.CustomerNumber));
        Assert.Equal(6, run.Counts.Documents);
    }

    [Fact]
    public async Task A_tax_service_is_asked_for_the_lines_of_a_document_at_once()
    {
        var world = await OfSevenAsync();
        var customer = ACustomer("D1");
        var contract = AContract(customer);
        await world.AddAsync(customer, contract, APart(contract, 21m, name: "1"), APart(contract, 22m, name: "2"), APart(contract, 23m, name: "3"));
        var taxes = new CountingTaxes();
        var runs = RunsOf(world.Store, taxes);
        var run = await runs.CalculateAsync(world.Actor, (await runs.PlanAsync(world.Actor, Plan(January), Token)).Id, new() { Parallelism = 1 }, cancellationToken: Token);
        Assert.Equal((8L, 10L), (run.Counts.Documents, run.Counts.Lines));
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 3], taxes.Lines.Order());
    }

    [Fact]
    public async Task A_tax_service_whose_answer_no_store_can_keep_ends_no_run()
    {
        var world = await OfSevenAsync();
        var runs = RunsOf(world.Store, new FailingTaxes(Fails: false, Name: "\0"));
        var run = await runs.CalculateAsync(world.Actor, (await runs.PlanAsync(world.Actor, Plan(January), Token)).Id, new() { BatchSize = 3 }, cancellationToken: Token);
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal((StoreErrors.BadText, "C3"), (obstacle.Code, obstacle.CustomerNumber));
        Assert.Equal((7L, 6L), (run.Counts.Customers, run.Counts.Documents));
        Assert.Equal(6, (await runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token)).IssuedDocuments);
        Assert.Equal(1, (await world.BillAsync(January)).Counts.Documents);
    }

    [Theory]
    [InlineData(typeof(ContractPart))]
    [InlineData(typeof(Contract))]
    [InlineData(typeof(PartLedger))]
    [InlineData(typeof(Customer))]
    public async Task A_record_that_can_not_be_read_blocks_its_customer_only(Type record)
    {
        var world = await OfSevenAsync();
        var runs = RunsOf(new UnreadableStore(world.Store, record, ACustomer("C3").Id), new TaxTableCalculator());
        var plan = Plan(January, partitions: 2);
        if (record == typeof(PartLedger))
        {
            await world.BillAsync(new(2025, 1, 15));
            plan = Plan(new(2025, 2, 28), partitions: 2);
        }

        Assert.Equal(record == typeof(Customer) ? 6 : 7, await runs.PreviewAsync(world.Actor, plan, Token).CountAsync(Token));
        var run = await runs.CalculateAsync(world.Actor, (await runs.PlanAsync(world.Actor, plan, Token)).Id, cancellationToken: Token);
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal((StoreErrors.Unreadable, ACustomer("C3").Id), (obstacle.Code, obstacle.Customer));
        Assert.Equal((7L, 6L), (run.Counts.Customers, run.Counts.Documents));
    }

    [Theory]
    [InlineData(typeof(ContractPart), "C4", "C4", 6)]
    [InlineData(typeof(Customer), "C4", "C4", 6)]
    [InlineData(typeof(ContractPart), "C2", "C2", 6)]
    [InlineData(typeof(Customer), "C2", "C0 C2 C4 C6", 3)]
    public async Task A_record_that_can_not_be_read_blocks_those_of_a_family_who_need_it(Type record, string broken, string blocked, int billed)
    {
        var world = await OfSevenAsync();
        foreach (var number in new[] { "C0", "C4", "C6" })
        {
            await world.MoveAsync(number, "C2", consolidated: true);
        }

        foreach (var size in new[] { 1, 3, 500 })
        {
            var runs = RunsOf(new UnreadableStore(world.Store, record, ACustomer(broken).Id), new TaxTableCalculator());
            var run = await runs.CalculateAsync(world.Actor, (await runs.PlanAsync(world.Actor, Plan(January, partitions: 3), Token)).Id, new() { BatchSize = size }, cancellationToken: Token);
            Assert.Equal(blocked.Split(' ').Select(number => ACustomer(number).Id).Order(), (await world.ObstaclesOfAsync(run)).Select(o => o.Customer).Order());
            Assert.Equal((7L, (long)billed), (run.Counts.Customers, run.Counts.Items));
            await runs.RollBackAsync(world.Actor, run.Id, cancellationToken: Token);
        }
    }

    [Fact]
    public async Task A_sum_that_a_run_can_not_hold_blocks_the_customer_that_is_too_much()
    {
        var world = await OfSevenAsync();
        foreach (var number in new[] { "D1", "D2", "D3", "D4", "D5" })
        {
            var customer = ACustomer(number);
            var contract = AContract(customer);
            await world.AddAsync(customer, contract, APart(contract, 8_000_000_000_000m));
        }

        var run = await world.CalculateAsync(January, partitions: 1);
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal(ChargeErrors.TooLarge, obstacle.Code);
        Assert.Equal((12L, 11L), (run.Counts.Customers, run.Counts.Documents));
    }

    [Fact]
    public async Task Sums_of_what_waits_have_no_end()
    {
        var world = await OfSevenAsync();
        var customer = ACustomer("D1") with { BillingInformation = null };
        var contract = AContract(customer);
        var part = APart(contract, 90_000_000_000_000_000m);
        await world.AddAsync(customer, contract, part, part with { Id = DerivedId.Create<ContractPart>(Tenant, "second") });
        var run = await world.CalculateAsync(January);
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal([Eur(90_000_000_000_000_000m), Eur(90_000_000_000_000_000m)], obstacle.Waiting.AsEnumerable());
        Assert.Equal(7, run.Counts.Documents);
    }

    [Fact]
    public async Task Usage_that_no_entity_bills_is_told_with_its_money()
    {
        var world = await CreateAsync(entity => entity with { IsDefault = false });
        var customer = ACustomer();
        await world.AddAsync(customer);
        await world.UseAsync(customer, "a", new(2025, 1, 5), 10m);
        var run = await world.CalculateAsync(January);
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal((ObstacleReason.EntityMissing, ChargeErrors.EntityMissing, Eur(5m)), (obstacle.Reason, obstacle.Code, obstacle.Waiting[0]));
        Assert.Empty(await world.ItemsOfAsync(run));
    }

    [Fact]
    public async Task A_part_that_is_edited_all_the_time_ends_no_run()
    {
        var world = await OfSevenAsync();
        var hooked = new HookedStore(world.Store);
        var part = APart(AContract(ACustomer("C3")));
        var edits = 0;
        hooked.BeforeCommit = async session =>
        {
            // somebody is faster at every commit that bills it, until nothing else is left to be billed
            if (await session.Of<PartLedger>().FindAsync(Ledgers.IdOf(part.Id)) is not null && ++edits < 15)
            {
                await world.Contracts.ChangeTermsAsync(world.Actor, part.Id, new(Start, 1m + edits, Price(13m)));
            }
        };
        var run = await world.Runs.PlanAsync(world.Actor, Plan(January, partitions: 1));
        run = await world.Through(hooked).Runs.CalculateAsync(world.Actor, run.Id);
        Assert.Equal((BillingRunStatus.Calculated, 7L, 7L), (run.Status, run.Counts.Customers, run.Counts.Documents));
    }

    [Fact]
    public async Task A_listener_that_throws_keeps_nobody_from_being_billed()
    {
        var world = await OfSevenAsync();
        var run = await world.Runs.PlanAsync(world.Actor, Plan(January, partitions: 1));
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => world.Runs.CalculateAsync(world.Actor, run.Id, new() { BatchSize = 2 }, new Deaf()));
        world.Clock.Advance(Duration.FromMinutes(2));
        run = await world.Runs.CalculateAsync(world.Actor, run.Id);
        Assert.Empty(await world.ObstaclesOfAsync(run));
        Assert.Equal(7, run.Counts.Documents);
    }

    [Fact]
    public async Task A_document_that_is_too_large_is_kept_back_and_no_other()
    {
        var world = await OfSevenAsync();
        var customer = ACustomer("D1");
        var contract = AContract(customer);
        await world.AddAsync(customer, contract, APart(contract, 9_000_000_000_000m));
        var run = await world.CalculateAsync(January, partitions: 1);
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(run));
        Assert.Equal((ChargeErrors.TooLarge, "D1", Eur(9_000_000_000_000m)), (obstacle.Code, obstacle.CustomerNumber, obstacle.Waiting[0]));
        Assert.Equal(7, run.Counts.Documents);
    }

    private static BillingRunService RunsOf(IPsaStore store, ITaxCalculator taxes, ILogger<BillingRunService>? log = null) =>
        new(new PureRunStore(store), Clock, new OrderedIdGenerator(Clock), taxes, log);

    /// <summary>A host's tax service that stumbles over an amount of 13.00: it throws, gives a tax of another name, or none for an empty one.</summary>
    private sealed record FailingTaxes(bool Fails, string Name = "VAT") : ITaxCalculator
    {
        private readonly TaxTableCalculator _inner = new();

        public async ValueTask<ValueList<AppliedTax>> FindTaxesAsync(TaxRequest request, CancellationToken cancellationToken = default)
        {
            var taxes = await _inner.FindTaxesAsync(request, cancellationToken);
            var stumbles = request.Lines[0].Amount == Eur(13m);
            return stumbles && Fails ? throw new TimeZoneNotFoundException("no such zone")
                : stumbles && Name.Length == 0 ? [null!]
                : stumbles && Name != "VAT" ? [new(Name, taxes[0].Category, taxes[0].Rate)]
                : taxes;
        }
    }

    private sealed class CountingTaxes : ITaxCalculator
    {
        public List<int> Lines { get; } = [];

        public ValueTask<ValueList<AppliedTax>> FindTaxesAsync(TaxRequest request, CancellationToken cancellationToken = default)
        {
            Lines.Add(request.Lines.Count);
            return new TaxTableCalculator().FindTaxesAsync(request, cancellationToken);
        }
    }

    private sealed class Deaf : IProgress<BillingRunProgress>
    {
        public void Report(BillingRunProgress value) => throw new TimeZoneNotFoundException("the screen is gone");
    }

    private sealed class Heard : ILogger<BillingRunService>
    {
        public List<Exception> Thrown { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null)
            {
                Thrown.Add(exception);
            }
        }
    }

    /// <summary>A store in which one customer's records of a kind are broken.</summary>
    private sealed class UnreadableStore(IPsaStore inner, Type broken, Id<Customer> customer) : IPsaStore
    {
        public async ValueTask<IPsaSession> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default) =>
            new Session(await inner.OpenAsync(tenant, cancellationToken), broken, customer);

        public ValueTask<long> RemoveTenantAsync(TenantId tenant, CancellationToken cancellationToken = default) => inner.RemoveTenantAsync(tenant, cancellationToken);

        private sealed class Session(IPsaSession session, Type broken, Id<Customer> customer) : IPsaSession
        {
            public TenantId Tenant => session.Tenant;

            public IEventLog Events => session.Events;

            public IRepository<T> Of<T>()
                where T : class, IEntity<T> => typeof(T) == broken ? new Repository<T>(session.Of<T>(), customer) : session.Of<T>();

            public ValueTask CommitAsync(CancellationToken cancellationToken = default) => session.CommitAsync(cancellationToken);

            public ValueTask DisposeAsync() => session.DisposeAsync();
        }

        private sealed class Repository<T>(IRepository<T> inner, Id<Customer> customer) : IRepository<T>
            where T : class, IEntity<T>
        {
            public ValueTask<T?> FindAsync(Id<T> id, CancellationToken cancellationToken = default) =>
                id.Value == customer.Value ? throw new StoreException(StoreErrors.Unreadable, "The customer is broken.", null, id.Value) : inner.FindAsync(id, cancellationToken);

            public async IAsyncEnumerable<T> QueryAsync(Query<T> query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
            {
                await foreach (var record in inner.QueryAsync(query, cancellationToken))
                {
                    var owner = record switch
                    {
                        Contract contract => contract.Customer,
                        ContractPart part => part.Customer,
                        PartLedger ledger => ledger.Customer,
                        Customer itself => itself.Id,
                        _ => default,
                    };
                    yield return owner == customer ? throw new StoreException(StoreErrors.Unreadable, $"{record.Id} is broken.", null, record.Id.Value) : record;
                }
            }

            public ValueTask<long> CountAsync(Query<T> query, CancellationToken cancellationToken = default) => inner.CountAsync(query, cancellationToken);

            public T Add(T entity) => inner.Add(entity);

            public T Update(T entity) => inner.Update(entity);

            public void Remove(T entity) => inner.Remove(entity);
        }
    }
}
