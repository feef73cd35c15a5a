using FsCheck.Fluent;
using NodaTime;
using Psa.Customers;
using Psa.Domain.Tests.Services;
using Psa.Events;
using Psa.Services;
using Psa.Testing;
using Psa.Usage;

namespace Psa.Domain.Tests.Usage;

public sealed class UsageImportTests
{
    private static readonly UsageSource Vendor = new("vendor");

    private static readonly UsageReading Row = new()
    {
        Line = 2,
        SourceId = "row-1",
        CustomerNumber = "10001",
        ServiceCode = "storage",
        Start = Instant.FromUtc(2026, 2, 28, 23, 30),
        Quantity = 1.123456789012345m,
        Unit = "GB",
        Cost = 0.0000000000000000000000000001m,
        CostCurrency = "USD",
    };

    [Fact]
    public async Task Usage_belongs_to_the_day_of_its_start_in_the_tenants_time_zone()
    {
        var (office, customer) = await OpenAsync();
        var result = await ImportAsync(office, Row);
        Assert.Equal((1, 1, 0, 0, 0), (result.Rows, result.Imported, result.Replaced, result.Unchanged, result.Refused));
        var record = Assert.Single(await StoredAsync(office, customer));
        Assert.Equal((new LocalDate(2026, 3, 1), 1.123456789012345m, "USD"), (record.Date, record.Quantity, record.Cost?.Currency.Code));
        Assert.Equal(UsageRules.IdOf(AnOffice.Tenant, Vendor, "row-1"), record.Id);
    }

