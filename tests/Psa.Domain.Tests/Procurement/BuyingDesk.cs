using Psa.Access;
using Psa.Domain.Tests.Inventory;
using Psa.Numbering;
using Psa.Procurement;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>What people who buy do at a warehouse.</summary>
internal static class BuyingDesk
{
    internal static Actor Paul { get; } = Someone("paul", Role.Purchaser);

    internal static Task<Vendor> VendorAsync(this StockDesk desk, Currency currency, string number = "V1") =>
        desk.Purchases.SaveVendorAsync(Paul, new() { Id = default, Tenant = Tenant, Number = number, Name = "Wires & Co", Currency = currency }, Token);

    internal static async Task NumberOrdersAsync(this StockDesk desk)
    {
        var series = await desk.World.Numbering.CreateSeriesAsync(desk.World.Actor, new() { BillingEntity = Seller.Id, Purpose = NumberPurpose.PurchaseOrder, Pattern = "P{seq:0}" }, Token);
        await desk.World.Numbering.ConfirmAsync(desk.World.Actor, series.Id, cancellationToken: Token);
    }

    internal static async Task<PurchaseOrder> OrderAsync(this StockDesk desk, Vendor vendor, params PurchaseOrderLine[] lines) =>
        await desk.Purchases.SubmitAsync(Paul, (await desk.Purchases.CreateAsync(Paul, new(vendor.Id, [.. lines], "PO-1"), Token)).Id, Token);

    internal static PurchaseOrderLine Cables(decimal quantity, decimal price = 10m) => new(Cable.Id, quantity, "C62", UnitPrice.Of(price, Currency.EUR));
}
