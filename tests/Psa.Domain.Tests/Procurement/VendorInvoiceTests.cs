using Psa.Domain.Tests.Inventory;
using Psa.Inventory;
using Psa.Procurement;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>Invoices of vendors that come before the goods (R-VENDOR-INVOICE).</summary>
public sealed class VendorInvoiceTests
{
    [Fact]
    public async Task A_line_without_receipt_waits_and_tells_the_cost_of_what_comes()
    {
        var (desk, order) = await OrderAsync(10m);
        var recorded = await RecordAsync(desk, order, 5m, 10.333m);
        Assert.Empty(recorded.Receipts);
        Assert.Equal([new(recorded.Id, 0, 5m)], (await FindAsync(desk, order)).Lines[0].Awaited);

        // 5 × 10.333 is 51.67, in parts 20.67 and 31.00
        Assert.Equal([new(recorded.Id, 0, 3m)], (await ReceiveAsync(desk, order, 2m)).Lines[0].Awaited);
        Assert.Equal((2m, 20.67m), await desk.AtAsync(desk.Main));
        var came = (await ReceiveAsync(desk, order, 8m)).Lines[0];

        Assert.Empty(came.Awaited);
        Assert.Equal([2m, 3m], came.Receipts.Select(receipt => receipt.Invoiced));
        Assert.Equal((10m, 101.67m), await desk.AtAsync(desk.Main));
        Assert.Equal([(0, 2m, 0.67m), (0, 3m, 1m)], (await FindAsync(desk, recorded)).Receipts.Select(told => (told.Line, told.Quantity, told.Difference.Amount)));
        await desk.RequireRightAsync();
    }

    [Fact]
    public async Task What_waits_is_taken_in_the_order_in_which_it_was_recorded()
    {
        var (desk, order) = await OrderAsync(10m);
        var first = await RecordAsync(desk, order, 2m, 11m);
        var second = await RecordAsync(desk, order, 3m, 12m, "R 8");
        await ReceiveAsync(desk, order, 4m);

        Assert.Equal([new(second.Id, 0, 1m)], (await FindAsync(desk, order)).Lines[0].Awaited);
        Assert.Equal((2m, 4m), (Assert.Single((await FindAsync(desk, first)).Receipts).Difference.Amount, Assert.Single((await FindAsync(desk, second)).Receipts).Difference.Amount));
        Assert.Equal((4m, 46m), await desk.AtAsync(desk.Main));
        await desk.RequireRightAsync();
    }

    [Fact]
    public async Task A_canceled_invoice_waits_no_more_and_takes_back_what_it_told()
    {
        var (desk, order) = await OrderAsync(10m);
        var recorded = await RecordAsync(desk, order, 5m, 11m);
        await ReceiveAsync(desk, order, 2m);
        Assert.Equal((2m, 22m), await desk.AtAsync(desk.Main));
        await desk.Purchases.CancelInvoiceAsync(Paul, recorded.Id, "wrong", Token);

        Assert.Equal((2m, 20m), await desk.AtAsync(desk.Main));
        var line = (await ReceiveAsync(desk, order, 8m)).Lines[0];
        Assert.Equal((0, 0m), (line.Awaited.Count, line.Receipts.Sum(receipt => receipt.Invoiced)));
        Assert.Equal((10m, 100m), await desk.AtAsync(desk.Main));
        await RecordAsync(desk, order, 5m, 11m);
        await desk.RequireRightAsync();
    }

    [Fact]
    public async Task What_waits_needs_an_order_that_the_vendor_has_and_a_rate()
    {
        var desk = await OpenAsync();
        var vendor = await desk.VendorAsync(Currency.EUR);
        var order = await desk.Purchases.CreateAsync(Paul, new(vendor.Id, [Cables(10m)], "PO-1"), Token);
        Assert.Equal(ProcurementErrors.NotOpen, await RefusedAsync(() => RecordAsync(desk, order, 5m, 11m)));
        await desk.Purchases.SubmitAsync(Paul, order.Id, Token);

        var dollars = new NewVendorInvoice(vendor.Id, "R 7", new(2025, 1, 2), Currency.USD, [new(order.Id, 0, null, 5m, UnitPrice.Of(11m, Currency.USD))]);
        Assert.Equal(InventoryErrors.BadValue, await RefusedAsync(() => desk.Purchases.RecordInvoiceAsync(Paul, dollars, Token)));
        await desk.Purchases.RecordInvoiceAsync(Paul, dollars with { Rate = 0.9m }, Token);
        await ReceiveAsync(desk, order, 5m);
        Assert.Equal((5m, 49.5m), await desk.AtAsync(desk.Main));

        // of lines that change nothing else is lost
        await desk.Purchases.RecordInvoiceAsync(Paul, dollars with { Number = "R 8", Rate = 0.9m }, Token);
        Assert.Equal(5m, Assert.Single((await desk.Purchases.ChangeAsync(Paul, order.Id, [Cables(12m)], Token)).Lines[0].Awaited).Quantity);
    }

    private static async Task<(StockDesk Desk, PurchaseOrder Order)> OrderAsync(decimal quantity)
    {
        var desk = await OpenAsync();
        return (desk, await desk.OrderAsync(await desk.VendorAsync(Currency.EUR), Cables(quantity)));
    }

    private static async Task<PurchaseOrder> ReceiveAsync(StockDesk desk, PurchaseOrder order, decimal quantity) => (await desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, quantity)], cancellationToken: Token)).Order;

    private static Task<VendorInvoice> RecordAsync(StockDesk desk, PurchaseOrder order, decimal quantity, decimal price, string number = "R 7") =>
        desk.Purchases.RecordInvoiceAsync(Paul, new(order.Vendor, number, new(2025, 1, 2), Currency.EUR, [new(order.Id, 0, null, quantity, UnitPrice.Of(price, Currency.EUR))]), Token);

    private static async Task<PurchaseOrder> FindAsync(StockDesk desk, PurchaseOrder order) => (await desk.Purchases.FindAsync(Paul, order.Id, Token))!;

    private static async Task<VendorInvoice> FindAsync(StockDesk desk, VendorInvoice invoice) => (await desk.World.ReadAsync(session => session.Of<VendorInvoice>().FindAsync(invoice.Id, Token).AsTask()))!;
}
