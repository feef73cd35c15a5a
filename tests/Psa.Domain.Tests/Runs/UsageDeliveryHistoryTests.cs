using FsCheck;
using FsCheck.Fluent;
using Psa.Testing;
using Psa.Usage;
using static Psa.Domain.Tests.Runs.ADeliveredWorld;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Deliveries in any order, killed anywhere, two at once: what is in force is one whole delivery, and a run bills what it says.</summary>
public sealed class UsageDeliveryHistoryTests
{
    private static Gen<UsageReading> Row { get; } =
        from id in Gen.Choose(-4, 6)
        from cost in Gen.Choose(-50, 300)
        from day in Gen.Choose(1, 3)
        from customer in Gen.Choose(1, 2)
        select ARow(id <= 0 ? null : $"{id}", cost / 100m, day, customer: $"C{customer}");

    private static Arbitrary<Delivered[]> Deliveries { get; } = Arb.From(Gen.ArrayOf(
        from day in Gen.Choose(1, 9)
        from bills in Gen.Elements(true, false)
        from rows in Gen.ArrayOf(Row, 6)
        select new Delivered(day, bills, rows)));

    [Fact]
    public void Whatever_was_delivered_when_the_newest_is_in_force_and_billed_as_if_it_were_all() => PropertyCheck.That(
        Prop.ForAll(Deliveries, deliveries => CheckAsync(deliveries).GetAwaiter().GetResult()), maxTest: 60);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_at_any_commit_the_earlier_one_stands_and_a_repeat_starts_anew(bool committed)
    {
        UsageReading[] before = [ARow("1", 10m), ARow("2", 20m), ARow(null, 5m), ARow(null, 5m)];
        UsageReading[] after = [ARow("1", 11m), ARow("3", 2m), ARow(null, 5m), ARow(null, 7m)];
        for (var n = 1; ; n++)
        {
            var world = await OpenAsync();
            await world.ReplaceAsync(ADelivery(1), before);
            Assert.Equal(40m, await world.BillAsync());
            var (commits, killed) = (0, false);
            void Kill(bool now)
            {
                if (now && ++commits == n)
                {
                    killed = true;
                    throw new InvalidOperationException("killed");
                }
            }

            var hooked = new HookedStore(world.World.Store)
            {
                BeforeCommit = _ =>
                {
                    Kill(!committed);
                    return Task.CompletedTask;
                },
                AfterCommit = () => Kill(committed),
            };
            try
            {
                await ReplaceAsync(world.World.Through(hooked), ADelivery(2), after);
            }
            catch (InvalidOperationException)
            {
                // the process is gone
            }

            var took = (await world.DeliveriesAsync()).Count(delivery => delivery.TookEffectAt is not null) == 2;
            Assert.Equal(took ? 25m - 40m : 0m, await world.BillAsync());

            // another file of the same day comes in its place: nothing of the dead one is left
            UsageReading[] instead = took ? after : [.. after.Skip(1), ARow("2", 20m)];
            await world.ReplaceAsync(ADelivery(2), instead);
            Assert.Equal(took ? 0m : 34m - 40m, await world.BillAsync());
            Assert.Equal(instead.Select(row => (row.SourceId, row.Cost)).Order(), (await world.InForceAsync()).Select(row => (row.SourceId, (decimal?)decimal.Parse(row.Cost!.Value.AmountText(), System.Globalization.CultureInfo.InvariantCulture))).Order());
            if (!killed)
            {
                Assert.True(n > 3, $"only {n - 1} commits were killed");
                break;
            }
        }
    }

