using NodaTime;
using Psa.Contracts;
using Psa.Customers;
using Psa.Testing;
using Psa.Usage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>A world with two customers whose cloud costs are passed on as they are, and deliveries of those.</summary>
internal sealed class ADeliveredWorld
{
    public static readonly DatePeriod January = DatePeriod.Inclusive(new(2025, 1, 1), new(2025, 1, 31));

    private ADeliveredWorld(AWorld world) => World = world;

    public AWorld World { get; }

    public static async Task<ADeliveredWorld> OpenAsync(string? store = null)
    {
        var world = await AWorld.CreateAsync(store: store);
        foreach (var customer in new[] { ACustomer(), ACustomer("C2") })
        {
            var contract = AContract(customer, BillingTiming.InArrears);
            await world.AddAsync(customer, contract, AMeter(contract).Priced(PricingScheme.CostPlus(Percent.Of(0m))));
        }

        return new(world);
    }

    public static NewUsageDelivery ADelivery(int day, string scope = "account-1") =>
        new() { SourceCode = "cloud", Scope = scope, Period = January, DeliveredAt = Instant.FromUtc(2025, 1, day, 6, 0) };

    public static UsageReading ARow(string? id, decimal cost, int day = 9, string counter = "vm", string customer = "C1") => new()
    {
        SourceId = id,
        CustomerNumber = customer,
        ServiceCode = "svc",
        Counter = counter,
        Date = January.Start.PlusDays(day - 1),
        Quantity = 1m,
        Unit = "h",
        Cost = cost,
        CostCurrency = "EUR",
    };

    public Task<UsageImportResult> ReplaceAsync(NewUsageDelivery delivery, params UsageReading[] rows) => ReplaceAsync(World, delivery, rows);

    public static Task<UsageImportResult> ReplaceAsync(AWorld world, NewUsageDelivery delivery, params UsageReading[] rows) =>
        world.Usage.ReplaceAsync(world.Actor, delivery, rows.ToAsyncEnumerable(), Token);

    public async Task<RuleViolationException> RefusedAsync(NewUsageDelivery delivery, params UsageReading[] rows) =>
        await Assert.ThrowsAsync<RuleViolationException>(() => ReplaceAsync(delivery, rows));

    public async Task<decimal> BillAsync() => (await World.NetsOfAsync(await World.BillAsync(January.LastDay))).Sum();

    public Task<List<UsageRecord>> RowsAsync() => World.ReadAsync(async session =>
    {
        var all = new IdRange<Customer>(new(new Guid("00000000-0000-0000-0000-000000000001")), new(new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff")));
        return await session.Of<UsageRecord>().QueryAsync(UsageRecords.OfCustomers(all, LocalDate.MinIsoValue, LocalDate.MaxIsoValue), Token).ToListAsync(Token);
    });

    public Task<List<UsageDelivery>> DeliveriesAsync(string scope = "account-1") =>
        World.ReadAsync(async session => await session.Of<UsageDelivery>().QueryAsync(UsageDeliveryRecords.OfScope("cloud", scope, January.Start, January.LastDay), Token).ToListAsync(Token));

    public async Task<List<UsageRecord>> InForceAsync()
    {
        var pending = (await DeliveriesAsync()).Concat(await DeliveriesAsync("account-2")).Where(delivery => delivery.TookEffectAt is null).Select(delivery => delivery.Id).ToHashSet();
        return [.. (await RowsAsync()).Where(row => row.Counts(pending))];
    }
}
