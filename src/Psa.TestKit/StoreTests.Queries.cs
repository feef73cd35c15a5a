using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;
using Psa.Usage;

namespace Psa.TestKit;

public abstract partial class StoreTests
{
    /// <summary>Gets the names of all declared queries, each with that of its kind of record.</summary>
    public static TheoryData<string, string> Queries => [.. RecordKind.All.SelectMany(kind => kind.Queries.Select(query => (kind.Type.Name, query)))];

    [Theory]
    [MemberData(nameof(Queries))]
    public Task An_answer_is_what_the_query_says_whatever_is_stored(string kind, string query) => EachAsync(kind, Part(10), (k, seed) => k.AnswersAreRightAsync(Store, query, seed));

    /// <summary>Gets the kinds of record of which people read lists.</summary>
    public static TheoryData<string> Lists => [.. RecordKind.All.Where(kind => kind.IsListed).Select(kind => kind.Type.Name)];

    [Theory]
    [MemberData(nameof(Lists))]
    public Task A_list_read_page_by_page_is_the_list(string kind) => EachAsync(kind, Part(10), (k, seed) => k.PagesAreRightAsync(Store, seed));

    [Fact]
    public Task Customers_are_paged_counted_and_cut_in_id_order() => KeepingAsync([typeof(Customer)], async () =>
    {
        var (tenant, other) = (Some.Tenant(), Some.Tenant());
        int[] order = [5, 1, 9, 3, 7, 2, 8, 4, 6, 200, 10, -1];
        await CommitAsync(tenant, s => s.Of<Customer>().AddRange(order.Select(n => Some.Customer(tenant, n))));
        await CommitAsync(other, s => s.Of<Customer>().AddRange(order.Select(n => Some.Customer(other, n))));
        await using var session = await OpenAsync(tenant);
        var r = session.Of<Customer>();
        Assert.Equal([1, 2, 3], Numbers(await PageAsync(null, null, 3)));
        Assert.Equal([4, 5, 6], Numbers(await PageAsync(3, null, 3)));
        Assert.Equal([4, 5], Numbers(await PageAsync(3, 5, 3)));
        Assert.Equal([1, 2], Numbers(await PageAsync(null, 2, 3)));

        // -1 is the id ffffffff-…: ids are ordered as their text
        Assert.Equal([200, -1], Numbers(await PageAsync(10, null, 3)));
        Assert.Empty(await PageAsync(-1, null, 3));
        Assert.Empty(await PageAsync(null, null, 0));

        Assert.Equal(12, await r.CountAsync(RecordType<Customer>.All, Ct));
        Assert.Equal(9, await r.CountAsync(Between(3, null), Ct));
        Assert.Equal(3, await r.CountAsync(Between(null, 3), Ct));
        Assert.Equal(2, await r.CountAsync(Between(3, 5), Ct));
        Assert.Equal(0, await r.CountAsync(Between(5, 3), Ct));

        Assert.Equal(Some.Id<Customer>(1), await IdAtAsync(0));
        Assert.Equal(Some.Id<Customer>(200), await IdAtAsync(10));
        Assert.Equal(Some.Id<Customer>(-1), await IdAtAsync(11));
        Assert.Null(await IdAtAsync(12));
        Assert.Null(await IdAtAsync(long.MaxValue));

        Query<Customer> Between(int? after, int? through) =>
            CustomerRecords.Between(after is { } first ? Some.Id<Customer>(first) : null, through is { } last ? Some.Id<Customer>(last) : null);

        Task<List<Customer>> PageAsync(int? after, int? through, int limit) => r.QueryAsync(Between(after, through).Take(limit), Ct).ToListAsync(Ct).AsTask();

        async Task<Id<Customer>?> IdAtAsync(long place) => (await r.FirstAsync(RecordType<Customer>.All.Pass(place), Ct))?.Id;
    });