    [Fact]
    public async Task Of_two_at_once_one_takes_effect_and_the_other_is_a_conflict()
    {
        var world = await OpenAsync();
        await world.ReplaceAsync(ADelivery(1), ARow("1", 10m));
        await world.BillAsync();
        async IAsyncEnumerable<UsageReading> Slow()
        {
            yield return ARow("1", 11m);
            await world.ReplaceAsync(ADelivery(3), ARow("1", 12m), ARow(null, 1m));
            yield return ARow("2", 99m);
        }

        var conflict = await Assert.ThrowsAsync<ConcurrencyConflictException>(() => world.World.Usage.ReplaceAsync(world.World.Actor, ADelivery(2), Slow(), Token));
        Assert.Equal(PsaErrors.Conflict, conflict.Code);
        Assert.Equal(3m, await world.BillAsync());
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("2", false)]
    [InlineData(null, false)]
    public async Task Of_two_scopes_at_once_none_takes_the_source_ids_of_the_other(string? theirs, bool isTaken)
    {
        var world = await OpenAsync();
        var began = false;
        var hooked = new HookedStore(world.World.Store)
        {
            BeforeCommit = async session =>
            {
                // the first time that it is about to take effect
                if (!began && (await world.RowsAsync()).Count > 0)
                {
                    began = true;
                    await world.ReplaceAsync(ADelivery(2, "account-2"), ARow(theirs, 5m));
                }
            },
        };
        var replacing = ReplaceAsync(world.World.Through(hooked), ADelivery(2), ARow("1", 10m));
        if (isTaken)
        {
            await Assert.ThrowsAsync<ConcurrencyConflictException>(() => replacing);
            Assert.Empty(await world.DeliveriesAsync());
            Assert.Single(await world.RowsAsync());
        }
        else
        {
            await replacing;
        }

        Assert.Equal(isTaken ? 5m : 15m, await world.BillAsync());
    }

    [Fact]
    public async Task Many_at_once_leave_one_whole_delivery()
    {
        for (var round = 0; round < 20; round++)
        {
            var world = await OpenAsync();
            var outcomes = await Task.WhenAll(Enumerable.Range(1, 4).Select(n => Task.Run(async () =>
            {
                try
                {
                    await world.ReplaceAsync(ADelivery(5) with { AllowShrinking = true, AllowDifferent = true }, [.. Enumerable.Range(0, n).Select(i => ARow($"{i}", n, counter: $"{n}"))]);
                    return n;
                }
                catch (ConcurrencyConflictException)
                {
                    return 0;
                }
            })));
            var inForce = await world.InForceAsync();
            var won = inForce.Count;
            Assert.Contains(won, outcomes);
            Assert.All(inForce, row => Assert.Equal($"{won}", row.Counter));
            Assert.Equal(won * won, await world.BillAsync());
        }
    }

    private static async Task CheckAsync(Delivered[] deliveries)
    {
        var world = await OpenAsync();
        Delivered? inForce = null;
        foreach (var delivered in deliveries)
        {
            var delivery = ADelivery(delivered.Day) with { AllowShrinking = true, AllowDifferent = true, AllowRefusedRows = true };
            if (inForce is not null && delivered.Day < inForce.Day)
            {
                Assert.Equal(UsageErrors.OlderDelivery, (await world.RefusedAsync(delivery, delivered.Rows)).Code);
            }
            else
            {
                var result = await world.ReplaceAsync(delivery, delivered.Rows);
                Assert.Equal(result.Rows, result.Imported + result.Replaced + result.Unchanged + result.Refused);
                inForce = delivered;
            }

            if (delivered.Bills)
            {
                await world.BillAsync();
            }
        }

        await world.BillAsync();
        Assert.Equal(0m, await world.BillAsync());

        // of rows with one id the first stands, in an import as well
        var fresh = await OpenAsync();
        await fresh.World.UseAsync(new("all"), [.. (inForce?.Rows ?? []).Select((row, place) => row with { SourceId = row.SourceId ?? $"row {place}" })]);
        await fresh.BillAsync();
        Assert.Equal(await fresh.World.BilledAsync(), await world.World.BilledAsync());
        Assert.Equal(
            (await fresh.RowsAsync()).Select(Said).Order(StringComparer.Ordinal),
            (await world.InForceAsync()).Select(Said).Order(StringComparer.Ordinal));
    }

    private static string Said(UsageRecord row) => $"{row.Customer} {row.Date:R} {row.Cost}";

    private sealed record Delivered(int Day, bool Bills, UsageReading[] Rows)
    {
        public override string ToString() => $"{Day} {Bills} [{string.Join("; ", Rows.Select(row => $"{row.SourceId} {row.CustomerNumber} {row.Date:R} {row.Cost}"))}]";
    }
}
