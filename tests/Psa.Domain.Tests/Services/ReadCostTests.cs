using NodaTime;
using Psa.Access;
using Psa.Documents;
using Psa.Domain.Tests.Runs;
using Psa.Events;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Services;
using Psa.Storage;

namespace Psa.Domain.Tests.Services;

/// <summary>What is read for one customer doesn't grow with the others: the records that a store gives are counted.</summary>
public sealed class ReadCostTests
{
    private static readonly LocalDate Through = new(2025, 3, 31);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_preview_of_one_customer_reads_no_other()
    {
        var (few, billed) = await ReadByPreviewAsync(customers: 2);
        var (many, same) = await ReadByPreviewAsync(customers: 40);
        Assert.Equal(few, many);
        Assert.Equal(billed, same);
    }

    [Fact]
    public async Task A_preview_of_one_customer_is_what_the_preview_of_all_says_of_it()
    {
        var world = await BilledAsync(customers: 5);
        var plan = new BillingRunPlan { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4ac1")), BillingEntity = AWorld.Seller.Id, Through = Through.PlusMonths(1), AllowFarDates = true };
        var all = await world.Runs.PreviewAsync(world.Actor, plan, Token).ToListAsync(Token);
        Assert.Equal(5, all.Count);
        foreach (var one in all)
        {
            var alone = await world.Runs.PreviewAsync(world.Actor, plan, one.Payer.Id, Token);
            Assert.Equal(one.Items, alone.Items);
            Assert.Equal(one.Invoices, alone.Invoices);
        }

        await Assert.ThrowsAsync<EntityNotFoundException>(() => world.Runs.PreviewAsync(world.Actor, plan, DerivedId.Create<Psa.Customers.Customer>(AWorld.Tenant, "nobody"), Token));
    }

    [Fact]
    public async Task A_page_reads_what_it_shows_and_one_more()
    {
        var world = await BilledAsync(customers: 12);
        var counting = new CountingStore(world.Store);
        var invoices = new InvoiceService(counting, world.Clock, new OrderedIdGenerator(world.Clock), new TaxTableCalculator());
        var first = await invoices.ListAsync(world.Actor, new() { Descending = true }, new() { Size = 4 }, Token);
        Assert.Equal((4, 5), (first.Items.Count, counting.Take()));
        var second = await invoices.ListAsync(world.Actor, new() { Descending = true }, new() { Size = 4, After = first.Next }, Token);
        Assert.Equal((4, 5), (second.Items.Count, counting.Take()));
        Assert.Empty(first.Items.Intersect(second.Items));
        await invoices.ListAsync(world.Actor, new() { Customer = first.Items[0].Customer }, PageRequest.First, Token);
        Assert.Equal(1, counting.Take());
    }

    [Fact]
    public async Task How_far_a_run_is_shows_from_any_process()
    {
        var world = await BilledAsync(customers: 3);
        var elsewhere = new BillingRunService(world.Store, world.Clock, new OrderedIdGenerator(world.Clock), new TaxTableCalculator());
        Assert.Null(await elsewhere.FindProgressAsync(world.Actor, DerivedId.Create<BillingRun>(AWorld.Tenant, "none"), Token));
        var run = await world.Runs.PlanAsync(world.Actor, new() { BillingEntity = AWorld.Seller.Id, Through = Through.PlusMonths(1), AllowFarDates = true }, Token);
        await IsAsync(RunPhase.Calculating, 0, 3);
        await world.Runs.CalculateAsync(world.Actor, run.Id, cancellationToken: Token);
        await IsAsync(RunPhase.Calculating, 3, 3);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        await IsAsync(RunPhase.Issuing, 3, 3);
        var listed = await elsewhere.ListAsync(world.Actor, new() { BillingEntity = AWorld.Seller.Id, Status = BillingRunStatus.Issued, Descending = true }, PageRequest.First, Token);
        Assert.Equal(run.Id, listed.Items[0].Id);

        async Task IsAsync(RunPhase phase, long done, long total)
        {
            var progress = (await elsewhere.FindProgressAsync(world.Actor, run.Id, Token))!;
            Assert.Equal((phase, done, total), (progress.Phase, progress.Done, progress.Total));
        }
    }

    [Fact]
    public async Task Items_and_documents_are_found_by_whose_they_are_and_where_they_stand()
    {
        var world = await BilledAsync(customers: 3);
        var customer = AWorld.ACustomer().Id;
        var all = await world.AllItemsAsync();
        var items = await world.Items.ListAsync(world.Actor, new() { Customer = customer, Status = SalesItemStatus.Invoiced }, PageRequest.First, Token);
        Assert.Equal(all.Where(item => item.Customer == customer).Select(item => item.Id).Order(), items.Items.Select(item => item.Id).Order());
        var invoice = Assert.Single((await new InvoiceService(world.Store, world.Clock, new OrderedIdGenerator(world.Clock), new TaxTableCalculator()).ListAsync(world.Actor, new() { Customer = customer, IssuedFrom = Through, IssuedThrough = Through }, PageRequest.First, Token)).Items);
        Assert.Equal(items.Items.Select(item => item.Id).Order(), (await world.Items.ListAsync(world.Actor, new() { Invoice = invoice.Id }, PageRequest.First, Token)).Items.Select(item => item.Id).Order());
        Assert.Equal(invoice, await new InvoiceService(world.Store, world.Clock, new OrderedIdGenerator(world.Clock), new TaxTableCalculator()).FindAsync(world.Actor, invoice.Id, Token));
        Assert.Equal([invoice], (await new InvoiceService(world.Store, world.Clock, new OrderedIdGenerator(world.Clock), new TaxTableCalculator()).ListAsync(world.Actor, new() { Number = invoice.Number!.ToLowerInvariant() }, PageRequest.First, Token)).Items);

        // clients see what is issued of their own, and no drafts
        var run = await world.Runs.PlanAsync(world.Actor, new() { BillingEntity = AWorld.Seller.Id, Through = Through.PlusMonths(1), AllowFarDates = true }, Token);
        await world.Runs.CalculateAsync(world.Actor, run.Id, cancellationToken: Token);
        var client = Actor.Create(AWorld.Tenant, UserId.Of("client"), "Client", [Role.Client], AccessTable.Default, customer.Value);
        Assert.Equal([invoice], (await new InvoiceService(world.Store, world.Clock, new OrderedIdGenerator(world.Clock), new TaxTableCalculator()).ListAsync(client, new(), PageRequest.First, Token)).Items);
        Assert.NotNull(await new InvoiceService(world.Store, world.Clock, new OrderedIdGenerator(world.Clock), new TaxTableCalculator()).FindAsync(client, invoice.Id, Token));
        foreach (var document in await world.InvoicesOfAsync(run))
        {
            Assert.Null(await new InvoiceService(world.Store, world.Clock, new OrderedIdGenerator(world.Clock), new TaxTableCalculator()).FindAsync(client, document.Id, Token));
        }

        Assert.Equal(3, (await new InvoiceService(world.Store, world.Clock, new OrderedIdGenerator(world.Clock), new TaxTableCalculator()).ListAsync(world.Actor, new() { Run = run.Id, Status = InvoiceStatus.Draft }, PageRequest.First, Token)).Items.Count);
    }

    private static async Task<(int Read, string Billed)> ReadByPreviewAsync(int customers)
    {
        var world = await BilledAsync(customers);
        var counting = new CountingStore(world.Store);
        var runs = new BillingRunService(counting, world.Clock, new OrderedIdGenerator(world.Clock), new TaxTableCalculator());
        var billing = await runs.PreviewAsync(world.Actor, new() { BillingEntity = AWorld.Seller.Id, Through = Through.PlusMonths(1), AllowFarDates = true }, AWorld.ACustomer().Id, Token);
        return (counting.Take(), string.Join(", ", billing.Invoices.Select(invoice => invoice.Totals.TotalWithTax)));
    }

    /// <summary>Customers of one contract with one part each, billed and issued through March.</summary>
    private static async Task<AWorld> BilledAsync(int customers)
    {
        var world = await AWorld.CreateAsync();
        for (var n = 1; n <= customers; n++)
        {
            var contract = AWorld.AContract(AWorld.ACustomer($"C{n}"), name: $"{n}");
            await world.AddAsync(AWorld.ACustomer($"C{n}"), contract, AWorld.APart(contract));
        }

        await world.BillAsync(Through, Through);
        return world;
    }

    private sealed class CountingStore(IPsaStore inner) : IPsaStore
    {
        private int _read;

        /// <summary>Gives how many records were read since the last time.</summary>
        public int Take() => Interlocked.Exchange(ref _read, 0);

        public async ValueTask<IPsaSession> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default) => new Session(this, await inner.OpenAsync(tenant, cancellationToken));

        public ValueTask<long> RemoveTenantAsync(TenantId tenant, CancellationToken cancellationToken = default) => inner.RemoveTenantAsync(tenant, cancellationToken);

        private sealed class Session(CountingStore store, IPsaSession session) : IPsaSession
        {
            public TenantId Tenant => session.Tenant;

            public IEventLog Events => session.Events;

            public IRepository<T> Of<T>()
                where T : class, IEntity<T> => new Records<T>(store, session.Of<T>());

            public ValueTask CommitAsync(CancellationToken cancellationToken = default) => session.CommitAsync(cancellationToken);

            public ValueTask DisposeAsync() => session.DisposeAsync();
        }

        private sealed class Records<T>(CountingStore store, IRepository<T> records) : IRepository<T>
            where T : class, IEntity<T>
        {
            public async ValueTask<T?> FindAsync(Id<T> id, CancellationToken cancellationToken = default)
            {
                Interlocked.Increment(ref store._read);
                return await records.FindAsync(id, cancellationToken);
            }

            public IAsyncEnumerable<T> QueryAsync(Query<T> query, CancellationToken cancellationToken = default) =>
                records.QueryAsync(query, cancellationToken).Select(record =>
                {
                    Interlocked.Increment(ref store._read);
                    return record;
                });

            public ValueTask<long> CountAsync(Query<T> query, CancellationToken cancellationToken = default) => records.CountAsync(query, cancellationToken);

            public T Add(T entity) => records.Add(entity);

            public T Update(T entity) => records.Update(entity);

            public void Remove(T entity) => records.Remove(entity);
        }
    }
}
