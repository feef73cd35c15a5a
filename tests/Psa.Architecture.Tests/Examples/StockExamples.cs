using Psa.Access;
using Psa.Catalog;
using Psa.Features;
using Psa.Inventory;
using Psa.Services;

namespace Psa.Architecture.Tests.Examples;

/// <summary>The warehouse of docs/stock.md.</summary>
internal sealed class StockExamples(Desk desk) : Example(desk)
{
#pragma warning disable SA1300, IDE1006 // as a program would call them, so that a page shows its code
    private InventoryService inventory => Of<InventoryService>();

    private PurchaseService purchases => Of<PurchaseService>();

    private StockService stock => Of<StockService>();

    private StockChargeService charges => Of<StockChargeService>();

    private DeliveryService deliveries => Of<DeliveryService>();

    private ShippingService shipping => Of<ShippingService>();

    private NotificationService notifications => Of<NotificationService>();
#pragma warning restore SA1300, IDE1006

    internal async Task Stocked()
    {
        var firewall = await FirewallAsync();
        var ticket = await Of<TicketService>().OpenAsync(actor, new() { Number = "T-1", Content = new() { Title = "The old firewall is dead", Customer = bart.Id } });

        // begin
        await inventory.SetUpAsync(actor, Currency.EUR);                      // the currency in which stock is valued
        var warehouse = await inventory.SaveLocationAsync(actor, new() { Id = default, Tenant = actor.Tenant, Name = "Hamburg", Kind = LocationKind.Warehouse });
        var van = await inventory.SaveLocationAsync(actor, new() { Id = default, Tenant = actor.Tenant, Name = "Eve's van", Kind = LocationKind.Van });
        await inventory.StockAsync(actor, firewall.Id, CostMethod.Average);

        var vendor = await purchases.SaveVendorAsync(actor, new() { Id = default, Tenant = actor.Tenant, Number = "V-1", Name = "Netzhandel AG", Currency = Currency.EUR });
        var order = await purchases.CreateAsync(actor, new(vendor.Id, [new(firewall.Id, 10m, "C62", Euro(182m))], Number: "PO-1"));
        await purchases.SubmitAsync(actor, order.Id);
        order = (await purchases.ReceiveAsync(actor, order.Id, [new(0, 10m)])).Order;
        await stock.LandAsync(actor, new(Money.Of(35m, Currency.EUR), [new(firewall.Id, order.Lines[0].Receipts[0].Sequence)], Reason: "Freight"));
        await stock.TransferAsync(actor, new(firewall.Id, warehouse.Id, van.Id, 4m));

        var charge = await charges.AskAsync(actor, new() { Owner = StockChargeOwner.Of(ticket.Id), Line = new() { Text = "Firewall", Product = firewall.Id, Quantity = 3m } });
        await deliveries.DeliverAsync(actor, DemandSource.Of(charge.Id), [new(van.Id, 2m)], new(2026, 3, 30));
        await BillAsync(new(2026, 4, 1));

        foreach (var balance in await inventory.ListBalancesAsync(actor, firewall.Id))
        {
            Write($"{(balance.Location == van.Id ? van : warehouse).Name}: {balance.OnHand} worth {balance.Value}");
        }

        // end
    }

    internal async Task Sent()
    {
        var firewall = await FirewallAsync();
        var eve = Actor.Create(actor.Tenant, UserId.Of("eve"), "Eve", [Role.Engineer], AccessTable.Default);
        var ticket = await Of<TicketService>().OpenAsync(actor, new() { Number = "T-1", Content = new() { Title = "The old firewall is dead", Customer = bart.Id } });
        await inventory.SetUpAsync(actor, Currency.EUR);
        var warehouse = await inventory.SaveLocationAsync(actor, new() { Id = default, Tenant = actor.Tenant, Name = "Hamburg", Kind = LocationKind.Warehouse });
        await inventory.StockAsync(actor, firewall.Id, CostMethod.Average);
        await inventory.SaveItemAsync(actor, firewall.Id, warehouse.Id, 2m, 5m, "B-12");
        await stock.ReceiveAsync(actor, new(firewall.Id, 4m, Money.Of(728m, Currency.EUR)));

        // begin
        var charge = await charges.AskAsync(eve, new() { Owner = StockChargeOwner.Of(ticket.Id), Line = new() { Text = "Firewall", Product = firewall.Id, Quantity = 3m } });
        foreach (var stop in await shipping.PickListAsync(actor))
        {
            Write($"take {stop.Quantity} from {stop.Bin}");
            foreach (var share in stop.For)
            {
                await deliveries.PickAsync(actor, share.Source);
            }
        }

        var sent = await shipping.ShipAsync(actor, new(bart.Id, [new(DemandSource.Of(charge.Id))], Carrier: "DHL"));
        await shipping.TrackAsync(actor, sent.Shipment.Id, "DHL", "JD014600003");
        foreach (var line in (await shipping.PackingListAsync(actor, sent.Shipment.Id)).Lines)
        {
            Write($"sent {line.Quantity} {line.Text}");
        }

        await foreach (var told in notifications.ReadAfterAsync(actor, sequence: 0))
        {
            Write($"{told.Kind}: {string.Join(", ", told.Recipients.AsEnumerable().Select(static one => one.User?.Value ?? one.As.ToString()))}");
        }

        // end
    }

    // sold at 279.00 by a tenant whose edition has stock
    private async Task<Product> FirewallAsync()
    {
        await Of<FeatureService>().SetEditionAsync(actor, Edition.Premium);
        var firewall = await catalog.SaveProductAsync(actor, new() { Id = default, Tenant = actor.Tenant, Number = "FW-1", Name = "Firewall", Kind = ProductKind.Goods, Unit = "C62" });
        await catalog.SavePriceListAsync(
            actor, new() { Id = default, Tenant = actor.Tenant, Name = "2026", Currency = Currency.EUR, ValidFrom = new(2026, 1, 1), Items = [new(firewall.Id, "C62", [new(new(2026, 1, 1), Euro(279m))])] });
        return firewall;
    }
}
