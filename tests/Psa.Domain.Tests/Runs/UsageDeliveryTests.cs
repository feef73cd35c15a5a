using Psa.Events;
using Psa.Usage;
using static Psa.Domain.Tests.Runs.ADeliveredWorld;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>A delivery is all of what a scope holds for a period, and replaces the one before (R-REPLACE).</summary>
public sealed class UsageDeliveryTests
{
    private static readonly UsageReading[] Tenth = [ARow(null, 10m, 1), ARow(null, 14m, 2), ARow(null, 16m, 10)];

    private static readonly UsageReading[] Thirteenth = [.. Tenth, ARow(null, 15m, 12)];

    [Theory]
    [InlineData("memory", false)]
    [InlineData("memory", true)]
    [InlineData("sqlite", false)]
    [InlineData("sqlite", true)]
    public async Task Month_to_date_under_new_names_bills_the_difference(string store, bool withIds)
    {
        var world = await OpenAsync(store);
        UsageReading[] Named(UsageReading[] rows) => withIds ? [.. rows.Select((row, place) => row with { SourceId = $"{place}", Line = place + 2 })] : [.. rows.Reverse()];
        var first = await world.ReplaceAsync(ADelivery(10), Named(Tenth));
        Assert.Equal((3, 3, 0, 0, 0), (first.Rows, first.Imported, first.Replaced, first.Unchanged, first.Withdrawn));
        Assert.Equal(40m, await world.BillAsync());
        var second = await world.ReplaceAsync(ADelivery(13), Named(Thirteenth));
        Assert.Equal((4, 1, 0, 3, 0), (second.Rows, second.Imported, second.Replaced, second.Unchanged, second.Withdrawn));
        Assert.Equal(15m, await world.BillAsync());
        var third = await world.ReplaceAsync(ADelivery(13), Named(Thirteenth));
        Assert.Equal((4, 0, 0, 4, 0), (third.Rows, third.Imported, third.Replaced, third.Unchanged, third.Withdrawn));
        Assert.Equal(0m, await world.BillAsync());
        Assert.Equal(2, (await world.DeliveriesAsync()).Count);
    }

    [Fact]
    public async Task Rows_that_are_gone_are_withdrawn_and_changed_ones_replaced_for_every_customer_concerned()
    {
        var world = await OpenAsync();
        await world.ReplaceAsync(ADelivery(10), ARow("1", 10m), ARow("2", 20m), ARow("3", 5m), ARow("4", 1m));
        Assert.Equal(36m, await world.BillAsync());
        var result = await world.ReplaceAsync(ADelivery(11), ARow("1", 10m), ARow("2", 22m), ARow("3", 5m, customer: "C2"));
        Assert.Equal((0, 2, 1, 1), (result.Imported, result.Replaced, result.Unchanged, result.Withdrawn));
        Assert.Equal([-4m, 5m], (await world.World.NetsOfAsync(await world.World.BillAsync(January.LastDay))).Order());

        // what was withdrawn stays on record with the delivery that did it
        var second = (await world.DeliveriesAsync())[1];
        Assert.Equal(["2", "3", "4"], (await world.RowsAsync()).Where(row => row.WithdrawnBy == second.Id).Select(row => row.SourceId).Order());
        Assert.Equal((2, ADelivery(11).DeliveredAt), (second.Number, second.DeliveredAt));
    }

    [Fact]
    public async Task Rows_without_ids_are_known_by_their_content_and_their_count_among_equal_ones()
    {
        var world = await OpenAsync();
        var row = ARow(null, 3m);
        foreach (var (day, count, net) in new[] { (1, 2, 6m), (2, 3, 3m), (3, 2, -3m), (4, 3, 3m), (5, 3, 0m), (6, 4, 3m), (7, 2, -6m) })
        {
            await world.ReplaceAsync(ADelivery(day), [.. Enumerable.Range(0, count).Select(line => row with { Line = line })]);
            Assert.Equal(net, await world.BillAsync());
            Assert.Equal(count, (await world.InForceAsync()).Count);
        }
    }