    [Fact]
    public async Task Importing_again_changes_nothing_and_a_corrected_row_replaces_the_first()
    {
        var (office, customer) = await OpenAsync();
        await ImportAsync(office, Row);
        var events = (await office.EventsAsync()).Count;
        Assert.Equal((0, 1), ImportedAndUnchanged(await ImportAsync(office, Row)));
        Assert.Equal(events, (await office.EventsAsync()).Count);
        var corrected = await ImportAsync(office, Row with { Quantity = 2m }, Row with { SourceId = "row-2" });
        Assert.Equal((1, 1), (corrected.Replaced, corrected.Imported));
        Assert.Equal([2m, 1.123456789012345m], (await StoredAsync(office, customer)).OrderByDescending(record => record.Quantity).Select(record => record.Quantity));
        Assert.Equal(2, (await office.EventsAsync()).Count(one => one.Kind == EventKinds.UsageImported));

        static (long Imported, long Unchanged) ImportedAndUnchanged(UsageImportResult result) => (result.Imported, result.Unchanged);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_500)]
    public async Task R47_of_two_rows_of_one_import_with_one_id_the_second_is_rejected_with_its_line(int between)
    {
        var (office, customer) = await OpenAsync();
        var result = await ImportAsync(
            office,
            [Row, .. Enumerable.Range(0, between).Select(i => Row with { SourceId = $"{i}" }), Row with { Line = 8, Quantity = 7m, Cost = 2.5m }, Row with { Line = 9 }]);
        Assert.Equal((between + 3, between + 1, 1, 1), (result.Rows, result.Imported, result.Unchanged, result.Refused));
        var rejected = Assert.Single(result.Rejected);
        Assert.Equal((8, UsageErrors.SourceIdRepeated), (rejected.Line, rejected.Problems[0].Code));
        Assert.Equal([ExactAmount.Of(2.5m, Currency.USD)], result.RefusedCosts);
        Assert.Equal(1.123456789012345m, (await StoredAsync(office, customer)).Single(record => record.SourceId == "row-1").Quantity);
    }

    [Fact]
    public async Task R46_ids_are_unique_within_their_source_and_its_period_only()
    {
        var (office, customer) = await OpenAsync();
        var (january, february) = (DatePeriod.Inclusive(new(2026, 1, 1), new(2026, 1, 31)), DatePeriod.Inclusive(new(2026, 2, 1), new(2026, 2, 28)));
        foreach (var (source, day) in new (UsageSource, LocalDate)[] { (new("a", january), new(2026, 1, 9)), (new("a", february), new(2026, 2, 9)), (new("b", january), new(2026, 1, 9)), (new("c"), new(2026, 1, 9)), (new("c"), new(2026, 2, 9)) })
        {
            await ImportAsync(office, source, Row with { Date = day });
        }

        Assert.Equal(
            [("a", 1), ("a", 2), ("b", 1), ("c", 2)],
            (await StoredAsync(office, customer)).Select(record => (record.SourceCode, record.Date.Month)).Order());
        var outside = await ImportAsync(office, new UsageSource("a", january), Row with { Line = 4, Date = new LocalDate(2026, 2, 1) });
        Assert.Equal([UsageErrors.OutsidePeriod], outside.Rejected.Single().Problems.Select(problem => problem.Code));
    }

    [Theory]
    [InlineData("\u200B\uFEFF")]
    [InlineData(" ")]
    [InlineData("")]
    public async Task A_source_needs_a_code(string code)
    {
        var (office, _) = await OpenAsync();
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => ImportAsync(office, new UsageSource(code), Row));
        Assert.Equal([UsageErrors.SourceMissing], refusal.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public async Task Identifiers_lose_what_nobody_sees_at_their_ends_and_hold_none_inside()
    {
        var (office, customer) = await OpenAsync();
        await ImportAsync(office, Row with { Counter = "vm-1" });
        var again = await ImportAsync(office, Row with { SourceId = "\uFEFFrow-1\u200B", Counter = " vm-1", ServiceCode = "storage\u2060" });
        Assert.Equal(1, again.Unchanged);
        var refused = await ImportAsync(office, Row with { SourceId = "row\u200B-1" }, Row with { SourceId = "2", Counter = "vm\u00AD-1" }, Row with { SourceId = "3", ServiceCode = "sto\u200Drage" });
        Assert.Equal((3, 0), (refused.Refused, refused.Imported));
        Assert.All(refused.Rejected, row => Assert.Equal([MoneyErrors.BadText], row.Problems.Select(problem => problem.Code)));
        Assert.Equal("vm-1", Assert.Single(await StoredAsync(office, customer)).Counter);
    }

    [Fact]
    public async Task What_refused_rows_cost_is_told_by_currency_where_it_can_be_read()
    {
        var (office, _) = await OpenAsync();
        var nobody = Row with { CustomerNumber = "99999" };
        var result = await ImportAsync(
            office,
            nobody with { Line = 1, Cost = 0.1m },
            nobody with { Line = 2, Cost = 0.0000000000000000000000000002m, CostCurrency = "EUR" },
            nobody with { Line = 3, Cost = 0.2m, Defect = new(MoneyErrors.BadText, "torn") },
            nobody with { Line = 4, CostCurrency = "XXX" },
            nobody with { Line = 5, Cost = null });
        Assert.Equal([ExactAmount.Of(0.0000000000000000000000000002m, Currency.EUR), ExactAmount.Of(0.3m, Currency.USD)], result.RefusedCosts);
    }

    [Fact]
    public async Task Bad_rows_are_reported_with_line_and_every_reason_and_do_not_stop_the_others()
    {
        var (office, customer) = await OpenAsync();
        var result = await ImportAsync(
            office,
            new UsageReading { Line = 1 },
            Row with { Line = 2, CustomerNumber = "99999" },
            Row with { Line = 3, Quantity = 0.1234567890123456m, Cost = 12.345678901234567890123456789m },
            Row with { Line = 4, CostCurrency = null },
            Row with { Line = 5, CostCurrency = "XYZ" },
            Row with { Line = 6, Unit = " " },
            Row with { Line = 7, Customer = new Id<Customer>(Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4aff")) },
            new UsageReading { Line = 8, Defect = new(MoneyErrors.BadText, "torn") },
            Row with { Line = 9, Quantity = -2.5000000000000000000m, Cost = -1m });
        Assert.Equal((9, 1, 8), (result.Rows, result.Imported, result.Refused));
        Assert.Equal(
            [
                (1, "usage.source_id_missing usage.customer_missing usage.service_missing usage.date_missing usage.quantity_missing usage.unit_missing"),
                (2, UsageErrors.UnknownCustomer),
                (3, $"{MoneyErrors.TooManyDecimals} {MoneyErrors.TooManyDecimals}"),
                (4, UsageErrors.CostCurrencyMissing),
                (5, MoneyErrors.UnknownCurrency),
                (6, UsageErrors.UnitMissing),
                (7, UsageErrors.UnknownCustomer),
                (8, MoneyErrors.BadText),
            ],
            result.Rejected.Select(one => ((int)one.Line, string.Join(' ', one.Problems.Select(problem => problem.Code)))));
        Assert.Equal(-2.5m, Assert.Single(await StoredAsync(office, customer)).Quantity);
    }

    [Fact]
    public async Task Usage_that_no_part_covers_gets_a_ledger_from_its_month_on()
    {
        var (office, customer) = await OpenAsync();
        await ImportAsync(office, Row with { Date = new LocalDate(2026, 2, 14) });
        Assert.Equal(new LocalDate(2026, 2, 1), (await office.UncoveredAsync(customer))?.DirtyFrom);
        await ImportAsync(office, Row with { Date = new LocalDate(2026, 1, 14) });
        Assert.Equal(new LocalDate(2026, 1, 1), (await office.UncoveredAsync(customer))?.DirtyFrom);
    }

    [Fact]
    public async Task Late_or_corrected_usage_lowers_the_ledger_of_the_part_that_reads_it()
    {
        var (office, customer) = await OpenAsync();
        var (_, parts) = await office.AnActiveContractAsync(customer, AnOffice.AMeteredPart(), AnOffice.AMeteredPart("other"));
        await office.BilledThroughAsync(parts[0], new(2026, 3, 10));
        await ImportAsync(office, Row with { Date = new LocalDate(2026, 3, 11) });
        Assert.Null((await office.LedgerOfAsync(parts[0].Id))?.DirtyFrom);
        Assert.Null(await office.UncoveredAsync(customer));

        await office.BilledThroughAsync(parts[0], new(2026, 3, 31));
        await ImportAsync(office, Row with { Date = new LocalDate(2026, 2, 11) });
        Assert.Equal(new LocalDate(2026, 2, 1), (await office.LedgerOfAsync(parts[0].Id))?.DirtyFrom);

        await office.BilledThroughAsync(parts[0], new(2026, 3, 31));
        await ImportAsync(office, Row with { Date = new LocalDate(2026, 3, 12) });
        Assert.Equal(new LocalDate(2026, 2, 1), (await office.LedgerOfAsync(parts[0].Id))?.DirtyFrom);
        Assert.Null((await office.LedgerOfAsync(parts[1].Id))?.DirtyFrom);
    }

    [Fact]
    public async Task A_row_that_moves_to_another_customer_lowers_both()
    {
        var (office, customer) = await OpenAsync();
        var other = await office.ABillableCustomerAsync("10002");
        await ImportAsync(office, Row);
        await office.BilledThroughAsync(AnOffice.AMeteredPartOf(customer), new(2026, 3, 31));
        await ImportAsync(office, Row with { CustomerNumber = "10002" });
        Assert.Equal(new LocalDate(2026, 3, 1), (await office.UncoveredAsync(customer))?.DirtyFrom);
        Assert.Equal(new LocalDate(2026, 3, 1), (await office.UncoveredAsync(other))?.DirtyFrom);
        Assert.Empty(await StoredAsync(office, customer));
    }

    [Fact]
    public void However_rows_are_batched_repeated_and_corrected_the_last_of_each_source_id_stays() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(Gen.ListOf(from source in Gen.Choose(1, 9) from quantity in Gen.Choose(0, 3) from day in Gen.Choose(0, 60) select (source, quantity, day))),
            Arb.From(Gen.Choose(1, 7)),
            (rows, size) =>
            {
                var (office, customer) = OpenAsync().GetAwaiter().GetResult();
                var readings = rows
                    .Select(row => Row with { SourceId = $"{row.source}", Quantity = row.quantity, Date = new LocalDate(2026, 1, 1).PlusDays(row.day) })
                    .ToArray();
                foreach (var batch in readings.Chunk(size).SelectMany(Apart))
                {
                    var result = ImportAsync(office, batch).GetAwaiter().GetResult();
                    Assert.Equal(result.Rows, result.Imported + result.Replaced + result.Unchanged + result.Refused);
                }

                var expected = readings.GroupBy(row => row.SourceId).Select(group => (group.Key, group.Last().Quantity, group.Last().Date)).Order();
                var stored = StoredAsync(office, customer).GetAwaiter().GetResult();
                return expected.SequenceEqual(stored.Select(record => ((string?)record.SourceId, (decimal?)record.Quantity, (LocalDate?)record.Date)).Order());
            }),
        maxTest: 50);

    [Fact]
    public async Task A_stream_of_thousands_is_committed_in_batches_and_real_rows_survive()
    {
        var (office, customer) = await OpenAsync();
        var count = Depth.Times(2_500);
        var rows = Enumerable.Range(0, count).Select(i => Row with { SourceId = $"{i}", Date = new LocalDate(2026, 1, 1).PlusDays(i % 90) });
        var result = await office.Usage.ImportAsync(AnOffice.Ann, Vendor, rows.ToAsyncEnumerable());
        Assert.Equal((count, count), (result.Rows, result.Imported));
        Assert.Equal((count + 999) / 1_000, (await office.EventsAsync()).Count(one => one.Kind == EventKinds.UsageImported));
        Assert.Equal(count, (await StoredAsync(office, customer)).Count);
    }

    internal static Task<UsageImportResult> ImportAsync(AnOffice office, params UsageReading[] rows) => ImportAsync(office, Vendor, rows);

    private static Task<UsageImportResult> ImportAsync(AnOffice office, UsageSource source, params UsageReading[] rows) =>
        office.Usage.ImportAsync(AnOffice.Ann, source, rows.ToAsyncEnumerable());

    // of rows with one id each has an import of its own: within one the first stands
    private static IEnumerable<UsageReading[]> Apart(UsageReading[] rows)
    {
        for (var import = rows; import.Length > 0; import = [.. import.GroupBy(row => row.SourceId).SelectMany(group => group.Skip(1))])
        {
            yield return [.. import.DistinctBy(row => row.SourceId)];
        }
    }

    private static async Task<(AnOffice Office, Customer Customer)> OpenAsync()
    {
        var office = await AnOffice.OpenAsync();
        var settings = new SettingsService(office.Store, office.Clock);
        await settings.SaveAsync(AnOffice.Ann, await settings.GetAsync(AnOffice.Ann) with { TimeZone = "Europe/Brussels" });
        return (office, await office.ABillableCustomerAsync());
    }

    private static Task<List<UsageRecord>> StoredAsync(AnOffice office, Customer customer) => office.InSessionAsync(async session =>
    {
        var records = new List<UsageRecord>();
        await foreach (var record in session.Of<UsageRecord>().QueryAsync(UsageRecords.OfCustomers(IdRange<Customer>.Of(customer.Id), LocalDate.MinIsoValue, LocalDate.MaxIsoValue)))
        {
            records.Add(record);
        }

        return records;
    });
}