    [Fact]
    public Task Ids_are_ordered_as_their_text_by_every_byte() => KeepingAsync([typeof(Customer)], async () =>
    {
        var tenant = Some.Tenant();
        var random = new Random(5);
        var ids = Enumerable.Range(0, 300).Select(n =>
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            bytes.AsSpan(0, n % 16).Clear();
            return new Id<Customer>(new Guid(bytes, bigEndian: true));
        }).ToList();
        await CommitAsync(tenant, s => s.Of<Customer>().AddRange(ids.Select((id, n) => Some.Customer(tenant, n) with { Id = id })));
        var read = (await ReadAsync(tenant, s => s.Of<Customer>().QueryAsync(CustomerRecords.Between(null, null).Take(1000), Ct))).ConvertAll(c => c.Id);
        Assert.Equal(ids.Order(), read);
        Assert.Equal(ids.OrderBy(id => id.ToString(), StringComparer.Ordinal), read);
    });

    [Fact]
    public Task A_customer_is_found_by_its_exact_number_when_committed() => KeepingAsync([typeof(Customer)], async () =>
    {
        var (tenant, other) = (Some.Tenant(), Some.Tenant());
        await CommitAsync(tenant, s => s.Of<Customer>().AddRange([Some.Customer(tenant, 1), Some.Customer(tenant, 2), Some.Customer(tenant, 3) with { Number = "Ä'\"%" }]));
        await CommitAsync(other, s => s.Of<Customer>().Add(Some.Customer(other, 4)));
        await using var session = await OpenAsync(tenant);
        session.Of<Customer>().Add(Some.Customer(tenant, 5));
        Assert.Equal(Some.Id<Customer>(2), (await session.Of<Customer>().FirstAsync(CustomerRecords.OfNumber("C2"), Ct))?.Id);
        Assert.Equal(Some.Id<Customer>(3), (await session.Of<Customer>().FirstAsync(CustomerRecords.OfNumber("Ä'\"%"), Ct))?.Id);
        Assert.Null(await session.Of<Customer>().FirstAsync(CustomerRecords.OfNumber("c2"), Ct));
        Assert.Null(await session.Of<Customer>().FirstAsync(CustomerRecords.OfNumber("C4"), Ct));
        Assert.Null(await session.Of<Customer>().FirstAsync(CustomerRecords.OfNumber("C5"), Ct));
    });

    [Fact]
    public Task Contracts_come_for_a_range_of_customers_in_the_order_of_customer_and_id() => KeepingAsync([typeof(Contract)], () =>
        OrderedByCustomerAsync<Contract>((record, customer) => record with { Customer = customer }, ContractRecords.OfCustomers));

    [Fact]
    public Task Parts_come_for_a_range_of_customers_in_the_order_of_customer_and_id() => KeepingAsync([typeof(ContractPart)], () =>
        OrderedByCustomerAsync<ContractPart>((record, customer) => record with { Customer = customer }, ContractPartRecords.OfCustomers));

    [Fact]
    public Task Ledgers_come_for_a_range_of_customers_in_the_order_of_customer_and_id() => KeepingAsync([typeof(PartLedger)], () =>
        OrderedByCustomerAsync<PartLedger>((record, customer) => record with { Customer = customer }, PartLedgerRecords.OfCustomers));

    [Fact]
    public Task Usage_comes_for_a_range_of_customers_and_days_in_the_order_of_customer_day_and_id() => KeepingAsync([typeof(UsageRecord)], async () =>
    {
        var tenant = Some.Tenant();
        (int Id, int Customer, int Day)[] rows = [(1, 2, 5), (2, 1, 9), (3, 1, 5), (4, 1, 5), (5, 1, 4), (6, 1, 10), (7, 3, 6), (8, 2, 3)];
        await CommitAsync(tenant, s => s.Of<UsageRecord>().AddRange(rows.Select(r => new RandomRecords(r.Id).Entity<UsageRecord>(tenant, Some.Id<UsageRecord>(r.Id)) with
        {
            Customer = Some.Id<Customer>(r.Customer),
            Date = Some.Day.PlusDays(r.Day),
        })));
        await using var session = await OpenAsync(tenant);
        Assert.Equal([3, 4, 2, 1], Numbers(await session.Of<UsageRecord>().QueryAsync(UsageRecords.OfCustomers(Customers(1, 2), Some.Day.PlusDays(5), Some.Day.PlusDays(9)), Ct).ToListAsync(Ct)));
        Assert.Equal([7], Numbers(await session.Of<UsageRecord>().QueryAsync(UsageRecords.OfCustomers(Customers(3, 3), Some.Day, Some.Day.PlusDays(99)), Ct).ToListAsync(Ct)));
        Assert.Empty(await session.Of<UsageRecord>().QueryAsync(UsageRecords.OfCustomers(Customers(1, 3), Some.Day.PlusDays(7), Some.Day.PlusDays(5)), Ct).ToListAsync(Ct));
    });

    [Fact]
    public Task Of_a_thousand_ids_of_usage_those_that_exist_are_found() => KeepingAsync([typeof(UsageRecord)], async () =>
    {
        var (tenant, other) = (Some.Tenant(), Some.Tenant());
        foreach (var (of, parity) in new[] { (tenant, 0), (other, 1) })
        {
            await CommitAsync(of, s => s.Of<UsageRecord>().AddRange(
                Enumerable.Range(1, 1000).Where(n => n % 2 == parity).Select(n => new RandomRecords(n).Entity<UsageRecord>(of, Some.Id<UsageRecord>(n)))));
        }

        var ids = Enumerable.Range(1, 1000).Select(Some.Id<UsageRecord>).ToList();
        Assert.Equal(Enumerable.Range(1, 500).Select(n => n * 2), Numbers(await ReadAsync(tenant, s => s.Of<UsageRecord>().QueryAsync(RecordType<UsageRecord>.Of(ids), Ct))).Order());
        Assert.Equal([4], Numbers(await ReadAsync(tenant, s => s.Of<UsageRecord>().QueryAsync(RecordType<UsageRecord>.Of([ids[3], ids[3], ids[4]]), Ct))));
        Assert.Empty(await ReadAsync(tenant, s => s.Of<UsageRecord>().QueryAsync(RecordType<UsageRecord>.Of([]), Ct)));
    });

    [Fact]
    public Task Sales_items_of_a_status_come_in_the_order_of_customer_billing_date_and_id() => KeepingAsync([typeof(SalesItem)], async () =>
    {
        var (tenant, other) = (Some.Tenant(), Some.Tenant());
        (int Id, int Customer, int Day)[] rows = [(1, 2, 5), (2, 1, 9), (3, 1, 5), (4, 1, 5), (5, 1, 4), (6, 1, 10), (7, 3, 6), (8, 2, 3)];
        foreach (var of in new[] { tenant, other })
        {
            await CommitAsync(of, s => s.Of<SalesItem>().AddRange(rows.Select(r => Some.Item(of, r.Id, r.Customer) with { BillingDate = Some.Day.PlusDays(r.Day) })));
            await CommitAsync(of, s => s.Of<SalesItem>().AddRange(SalesItemStatus.All.Select((status, n) => Some.Item(of, 100 + n) with { Status = status, BillingDate = Some.Day })));
        }

        await using var session = await OpenAsync(tenant);
        Assert.Equal([101, 5, 3, 4, 2, 8, 1], Numbers(await Of(Customers(1, 2), SalesItemStatus.Pending, 9)));
        Assert.Equal([101, 5, 3, 4], Numbers(await Of(Customers(1, 1), SalesItemStatus.Pending, 5)));
        Assert.Equal([7], Numbers(await Of(Customers(3, 9), SalesItemStatus.Pending, 9)));
        foreach (var (status, n) in SalesItemStatus.All.Select((s, n) => (s, n)).Where(x => x.s != SalesItemStatus.Pending))
        {
            Assert.Equal([100 + n], Numbers(await Of(Customers(0, 9), status, 99)));
        }

        Task<List<SalesItem>> Of(IdRange<Customer> customers, SalesItemStatus status, int days) =>
            session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfCustomers(customers, status, Some.Day.PlusDays(days)), Ct).ToListAsync(Ct).AsTask();
    });

    [Fact]
    public Task Sales_items_of_a_source_come_in_the_order_of_period_charge_and_ordinal() => KeepingAsync([typeof(SalesItem)], async () =>
    {
        var tenant = Some.Tenant();
        var source = Some.Id<ContractPart>(1).Value;
        (int Id, int? Start, ChargeKind Charge, int Ordinal)[] rows =
        [
            (1, 31, ChargeKind.Recurring, 0), (2, 0, ChargeKind.Overage, 0), (3, 0, ChargeKind.Recurring, 1), (4, 0, ChargeKind.Recurring, 0),
            (5, 31, ChargeKind.Recurring, 10), (6, 31, ChargeKind.Recurring, 2), (7, -30, ChargeKind.Recurring, 0), (8, null, ChargeKind.Recurring, 0),
        ];
        await CommitAsync(tenant, s => s.Of<SalesItem>().AddRange(rows.Select(r => Some.Item(tenant, r.Id) with
        {
            Source = SalesItemSource.ContractPart,
            SourceId = source,
            PeriodStart = r.Start is { } days ? Some.Day.PlusDays(days) : null,
            Charge = r.Charge,
            Ordinal = r.Ordinal,
            Status = SalesItemStatus.All[r.Id % SalesItemStatus.All.Count],
        })));
        await CommitAsync(tenant, s => s.Of<SalesItem>().AddRange(
        [
            Some.Item(tenant, 20) with { Source = SalesItemSource.Manual, SourceId = source, PeriodStart = Some.Day },
            Some.Item(tenant, 21) with { Source = SalesItemSource.ContractPart, SourceId = Some.Id<ContractPart>(2).Value, PeriodStart = Some.Day },
        ]));
        await using var session = await OpenAsync(tenant);
        Assert.Equal([4, 3, 2, 1, 6, 5], Numbers(await Of(0)));
        Assert.Equal([7, 4, 3, 2, 1, 6, 5], Numbers(await Of(-30)));
        Assert.Equal([1, 6, 5], Numbers(await Of(1)));
        Assert.Empty(await Of(32));

        Task<List<SalesItem>> Of(int days) =>
            session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfSource(SalesItemSource.ContractPart, source, Some.Day.PlusDays(days)), Ct).ToListAsync(Ct).AsTask();
    });

    [Fact]
    public Task Sales_items_of_a_run_are_paged_in_id_order() => KeepingAsync([typeof(SalesItem)], async () =>
    {
        var tenant = Some.Tenant();
        await CommitAsync(tenant, s => s.Of<SalesItem>().AddRange(
            new[] { 5, 1, 4, 2, 3, 6 }.Select(n => Some.Item(tenant, n) with { Run = n == 6 ? null : Some.Id<BillingRun>(n == 4 ? 2 : 1) })));
        await using var session = await OpenAsync(tenant);
        Assert.Equal([1, 2], Numbers(await Of(null, 2)));
        Assert.Equal([3, 5], Numbers(await Of(2, 9)));
        Assert.Equal([5], Numbers(await Of(4, 9)));
        Assert.Empty(await Of(5, 9));
        Assert.Empty(await Of(null, 0));

        Task<List<SalesItem>> Of(int? after, int limit) =>
            session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfRun(Some.Id<BillingRun>(1), after is { } n ? Some.Id<SalesItem>(n) : null).Take(limit), Ct).ToListAsync(Ct).AsTask();
    });

    [Fact]
    public Task Sales_items_are_found_by_the_documents_they_are_on() => KeepingAsync([typeof(SalesItem)], async () =>
    {
        var tenant = Some.Tenant();
        await CommitAsync(tenant, s => s.Of<SalesItem>().AddRange(
            Enumerable.Range(1, 30).Select(n => Some.Item(tenant, n) with { Invoice = n % 3 == 0 ? null : Some.Id<Invoice>(n % 3) })));
        await using var session = await OpenAsync(tenant);
        Assert.Equal(Enumerable.Range(0, 10).Select(n => (n * 3) + 1), Numbers(await session.Of<SalesItem>().QueryAsync(SalesItemRecords.OnInvoices([Some.Id<Invoice>(1)]), Ct).ToListAsync(Ct)).Order());
        var many = Enumerable.Range(1, 1000).Select(Some.Id<Invoice>).ToList();
        Assert.Equal(Enumerable.Range(1, 30).Where(n => n % 3 != 0), Numbers(await session.Of<SalesItem>().QueryAsync(SalesItemRecords.OnInvoices(many), Ct).ToListAsync(Ct)).Order());
        Assert.Empty(await session.Of<SalesItem>().QueryAsync(SalesItemRecords.OnInvoices([]), Ct).ToListAsync(Ct));
    });

    [Fact]
    public Task Drafts_of_a_run_come_in_the_order_in_which_they_get_their_numbers() => KeepingAsync([typeof(Invoice)], async () =>
    {
        var tenant = Some.Tenant();
        (int Id, string Customer, string Group)[] rows = [(1, "b", "x"), (2, "B", "x"), (3, "a", "y"), (4, "a", "X"), (5, "a", "y"), (6, "10", "x"), (7, "9", "x"), (8, "ä", "")];
        int[] order = [6, 7, 2, 4, 3, 5, 1, 8];
        await CommitAsync(tenant, s =>
        {
            s.Of<Invoice>().AddRange(rows.Select(r => Some.Draft(tenant, r.Id, r.Customer, r.Group)));
            s.Of<Invoice>().AddRange([Some.Draft(tenant, 20) with { Run = Some.Id<BillingRun>(2) }, Some.Draft(tenant, 21) with { Run = null }]);
        });
        Assert.Equal(order, Numbers(await Drafts(99)));
        Assert.Equal([6, 7, 2], Numbers(await Drafts(3)));
        await CommitAsync(tenant, s => s.Of<Invoice>().UpdateRange(
            order.Take(3).Select((id, n) => Some.Draft(tenant, id, rows[id - 1].Customer, rows[id - 1].Group) with { Version = 1, Status = InvoiceStatus.Issued, Number = $"R{n}" })));
        Assert.Equal([4, 3, 5, 1, 8], Numbers(await Drafts(99)));
        Assert.Equal(order, Numbers(await ReadAsync(tenant, s => s.Of<Invoice>().QueryAsync(InvoiceRecords.OfRun(Some.Id<BillingRun>(1)), Ct))));

        Task<List<Invoice>> Drafts(int limit) => ReadAsync(tenant, s => s.Of<Invoice>().QueryAsync(InvoiceRecords.DraftsOfRun(Some.Id<BillingRun>(1)).Take(limit), Ct));
    });

    [Fact]
    public Task A_document_is_found_by_its_number() => KeepingAsync([typeof(Invoice)], async () =>
    {
        var (tenant, other) = (Some.Tenant(), Some.Tenant());
        await CommitAsync(tenant, s => s.Of<Invoice>().AddRange([Some.Draft(tenant, 1) with { Number = "R10" }, Some.Draft(tenant, 2)]));
        await CommitAsync(other, s => s.Of<Invoice>().Add(Some.Draft(other, 3) with { Number = "R11" }));
        await using var session = await OpenAsync(tenant);
        Assert.Equal(Some.Id<Invoice>(1), (await session.Of<Invoice>().FirstAsync(InvoiceRecords.OfNumber("R10"), Ct))?.Id);
        Assert.Null(await session.Of<Invoice>().FirstAsync(InvoiceRecords.OfNumber("R11"), Ct));
    });

    [Fact]
    public Task The_open_run_and_the_newest_runs_of_an_entity_are_found() => KeepingAsync([typeof(BillingRun)], async () =>
    {
        var tenant = Some.Tenant();
        var entity = Some.Id<BillingEntity>(1);
        await CommitAsync(tenant, s => s.Of<BillingRun>().AddRange(
        [
            Some.Run(tenant, 1) with { Status = BillingRunStatus.Issued }, Some.Run(tenant, 3) with { Status = BillingRunStatus.Issuing },
            Some.Run(tenant, 2) with { Status = BillingRunStatus.Canceled }, Some.Run(tenant, 5) with { Status = BillingRunStatus.RolledBack, PlannedAt = Instant.FromUnixTimeSeconds(3) },
            Some.Run(tenant, 4, 2),
        ]));
        await using var session = await OpenAsync(tenant);
        Assert.Equal(Some.Id<BillingRun>(3), (await session.Of<BillingRun>().FirstAsync(BillingRunRecords.OpenOf(entity), Ct))?.Id);
        Assert.Equal(Some.Id<BillingRun>(4), (await session.Of<BillingRun>().FirstAsync(BillingRunRecords.OpenOf(Some.Id<BillingEntity>(2)), Ct))?.Id);
        Assert.Null(await session.Of<BillingRun>().FirstAsync(BillingRunRecords.OpenOf(Some.Id<BillingEntity>(3)), Ct));
        Assert.Equal([5, 3, 2, 1], Numbers(await session.Of<BillingRun>().QueryAsync(BillingRunRecords.NewestOf(entity).Take(9), Ct).ToListAsync(Ct)));
        Assert.Equal([5, 3], Numbers(await session.Of<BillingRun>().QueryAsync(BillingRunRecords.NewestOf(entity).Take(2), Ct).ToListAsync(Ct)));
    });

    [Fact]
    public Task Issued_runs_are_found_before_a_moment_the_last_first() => KeepingAsync([typeof(BillingRun)], async () =>
    {
        var tenant = Some.Tenant();
        var entity = Some.Id<BillingEntity>(1);
        await CommitAsync(tenant, s => s.Of<BillingRun>().AddRange(
        [
            .. Enumerable.Range(1, 5).Select(n => Some.Run(tenant, n) with { Status = BillingRunStatus.Issued }),
            Some.Run(tenant, 6) with { Status = BillingRunStatus.Canceled, PlannedAt = Instant.FromUnixTimeSeconds(2) },
            Some.Run(tenant, 7, 2) with { Status = BillingRunStatus.Issued, PlannedAt = Instant.FromUnixTimeSeconds(2) },
        ]));
        Assert.Equal([3, 2, 1], Numbers(await Before(Instant.FromUnixTimeSeconds(4))));
        Assert.Equal([4, 3, 2, 1], Numbers(await Before(Instant.FromUnixTimeSeconds(4).PlusNanoseconds(1_000))));
        Assert.Empty(await Before(Instant.FromUnixTimeSeconds(1)));

        Task<List<BillingRun>> Before(Instant moment) => ReadAsync(tenant, s => s.Of<BillingRun>().QueryAsync(BillingRunRecords.IssuedBefore(entity, moment), Ct));
    });

    [Fact]
    public Task Partitions_come_by_index_and_obstacles_by_customer_number() => KeepingAsync([typeof(RunPartition), typeof(RunObstacle)], async () =>
    {
        var tenant = Some.Tenant();
        var run = Some.Id<BillingRun>(1);
        (int Id, int Index, string Customer)[] rows = [(1, 10, "b"), (2, 9, "B"), (3, 0, "a"), (4, 1, "a")];
        await CommitAsync(tenant, s =>
        {
            s.Of<RunPartition>().AddRange(rows.Select(r => new RandomRecords(r.Id).Entity<RunPartition>(tenant, Some.Id<RunPartition>(r.Id)) with { Run = run, Index = r.Index }));
            s.Of<RunObstacle>().AddRange(rows.Select(r => new RandomRecords(r.Id).Entity<RunObstacle>(tenant, Some.Id<RunObstacle>(r.Id)) with { Run = run, CustomerNumber = r.Customer }));
            s.Of<RunPartition>().Add(new RandomRecords(9).Entity<RunPartition>(tenant));
            s.Of<RunObstacle>().Add(new RandomRecords(9).Entity<RunObstacle>(tenant));
        });
        Assert.Equal([3, 4, 2, 1], Numbers(await ReadAsync(tenant, s => s.Of<RunPartition>().QueryAsync(RunPartitionRecords.OfRun(run), Ct))));
        Assert.Equal([2, 3, 4, 1], Numbers(await ReadAsync(tenant, s => s.Of<RunObstacle>().QueryAsync(RunObstacleRecords.OfRun(run), Ct))));
    });

    [Fact]
    public Task Text_is_ordered_by_code_points() => KeepingAsync([typeof(RunObstacle)], async () =>
    {
        // the shorter first; no case, accent or language; what is beyond the basic plane last, though its halves come before U+E000
        string[] texts =
        [
            "", "10", "9", "A", "Z", "a", "a ", "a!", "aa", "ab", "a\u0308", "a\uFFFD", "a\U0001F4B6", "b", "ß", "ä", "ı", "α", "請", "\uE000", "\uFF5E", "\uFFFD", "\U00010000", "\U0001F4B6",
            "\U0001F4B6a", "\U0001F4B7", "\U0010FFFF",
        ];
        var (tenant, run) = (Some.Tenant(), Some.Id<BillingRun>(1));
        await CommitAsync(tenant, s => s.Of<RunObstacle>().AddRange(texts.Select((text, n) =>
            new RandomRecords(n).Entity<RunObstacle>(tenant, Some.Id<RunObstacle>(texts.Length - n)) with { Run = run, CustomerNumber = text })));
        Assert.Equal(texts, (await ReadAsync(tenant, s => s.Of<RunObstacle>().QueryAsync(RunObstacleRecords.OfRun(run), Ct))).Select(o => o.CustomerNumber));
    });

    [Fact]
    public Task Small_tables_are_read_in_id_order() => KeepingAsync([typeof(Product), typeof(PriceList), typeof(TaxTable), typeof(BillingEntity), typeof(NumberSeries)], async () =>
    {
        var tenant = Some.Tenant();
        await CommitAsync(tenant, s =>
        {
            foreach (var n in new[] { 3, 1, 2 })
            {
                s.Of<Product>().Add(new RandomRecords(n).Entity<Product>(tenant, Some.Id<Product>(n)));
                s.Of<PriceList>().Add(new RandomRecords(n).Entity<PriceList>(tenant, Some.Id<PriceList>(n)));
                s.Of<TaxTable>().Add(new RandomRecords(n).Entity<TaxTable>(tenant, Some.Id<TaxTable>(n)));
                s.Of<BillingEntity>().Add(new RandomRecords(n).Entity<BillingEntity>(tenant, Some.Id<BillingEntity>(n)));
                s.Of<NumberSeries>().Add(new RandomRecords(n).Entity<NumberSeries>(tenant, Some.Id<NumberSeries>(n)) with { BillingEntity = Some.Id<BillingEntity>(1), Purpose = Enum.GetValues<NumberPurpose>()[n - 1], RetiredAt = null });
            }
        });
        await using var session = await OpenAsync(tenant);
        Assert.Equal([1, 2, 3], Numbers(await session.Of<Product>().QueryAsync(RecordType<Product>.All, Ct).ToListAsync(Ct)));
        Assert.Equal([1, 2, 3], Numbers(await session.Of<PriceList>().QueryAsync(RecordType<PriceList>.All, Ct).ToListAsync(Ct)));
        Assert.Equal([1, 2, 3], Numbers(await session.Of<TaxTable>().QueryAsync(RecordType<TaxTable>.All, Ct).ToListAsync(Ct)));
        Assert.Equal([1, 2, 3], Numbers(await session.Of<BillingEntity>().QueryAsync(RecordType<BillingEntity>.All, Ct).ToListAsync(Ct)));
        Assert.Equal([1, 2, 3], Numbers(await session.Of<NumberSeries>().QueryAsync(NumberSeriesRecords.OfEntity(Some.Id<BillingEntity>(1)), Ct).ToListAsync(Ct)));
    });

    private async Task OrderedByCustomerAsync<T>(Func<T, Id<Customer>, T> of, Func<IdRange<Customer>, Query<T>> query)
        where T : class, IEntity<T>
    {
        var (mine, theirs) = (Some.Tenant(), Some.Tenant());

        // id n belongs to customer 5 - n / 10: the order of ids isn't that of customers
        int[] order = [12, 40, 3, 11, 25, 31, 2, 22, 10];
        foreach (var tenant in new[] { mine, theirs })
        {
            await CommitAsync(tenant, s => s.Of<T>().AddRange(order.Select(n => of(new RandomRecords(n).Entity(tenant, (Id<T>?)Some.Id<T>(n)), Some.Id<Customer>(5 - (n / 10))))));
        }

        await CheckAsync([40, 31, 22, 25, 10, 11, 12, 2, 3], Customers(0, 9));
        await CheckAsync([31, 22, 25, 10, 11, 12], Customers(2, 4));
        await CheckAsync([10, 11, 12], IdRange<Customer>.Of(Some.Id<Customer>(4)));
        await CheckAsync([], Customers(6, 9));
        await CheckAsync([], Customers(4, 2));

        async Task CheckAsync(int[] expected, IdRange<Customer> customers) => Assert.Equal(expected, Numbers(await ReadAsync(mine, s => s.Of<T>().QueryAsync(query(customers), Ct))));
    }
}