    [Fact]
    public async Task A_row_outside_the_period_and_a_source_id_that_others_have_are_refused_by_row()
    {
        var world = await OpenAsync();
        await world.World.UseAsync(new("cloud"), ARow("plain", 1m));
        await world.World.UseAsync(new("cloud", January), ARow("plain-1", 1m));
        await world.World.UseAsync(new("other"), ARow("free", 1m));
        await world.ReplaceAsync(ADelivery(10, "account-2"), ARow("theirs", 1m), ARow("gone", 1m), ARow("too", 1m));
        await world.ReplaceAsync(ADelivery(11, "account-2"), ARow("theirs", 1m), ARow("too", 1m));
        var result = await world.ReplaceAsync(
            ADelivery(10),
            ARow("plain", 2m) with { Line = 1 },
            ARow("plain-1", 2m) with { Line = 2 },
            ARow("theirs", 2m) with { Line = 3 },
            ARow("gone", 2m) with { Line = 4 },
            ARow("free", 2m) with { Line = 5 },
            ARow("mine", 2m, day: 32) with { Line = 6 },
            ARow("mine", 2m, day: 31) with { Line = 7 },
            ARow("mine", 2m, day: 31) with { Line = 8 },
            ARow("mine", 2m, day: 30) with { Line = 9 },
            ARow(null, 2m, day: 0) with { Line = 10 },
            ARow("lost", 2m, customer: "C9") with { Line = 11 });
        Assert.Equal(
            [(1, UsageErrors.SourceIdTaken), (2, UsageErrors.SourceIdTaken), (3, UsageErrors.SourceIdTaken), (6, UsageErrors.OutsidePeriod), (9, UsageErrors.SourceIdRepeated), (10, UsageErrors.OutsidePeriod), (11, UsageErrors.UnknownCustomer)],
            result.Rejected.Select(row => (row.Line, row.Problems.Single().Code)).Order());
        Assert.Equal((11, 3, 1, 7), (result.Rows, result.Imported, result.Unchanged, result.Refused));
        Assert.Equal([ExactAmount.Of(14m, Currency.EUR)], result.RefusedCosts);
    }

    [Fact]
    public async Task An_import_of_rows_by_themselves_takes_no_source_id_of_a_delivery()
    {
        var world = await OpenAsync();
        await world.ReplaceAsync(ADelivery(10), ARow("1", 10m), ARow("2", 10m), ARow("3", 1m));
        await world.ReplaceAsync(ADelivery(11), ARow("1", 10m), ARow("2", 10m));
        foreach (var (source, refused) in new (UsageSource, int)[] { (new("cloud"), 2), (new("cloud", January), 2), (new("other"), 0) })
        {
            var result = await world.World.UseAsync(source, ARow("1", 5m), ARow("2", 5m), ARow("3", 0m));
            Assert.Equal((refused, 3 - refused), (result.Refused, result.Imported));
            Assert.All(result.Rejected, row => Assert.Equal([UsageErrors.SourceIdTaken], row.Problems.Select(problem => problem.Code)));
        }

        Assert.Equal(30m, await world.BillAsync());
    }

