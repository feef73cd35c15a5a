using FsCheck.Fluent;
using NodaTime;
using Psa.Customers;
using Psa.Domain.Tests.Services;
using Psa.Events;
using Psa.Testing;
using Psa.Usage;

namespace Psa.Domain.Tests.Usage;

public sealed class UsageImportTests
{
    private static readonly DateTimeZone Brussels = DateTimeZoneProviders.Tzdb["Europe/Brussels"];

    private static readonly UsageReading Row = new()
    {
        Line = 2,
        SourceId = "row-1",
        CustomerNumber = "10001",
        ServiceCode = "storage",
        Start = Instant.FromUtc(2026, 2, 28, 23, 30),
        Quantity = 1.123456789012345m,
        Unit = "GB",
        Cost = 0.000000000001m,
        CostCurrency = "USD",
    };

    [Fact]
    public async Task Usage_belongs_to_the_day_of_its_start_in_the_tenants_time_zone()
    {
        var (office, customer) = await OpenAsync();
        var result = await ImportAsync(office, Row);
        Assert.Equal((1, 1, 0, 0, 0), (result.Rows, result.Imported, result.Corrected, result.Unchanged, result.Refused));
        var record = Assert.Single(await StoredAsync(office, customer));
        Assert.Equal((new LocalDate(2026, 3, 1), 1.123456789012345m, "USD"), (record.Date, record.Quantity, record.Cost?.Currency.Code));
        Assert.Equal(UsageRules.IdOf(AnOffice.Tenant, "row-1"), record.Id);
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
        Assert.Equal((1, 1), (corrected.Corrected, corrected.Imported));
        Assert.Equal([2m, 1.123456789012345m], (await StoredAsync(office, customer)).OrderByDescending(record => record.Quantity).Select(record => record.Quantity));
        Assert.Equal(2, (await office.EventsAsync()).Count(one => one.Kind == EventKinds.UsageImported));

        static (long Imported, long Unchanged) ImportedAndUnchanged(UsageImportResult result) => (result.Imported, result.Unchanged);
    }

    [Fact]
    public async Task Of_two_rows_with_one_source_id_the_later_counts()
    {
        var (office, customer) = await OpenAsync();
        var result = await ImportAsync(office, Row, Row with { Quantity = 7m });
        Assert.Equal((2, 1, 1), (result.Rows, result.Imported, result.Unchanged));
        Assert.Equal(7m, Assert.Single(await StoredAsync(office, customer)).Quantity);
    }

    [Fact]
    public async Task Bad_rows_are_reported_with_line_and_every_reason_and_do_not_stop_the_others()
    {
        var (office, customer) = await OpenAsync();
        var result = await ImportAsync(
            office,
            new UsageReading { Line = 1 },
            Row with { Line = 2, CustomerNumber = "99999" },
            Row with { Line = 3, Quantity = 0.1234567890123456m, Cost = 0.1234567890123m },
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
                foreach (var batch in readings.Chunk(size))
                {
                    var result = ImportAsync(office, batch).GetAwaiter().GetResult();
                    Assert.Equal(result.Rows, result.Imported + result.Corrected + result.Unchanged + result.Refused);
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
        var result = await office.Usage.ImportAsync(AnOffice.Ann, rows.ToAsyncEnumerable(), Brussels);
        Assert.Equal((count, count), (result.Rows, result.Imported));
        Assert.Equal((count + 999) / 1_000, (await office.EventsAsync()).Count(one => one.Kind == EventKinds.UsageImported));
        Assert.Equal(count, (await StoredAsync(office, customer)).Count);
    }

    internal static Task<UsageImportResult> ImportAsync(AnOffice office, params UsageReading[] rows) =>
        office.Usage.ImportAsync(AnOffice.Ann, rows.ToAsyncEnumerable(), Brussels);

    private static async Task<(AnOffice Office, Customer Customer)> OpenAsync()
    {
        var office = await AnOffice.OpenAsync();
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
