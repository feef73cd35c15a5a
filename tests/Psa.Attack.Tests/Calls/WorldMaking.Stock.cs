using Psa.Access;
using Psa.Catalog;
using Psa.Features;
using Psa.Inventory;

namespace Psa.Attack.Tests.Calls;

/// <content>What lies in stock, and what moved.</content>
internal sealed partial class WorldMaking
{
    private Id<StockLocation> _warehouse;
    private Id<StockLocation> _second;
    private Id<StockLocation> _van;
    private Product _cable = null!;
    private Product _screw = null!;
    private Product _laptop = null!;
    private Product _hub = null!;

    private async Task StockAsync()
    {
        await office.Features.SetEditionAsync(_ann, Edition.Premium);
        await office.Inventory.SetUpAsync(_ann, Currency.EUR);
        _warehouse = (await ALocationAsync("Main", LocationKind.Warehouse)).Id;
        _second = (await ALocationAsync("Second", LocationKind.Warehouse)).Id;
        _van = (await ALocationAsync("Van of Ann", LocationKind.Van, UserId.Of("ann"))).Id;
        var lost = await ALocationAsync("Lost", LocationKind.Lost);
        await ALocationAsync("Returns", LocationKind.Returns);
        await ALocationAsync("Under way", LocationKind.Transit);
        var closed = await ALocationAsync("Closed", LocationKind.Warehouse);
        await office.Inventory.SaveLocationAsync(_ann, closed with { IsActive = false });
        var boxes = await office.Catalog.SaveUnitGroupAsync(_ann, Samples.AUnitGroup(tenant) with { Name = "Boxes" });
        _cable = await GoodsAsync("P-10", "Cable", CostMethod.Average);
        _screw = await GoodsAsync("P-11", "Screw", CostMethod.Fifo, boxes.Id);
        _laptop = await GoodsAsync("P-12", "Laptop", CostMethod.Actual);
        var mouse = await GoodsAsync("P-13", "Mouse", CostMethod.Standard);
        _hub = await GoodsAsync("P-14", "Hub", CostMethod.Lifo);
        await GoodsAsync("P-15", "Pen", method: null);
        await office.Inventory.SaveItemAsync(_ann, _cable.Id, _warehouse, 5m, 500m, "A 1");
        await office.Inventory.SaveItemAsync(_ann, _cable.Id, _second, 0m, 10m);
        await office.Inventory.SaveItemAsync(_ann, _screw.Id, _second, 5m, 10m);
        await office.Stock.RevalueAsync(_ann, mouse.Id, UnitPrice.Of(9m, Currency.EUR));
        await office.Stock.ReceiveAsync(_ann, new(mouse.Id, 10m, Eur(100m)));
        await office.Stock.RevalueAsync(_ann, mouse.Id, UnitPrice.Of(9.5m, Currency.EUR));
        await MoveAsync(lost.Id);
        await SendAsync();
    }

    private async Task MoveAsync(Id<StockLocation> lost)
    {
        var given = new Guid(tenant == World.Ours ? "0192d4e0-7b1f-7c3a-8e55-0000000000fa" : "0192d4e0-7b1f-7c3a-8e55-0000000000fb");
        var received = await office.Stock.ReceiveAsync(_ann, new(_cable.Id, 200m, Eur(100m)) { Id = new(given) });
        await office.Stock.ReceiveAsync(_ann, new(_cable.Id, 10m, Money.Of(7m, Currency.USD), 0.9m, _van));
        await office.Stock.TransferAsync(_ann, new(_cable.Id, _warehouse, _second, 40m));
        await office.Stock.TransferAsync(_ann, new(_cable.Id, _warehouse, lost, 1m));
        await office.Stock.AdjustAsync(_ann, new(_cable.Id, _warehouse, -1m, "torn"));
        await office.Stock.AdjustAsync(_ann, new(_cable.Id, _warehouse, 2m, "found"));
        await office.Stock.DisposeOfAsync(_ann, new(_cable.Id, _warehouse, -1m, "old"));
        await office.Stock.LandAsync(_ann, new(Eur(12m), [new(_cable.Id, received.Sequence)], Reason: "freight"));
        await office.Stock.CountAsync(_ann, new(_cable.Id, _warehouse, 158m, office.Clock.Now, "stocktaking"));
        await office.Stock.TakeBackAsync(_ann, new(new(_cable.Id, received.Sequence), 3m, Reason: "miscounted"));
        await office.Stock.ReceiveAsync(_ann, new(_screw.Id, 100m, Eur(10m)));
        await office.Stock.ReceiveAsync(_ann, new(_screw.Id, 100m, Eur(12m)));
        var laptops = await office.Stock.ReceiveAsync(_ann, new(_laptop.Id, 5m, Eur(4000m), Serials: ["SN-1", "SN-2", "SN-3", "SN-4", "SN-5"]));
        await office.Stock.TransferAsync(_ann, new(_laptop.Id, _warehouse, _van, 1m, ["SN-2"]));
        await office.Stock.DisposeOfAsync(_ann, new(_laptop.Id, _warehouse, -1m, "broken", ["SN-4"]));
        await office.Stock.TakeBackAsync(_ann, new(new(_laptop.Id, laptops.Sequence), 1m, ToVendor: true, Serials: ["SN-5"]));
    }

    private async Task SendAsync()
    {
        var under = await office.Stock.SendAsync(_ann, new(_cable.Id, _warehouse, _second, 30m));
        await office.Stock.ArriveAsync(_ann, under.Id, 5m);
        var arrived = await office.Stock.SendAsync(_ann, new(_cable.Id, _warehouse, _second, 3m));
        await office.Stock.ArriveAsync(_ann, arrived.Id);
        await office.Stock.SendAsync(_ann, new(_laptop.Id, _warehouse, _second, 1m, ["SN-3"]));
    }

    private Task<StockLocation> ALocationAsync(string name, LocationKind kind, UserId? owner = null) =>
        office.Inventory.SaveLocationAsync(_ann, StockRequests.ALocation(tenant, name, kind) with { Owner = owner });

    private async Task<Product> GoodsAsync(string number, string name, CostMethod? method, Id<UnitGroup>? units = null)
    {
        var product = await office.Catalog.SaveProductAsync(_ann, Samples.AProduct(tenant) with { Number = number, Name = name, Kind = ProductKind.Goods, UnitGroup = units, ServiceCode = null });
        if (method is not null)
        {
            await office.Inventory.StockAsync(_ann, product.Id, method, isSerialized: method == CostMethod.Actual);
        }

        return product;
    }
}