    [Fact]
    public async Task One_that_was_made_before_the_one_in_force_is_refused_unless_it_is_meant()
    {
        var world = await OpenAsync();
        await world.ReplaceAsync(ADelivery(13), Thirteenth);
        await world.BillAsync();
        var refusal = await world.RefusedAsync(ADelivery(10), Tenth);
        Assert.Equal(UsageErrors.OlderDelivery, refusal.Code);
        Assert.Contains("withdraw 1 h with a cost of 15.00 EUR.", refusal.Message, StringComparison.Ordinal);
        await AssertNothingChangedAsync(world);
        await world.ReplaceAsync(ADelivery(10) with { AllowOlder = true }, Tenth);
        Assert.Equal(-15m, await world.BillAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task One_with_fewer_than_half_of_the_rows_is_refused_unless_it_is_meant(int rows)
    {
        var world = await OpenAsync();
        await world.ReplaceAsync(ADelivery(10), Tenth);
        await world.BillAsync();
        var refusal = await world.RefusedAsync(ADelivery(13), Tenth[..rows]);
        Assert.Equal(UsageErrors.DeliveryShrinks, refusal.Code);
        Assert.Contains(rows == 0 ? "withdraw 3 h with a cost of 40.00 EUR." : "withdraw 2 h with a cost of 30.00 EUR.", refusal.Message, StringComparison.Ordinal);
        await AssertNothingChangedAsync(world);
        await world.ReplaceAsync(ADelivery(13), Tenth[..2]);
        Assert.Equal(-16m, await world.BillAsync());
        await world.ReplaceAsync(ADelivery(14) with { AllowShrinking = true }, Tenth[..rows]);
        Assert.Equal(rows == 0 ? -24m : -14m, await world.BillAsync());
    }

    [Fact]
    public async Task One_that_has_no_counter_in_common_is_refused_unless_it_is_meant()
    {
        var world = await OpenAsync();
        await world.ReplaceAsync(ADelivery(10), Tenth);
        await world.BillAsync();
        UsageReading[] others = [.. Tenth.Select(row => row with { Counter = "disk" })];
        var refusal = await world.RefusedAsync(ADelivery(13), others);
        Assert.Equal(UsageErrors.DeliveryDiffers, refusal.Code);
        Assert.Contains("withdraw 3 h with a cost of 40.00 EUR.", refusal.Message, StringComparison.Ordinal);
        await AssertNothingChangedAsync(world);
        await world.ReplaceAsync(ADelivery(13), [Tenth[0], .. others]);
        Assert.Equal(10m, await world.BillAsync());
        await world.ReplaceAsync(ADelivery(14) with { AllowDifferent = true }, [.. others.Select(row => row with { CustomerNumber = "C2" })]);
        Assert.Equal(-10m, await world.BillAsync());
    }

    [Fact]
    public async Task A_later_one_with_refused_rows_is_refused_unless_it_is_meant_and_a_first_one_takes_effect_without_them()
    {
        var world = await OpenAsync();
        UsageReading[] damaged = [.. Tenth[..2], Tenth[2] with { Line = 7, Quantity = null }];
        Assert.Equal(1, (await world.ReplaceAsync(ADelivery(10), damaged)).Refused);
        Assert.Equal(24m, await world.BillAsync());
        await world.ReplaceAsync(ADelivery(11), Tenth);
        Assert.Equal(16m, await world.BillAsync());
        var refusal = await world.RefusedAsync(ADelivery(12), damaged);
        Assert.Equal(UsageErrors.RowsRefused, refusal.Code);
        Assert.Contains("line 7", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("withdraw 1 h with a cost of 16.00 EUR.", refusal.Message, StringComparison.Ordinal);
        await AssertNothingChangedAsync(world);
        await world.ReplaceAsync(ADelivery(12) with { AllowRefusedRows = true }, damaged);
        Assert.Equal(-16m, await world.BillAsync());
    }

    [Theory]
    [InlineData("", "account-1", UsageErrors.SourceMissing)]
    [InlineData("cloud", " ", UsageErrors.ScopeMissing)]
    [InlineData("cloud", "acc\u200Bount", MoneyErrors.BadText)]
    public async Task A_delivery_says_what_it_is_of(string source, string scope, string code)
    {
        var world = await OpenAsync();
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => world.ReplaceAsync(ADelivery(10) with { SourceCode = source, Scope = scope }, Tenth));
        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public async Task Scopes_and_periods_replace_nothing_of_each_other()
    {
        var world = await OpenAsync();
        var february = ADelivery(10) with { Period = DatePeriod.Inclusive(new(2025, 2, 1), new(2025, 2, 28)) };
        await world.ReplaceAsync(ADelivery(10), ARow("1", 10m));
        await world.ReplaceAsync(february, ARow("1", 12m, day: 32 + 5));
        await world.ReplaceAsync(ADelivery(10, "account-2"), ARow("2", 7m));
        Assert.Equal([10m + 7m, 12m], await world.World.NetsOfAsync(await world.World.BillAsync(new(2025, 2, 28))));
    }

    [Fact]
    public async Task Its_effect_is_one_event()
    {
        var world = await OpenAsync();
        await world.ReplaceAsync(ADelivery(10), Tenth);
        await world.ReplaceAsync(ADelivery(10), Tenth);
        await world.ReplaceAsync(ADelivery(13), Thirteenth);
        var events = await world.World.ReadAsync(async session => await session.Events.ReadAfterAsync(0, cancellationToken: Token).Where(one => one.Kind == EventKinds.UsageReplaced).ToListAsync(Token));
        Assert.Equal((await world.DeliveriesAsync()).Select(delivery => delivery.Id.Value), events.Select(one => one.RecordId));
        Assert.Equal(new("cloud", "account-1", January.Start, January.LastDay, 1, 0, 3, 0), PsaJsonOf(events[1].Data));
    }

    [Fact]
    public async Task Until_it_takes_effect_no_run_sees_any_of_it()
    {
        var world = await OpenAsync();
        await world.ReplaceAsync(ADelivery(10), Tenth);
        await world.BillAsync();
        var seen = new List<decimal>();
        async IAsyncEnumerable<UsageReading> Rows()
        {
            for (var i = 0; i < 2_001; i++)
            {
                if (i % 1_000 == 0)
                {
                    seen.Add(await world.BillAsync());
                }

                yield return ARow(null, 0.01m, counter: i == 0 ? "vm" : $"{i}");
            }
        }

        await world.World.Usage.ReplaceAsync(world.World.Actor, ADelivery(13), Rows(), Token);
        Assert.Equal([0m, 0m, 0m], seen);
        Assert.Equal(20.01m - 40m, await world.BillAsync());
    }

    private static UsageReplaced? PsaJsonOf(string data) => System.Text.Json.JsonSerializer.Deserialize(data, Psa.Records.PsaJsonContext.Default.UsageReplaced);

    private static async Task AssertNothingChangedAsync(ADeliveredWorld world)
    {
        Assert.Equal(0m, await world.BillAsync());
        Assert.All(await world.DeliveriesAsync(), delivery => Assert.NotNull(delivery.TookEffectAt));
        Assert.All(await world.RowsAsync(), row => Assert.Contains((row.Delivery, row.WithdrawnBy is null), world.DeliveriesAsync().Result.Select(delivery => ((Id<UsageDelivery>?)delivery.Id, true))));
    }
}
