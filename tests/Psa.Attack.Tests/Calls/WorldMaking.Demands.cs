using Psa.Access;
using Psa.Inventory;
using Psa.Notifications;
using Psa.Procurement;
using Psa.Quotes;

namespace Psa.Attack.Tests.Calls;

/// <content>Goods that were asked for: some picked, some delivered, one canceled, a device of a customer.</content>
internal sealed partial class WorldMaking
{
    private async Task DemandAsync()
    {
        var contract = await AnActiveContractAsync(_first, Main, "GOODS", Samples.APart());
        var owner = StockChargeOwner.Of(contract.Id);
        var held = DemandSource.Of((await AskAsync(owner, 4m)).Id);
        await office.Demands.HoldAsync(_ann, held, "wait for the price");
        await office.Demands.UnassignAsync(_ann, held);
        await NeedHubsAsync(owner);
        var picked = await AskAsync(owner, 3m);
        await office.Deliveries.PickAsync(_ann, DemandSource.Of(picked.Id), [new(_second, 1m), new(_van, 1m)]);
        var delivered = await AskAsync(owner, 3m);
        await office.Deliveries.PickAsync(_ann, DemandSource.Of(delivered.Id), [new(_second, 1m)]);
        var demand = await office.Deliveries.DeliverAsync(_ann, DemandSource.Of(delivered.Id), [new(_second, 3m)]);
        await office.Deliveries.UndoAsync(_ann, DemandSource.Of(delivered.Id), demand.Demand.Deliveries[1].Sequence, 1m, "wrong door");
        var free = await office.StockCharges.AskAsync(_ann, DemandRequests.ACharge(owner, await StockedAsync(), 1m) with { IsFree = true });
        await office.Deliveries.DeliverAsync(_ann, DemandSource.Of(free.Id), [new(_van, 1m)]);
        var shipped = await AskAsync(owner, 3m);
        await office.Shipping.ShipAsync(_ann, new(shipped.Customer, [new(DemandSource.Of(shipped.Id), [new(_van, 1m)]), new(DemandSource.Of(delivered.Id))], "DHL", "JD-1"));
        await office.Notifications.SwitchAsync(_ann, NotificationKind.Ready, isOn: false);
        var canceled = await AskAsync(owner, 1m);
        await office.StockCharges.CancelAsync(_ann, canceled.Id, "not any more");
        await office.Stock.ReceiveAsync(_ann, new(_laptop.Id, 3m, Eur(2400m), Serials: ["SN-6", "SN-7", "SN-8"]));
        var laptops = await office.StockCharges.AskAsync(_ann, new() { Owner = owner, Line = new() { Text = "Laptop", Product = _laptop.Id, Quantity = 2m, UnitPrice = UnitPrice.Of(900m, Currency.EUR) } });
        await office.Deliveries.DeliverAsync(_ann, DemandSource.Of(laptops.Id), [new(_warehouse, 2m, ["SN-6", "SN-7"])]);
        var devices = await office.Devices.ListAsync(_ann, laptops.Customer);
        await office.Devices.SwapAsync(_ann, devices[0].Id, new((await office.Inventory.ListLocationsAsync(_ann)).AsEnumerable().First(static location => location.Kind == LocationKind.Returns).Id, "broken"));
    }

    // somebody else's, which waits
    private async Task ApprovalAsync()
    {
        await office.Demands.SetApprovalsAsync(_ann, DemandRequests.AnApproval);
        var contract = await AnActiveContractAsync(_first, Main, "DEAR", Samples.APart());
        var ben = Actor.Create(tenant, UserId.Of("ben"), "Ben", [Role.Administrator], AccessTable.Default);
        await office.StockCharges.AskAsync(ben, DemandRequests.ACharge(StockChargeOwner.Of(contract.Id), await office.Inventory.StockAsync(_ann, _hub.Id, CostMethod.Lifo), 90m));
    }

    // for a draft and an active quote, and one that a draft took over
    private async Task KeepAsync()
    {
        var line = Samples.AProductLine(_cable.Id) with { Quantity = 5m, UnitPrice = UnitPrice.Of(2m, Currency.EUR) };
        var quote = OfferRequests.AQuote(_first.Id, Main) with { Content = OfferRequests.AContent(line) };
        await KeepAsync((await office.Quotes.DraftAsync(_ann, quote)).Id);
        await KeepAsync((await ActiveAsync(quote)).Id);
        var revised = await ActiveAsync(quote);
        await KeepAsync(revised.Id);
        await office.Quotes.ReviseAsync(_ann, revised.Id);
    }

    private Task<StockReservation> KeepAsync(Id<Quote> quote) => office.Reservations.ReserveAsync(_ann, new() { Quote = quote, Line = 0, Location = _warehouse, Quantity = 2m });

    // some of them on order
    private async Task NeedHubsAsync(StockChargeOwner owner)
    {
        var asked = await office.StockCharges.AskAsync(_ann, new() { Owner = owner, Line = new() { Text = "Hub", Product = _hub.Id, Quantity = 5m, UnitPrice = UnitPrice.Of(30m, Currency.EUR) } });
        var demand = await office.Deliveries.FindAsync(_ann, DemandSource.Of(asked.Id));
        var vendor = (await office.Purchases.FindProductVendorsAsync(_ann, _hub.Id))!.Vendors[0];
        await OrderAsync("PO-7", vendor.Vendor, new PurchaseOrderLine(_hub.Id, 3m, "C62", vendor.Price) { For = [new(demand!.Id, 2m)] });
    }

    private async Task<StockCharge> AskAsync(StockChargeOwner owner, decimal quantity) => await office.StockCharges.AskAsync(_ann, DemandRequests.ACharge(owner, await StockedAsync(), quantity));

    private Task<StockedProduct> StockedAsync() => office.Inventory.StockAsync(_ann, _cable.Id, CostMethod.Average);
}
