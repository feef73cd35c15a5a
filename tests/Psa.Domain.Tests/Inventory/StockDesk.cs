using Psa.Access;
using Psa.Catalog;
using Psa.Documents;
using Psa.Domain.Tests.Runs;
using Psa.Events;
using Psa.Features;
using Psa.Inventory;
using Psa.Services;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>The warehouse of a world: a main one, a van, what is in transit, returned and lost, and cables that are stocked.</summary>
internal sealed class StockDesk
{
    private StockDesk(AWorld world)
    {
        World = world;
        var ids = new OrderedIdGenerator(world.Clock);
        (Features, Inventory, Stock, Purchases) = (new(world.Store, world.Clock), new(world.Store, world.Clock, ids), new(world.Store, world.Clock, ids), new(world.Store, world.Clock, ids, new TaxTableCalculator()));
    }

    internal static Actor Ada { get; } = Someone("ada", Role.Administrator);

    internal static Actor Will { get; } = Someone("will", Role.Warehouse);

    internal static Product Cable { get; } = Goods("cable");

    internal AWorld World { get; }

    internal FeatureService Features { get; }

    internal InventoryService Inventory { get; }

    internal StockService Stock { get; }

    internal PurchaseService Purchases { get; }

    internal bool IsSerialized { get; private init; }

    internal Id<StockLocation> Main { get; private set; }

    internal Id<StockLocation> Van { get; private set; }

    internal Id<StockLocation> Returns { get; private set; }

    internal Id<StockLocation> Lost { get; private set; }

    internal static Product Goods(string number) =>
        new() { Id = DerivedId.Create<Product>(Tenant, number), Tenant = Tenant, Number = number, Name = number, Kind = ProductKind.Goods, Unit = "C62" };

    internal static Actor Someone(string id, Role role) => Actor.Create(Tenant, UserId.Of(id), id, [role], AccessTable.Default);

    internal static async Task<StockDesk> OpenAsync(string? store = null, CostMethod? method = null, CostScope scope = CostScope.Location, bool isSerialized = false, bool procures = false)
    {
        var desk = new StockDesk(await CreateAsync(store: store)) { IsSerialized = isSerialized };
        await desk.World.AddAsync(Cable);
        await desk.Features.SetEditionAsync(Ada, Edition.Premium, Token);
        if (!procures)
        {
            await desk.Features.SwitchAsync(Ada, Feature.Procurement, isOn: false, Token);
        }

        await desk.Inventory.SetUpAsync(Ada, Currency.EUR, scope, Token);
        desk.Main = (await desk.LocationAsync("Main", LocationKind.Warehouse)).Id;
        desk.Van = (await desk.LocationAsync("Van", LocationKind.Van)).Id;
        desk.Returns = (await desk.LocationAsync("Returns", LocationKind.Returns)).Id;
        desk.Lost = (await desk.LocationAsync("Lost", LocationKind.Lost)).Id;
        await desk.LocationAsync("Under way", LocationKind.Transit);
        await desk.Inventory.StockAsync(Ada, Cable.Id, method ?? CostMethod.Average, isSerialized, cancellationToken: Token);
        return desk;
    }

    internal Task<StockLocation> LocationAsync(string name, LocationKind kind) =>
        Inventory.SaveLocationAsync(Ada, new() { Id = default, Tenant = Tenant, Name = name, Kind = kind }, Token);

    internal Task<StockMove> ReceiveAsync(decimal quantity, decimal cost, params string[] serials) =>
        Stock.ReceiveAsync(Will, new(Cable.Id, quantity, Money.Of(cost, Currency.EUR), Serials: [.. serials]), Token);

    internal Task<StockMove> CarryAsync(decimal quantity, Id<StockLocation> from, Id<StockLocation> to, params string[] serials) =>
        Stock.TransferAsync(Will, new(Cable.Id, from, to, quantity, [.. serials]), Token);

    internal async Task<(decimal OnHand, decimal? Value)> AtAsync(Id<StockLocation>? location) =>
        (await Inventory.ListBalancesAsync(Ada, Cable.Id, Token)).SingleOrDefault(balance => balance.Location == location && balance.Transfer is null) is { } there ? (there.OnHand, there.Value?.Amount) : (0m, 0m);

    internal async Task<List<PsaEvent>> EventsAsync() => await new EventService(World.Store).ReadAfterAsync(World.Actor, 0, cancellationToken: Token).ToListAsync(Token);

    internal async Task RequireRightAsync(Id<Product>? product = null)
    {
        var check = await Stock.VerifyAsync(Will, product ?? Cable.Id, Token);
        Assert.True(check.IsRight, $"{check}");
    }

    internal static async Task<string> RefusedAsync(Func<Task> call) => (await Assert.ThrowsAnyAsync<PsaException>(call)).Code;
}
