using Psa.Catalog;
using Psa.Domain.Tests.Inventory;
using Psa.Events;
using Psa.Features;
using Psa.Inventory;
using Psa.Procurement;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>Purchase orders by hand (R-PO, R-CANCEL).</summary>
public sealed class PurchaseOrderTests
{
    [Fact]
    [Trait("vector", "po-over-receipt")]
    public async Task What_comes_beyond_the_order_is_over()
    {
        var (desk, order) = await OrderAsync(10m, 2m);
        Assert.Equal(ProcurementErrors.ExceedsTolerance, await RefusedAsync(() => ReceiveAsync(desk, order, 11m)));
        await desk.Purchases.SetReceivingAsync(Ada, Percent.Of(10m), needsInvoiceNumber: false, cancellationToken: Token);

        Assert.Equal((11m, 0m, 0m, 1m, PurchaseOrderStatus.Received), Of(await ReceiveAsync(desk, order, 11m)));
        Assert.Equal((11m, 22m), await desk.AtAsync(desk.Main));
        Assert.Equal(ProcurementErrors.ExceedsTolerance, await RefusedAsync(() => ReceiveAsync(desk, order, 1m)));
    }

    [Fact]
    public async Task What_comes_beyond_the_order_is_limited_by_a_quantity_instead()
    {
        var (desk, order) = await OrderAsync(10m, 2m);
        Assert.Equal(InventoryErrors.BadValue, await RefusedAsync(() => desk.Purchases.SetReceivingAsync(Ada, Percent.Of(1m), needsInvoiceNumber: false, 2m, Token)));
        Assert.Equal(InventoryErrors.BadValue, await RefusedAsync(() => desk.Purchases.SetReceivingAsync(Ada, default, needsInvoiceNumber: false, -1m, Token)));
        await desk.Purchases.SetReceivingAsync(Ada, default, needsInvoiceNumber: false, 2m, Token);

        Assert.Equal(ProcurementErrors.ExceedsTolerance, await RefusedAsync(() => ReceiveAsync(desk, order, 12.5m)));
        Assert.Equal((12m, 0m, 0m, 2m, PurchaseOrderStatus.Received), Of(await ReceiveAsync(desk, order, 12m)));
    }

    [Fact]
    public async Task Numbers_are_given_or_come_from_a_series()
    {
        var desk = await OpenAsync();
        var vendor = await desk.VendorAsync(Currency.EUR);
        Task<PurchaseOrder> Next(string? number, Id<PurchaseOrder>? id = null) => desk.Purchases.CreateAsync(Paul, new(vendor.Id, [Cables(1m)], number) { Id = id }, Token);
        Assert.Equal(ProcurementErrors.NumberMissing, await RefusedAsync(() => Next(null)));
        await desk.NumberOrdersAsync();
        await Next("P2");

        Assert.Equal("P1", (await Next(null)).Number);
        var given = new Id<PurchaseOrder>(new("0192d4e0-7b1f-7c3a-8e55-0000000000c1"));
        Assert.Equal("P3", (await Next(" ", given)).Number);
        Assert.Equal("P3", (await Next(null, given)).Number);
        Assert.Equal("P4", (await Next(null)).Number);
    }

    [Fact]
    [Trait("vector", "po-short-close")]
    public async Task The_rest_of_a_line_is_closed()
    {
        var (desk, order) = await OrderAsync(10m, 2m);
        Assert.Equal((6m, 4m, 0m, 0m, PurchaseOrderStatus.PartlyReceived), Of(await ReceiveAsync(desk, order, 6m)));
        Assert.Equal(ProcurementErrors.Received, await RefusedAsync(() => desk.Purchases.CancelAsync(Paul, order.Id, "late", Token)));

        Assert.Equal((6m, 0m, 4m, 0m, PurchaseOrderStatus.Received), Of(await desk.Purchases.CloseLineAsync(Paul, order.Id, 0, "sold out", Token)));
        Assert.Equal(ProcurementErrors.NotOpen, await RefusedAsync(() => desk.Purchases.CloseLineAsync(Paul, order.Id, 0, "again", Token)));
    }

    [Fact]
    [Trait("vector", "po-cancel-receipt")]
    public async Task A_canceled_receipt_opens_its_line_again()
    {
        var (desk, order) = await OrderAsync(10m, 2m);
        var sequence = (await ReceiveAsync(desk, order, 10m)).Lines[0].Receipts[0].Sequence;
        Assert.Equal(ProcurementErrors.OfOrder, await RefusedAsync(() => desk.Stock.TakeBackAsync(Will, new(new(Cable.Id, sequence), 2m), Token)));

        Assert.Equal((8m, 2m, 0m, 0m, PurchaseOrderStatus.PartlyReceived), Of(await desk.Purchases.CancelReceiptAsync(Will, order.Id, new(0, sequence, 2m, Reason: "miscounted"), Token)));
        Assert.Equal((8m, 16m), await desk.AtAsync(desk.Main));
        Assert.Equal(InventoryErrors.ExceedsReceived, await RefusedAsync(() => desk.Purchases.CancelReceiptAsync(Will, order.Id, new(0, sequence, 9m), Token)));
        await desk.Stock.TakeBackAsync(Will, new(new(Cable.Id, sequence), 1m, ToVendor: true), Token);
        Assert.Equal(8m, (await desk.Purchases.FindAsync(Paul, order.Id, Token))!.Lines[0].NetReceived());
        await desk.RequireRightAsync();
        Assert.Equal(1, (await desk.EventsAsync()).Count(one => one.Kind == EventKinds.ReceiptCanceled && one.Reason == "miscounted"));
    }

    [Fact]
    public async Task Receipts_of_a_line_sum_to_what_it_comes_to()
    {
        var (desk, order) = await OrderAsync(3m, 0.335m);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await ReceiveAsync(desk, order, 1m);
        }

        Assert.Equal([0.34m, 0.33m, 0.34m], (await desk.Inventory.ListMovesAsync(Ada, Cable.Id, cancellationToken: Token)).Select(move => move.Value.Amount));
    }

    [Fact]
    public async Task Goods_bought_by_the_box_lie_in_pieces_at_the_rate_of_the_receipt()
    {
        var desk = await OpenAsync();
        var group = new UnitGroup { Id = DerivedId.Create<UnitGroup>(Tenant, "pieces"), Tenant = Tenant, Name = "Pieces", BaseUnit = new("C62", 1), Units = [new("box", 10)] };
        var screw = Goods("screw") with { UnitGroup = group.Id };
        await desk.World.AddAsync(group, screw);
        await desk.Inventory.StockAsync(Ada, screw.Id, CostMethod.Fifo, cancellationToken: Token);
        var vendor = await desk.VendorAsync(Currency.USD);
        var order = await desk.Purchases.CreateAsync(Paul, new(vendor.Id, [new(screw.Id, 2m, "box", UnitPrice.Of(45m, Currency.USD))], "PO-2"), Token);
        await desk.Purchases.SubmitAsync(Paul, order.Id, Token);
        Assert.Equal(InventoryErrors.BadValue, await RefusedAsync(() => desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, 1m)], cancellationToken: Token)));
        await desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, 1m)], rate: 0.9m, cancellationToken: Token);
        await desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, 1m)], rate: 0.8m, cancellationToken: Token);

        var moves = await desk.Inventory.ListMovesAsync(Ada, screw.Id, cancellationToken: Token);
        Assert.Equal([(10m, 40.5m), (10m, 36m)], moves.Select(move => (move.Quantity, move.Value.Amount)));
        Assert.Equal(CatalogErrors.UnitNotInGroup, await RefusedAsync(() => desk.Purchases.CreateAsync(Paul, new(vendor.Id, [new(screw.Id, 2m, "pallet", UnitPrice.Of(45m, Currency.USD))], "PO-3"), Token)));
        await desk.RequireRightAsync(screw.Id);
    }

    [Fact]
    public async Task What_goes_straight_to_the_customer_never_enters_stock()
    {
        var (desk, order) = await OrderAsync(3m, 7m, line => line with { IsDropShip = true });

        Assert.Equal(PurchaseOrderStatus.Received, (await ReceiveAsync(desk, order, 3m)).Status);
        Assert.Equal((0m, 0m), await desk.AtAsync(desk.Main));
        Assert.Equal((StockMoveKind.DropShip, 21m), (await desk.Inventory.ListMovesAsync(Ada, Cable.Id, cancellationToken: Token)).Single() is var move ? (move.Kind, move.Value.Amount) : default);
        await desk.RequireRightAsync();
    }

    [Fact]
    public async Task A_submitted_order_changes_its_due_dates_and_raised_quantities_only()
    {
        var (desk, order) = await OrderAsync(10m, 2m);
        var line = order.Lines[0];
        await ReceiveAsync(desk, order, 10m);

        Assert.Equal((10m, 2m, 0m, 0m, PurchaseOrderStatus.PartlyReceived), Of(await desk.Purchases.ChangeAsync(Paul, order.Id, [line with { Quantity = 12m, DueOn = new(2025, 2, 1) }], Token)));
        Assert.Equal(ProcurementErrors.NotNew, await RefusedAsync(() => desk.Purchases.ChangeAsync(Paul, order.Id, [line with { Quantity = 11m }], Token)));
        Assert.Equal(ProcurementErrors.NotNew, await RefusedAsync(() => desk.Purchases.ChangeAsync(Paul, order.Id, [line with { Quantity = 12m, Price = UnitPrice.Of(1m, Currency.EUR) }], Token)));
        Assert.Equal(ProcurementErrors.NotNew, await RefusedAsync(() => desk.Purchases.ChangeAsync(Paul, order.Id, [line, line], Token)));
    }

    [Fact]
    public async Task An_order_says_from_whom_and_what()
    {
        var (desk, order) = await OrderAsync(10m, 2m, isSubmitted: false);
        Assert.Equal(ProcurementErrors.NotOpen, await RefusedAsync(() => ReceiveAsync(desk, order, 1m)));
        Assert.Equal(ProcurementErrors.NumberTaken, await RefusedAsync(() => desk.Purchases.CreateAsync(Paul, new(order.Vendor, order.Lines, order.Number), Token)));
        Assert.Equal(ProcurementErrors.BadOrder, await RefusedAsync(() => desk.Purchases.CreateAsync(Paul, new(order.Vendor, [], "PO-9"), Token)));
        Assert.Equal(ProcurementErrors.BadOrder, await RefusedAsync(() => desk.Purchases.CreateAsync(Paul, new(order.Vendor, [order.Lines[0] with { Price = UnitPrice.Of(1m, Currency.USD) }], "PO-9"), Token)));
        Assert.Equal(ProcurementErrors.VendorDuplicate, await RefusedAsync(() => desk.VendorAsync(Currency.EUR)));
        Assert.Equal(PurchaseOrderStatus.Canceled, (await desk.Purchases.CancelAsync(Paul, order.Id, "not needed", Token)).Status);
        Assert.Equal(PsaErrors.ActionNotAllowed, await RefusedAsync(() => desk.Purchases.SubmitAsync(Paul, order.Id, Token)));
        Assert.Equal(PsaErrors.AccessDenied, await RefusedAsync(() => desk.Purchases.CancelAsync(Will, order.Id, "not needed", Token)));
        Assert.Equal(0m, (await desk.Purchases.ListAsync(Will, PurchaseOrderStatus.Canceled, Token)).Single().Lines[0].Price.Amount);
    }

    [Fact]
    public async Task A_receipt_needs_the_number_of_the_invoice_where_the_setting_says_so()
    {
        var (desk, order) = await OrderAsync(10m, 2m);
        await desk.Purchases.SetReceivingAsync(Ada, default, needsInvoiceNumber: true, cancellationToken: Token);

        Assert.Equal(ProcurementErrors.InvoiceNumberMissing, await RefusedAsync(() => ReceiveAsync(desk, order, 1m)));
        var received = (await desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, 1m)], invoiceNumber: " R 7 ", cancellationToken: Token)).Order;
        Assert.Equal("R 7", received.Lines[0].Receipts[0].InvoiceNumber);
    }

    [Fact]
    public async Task An_inactive_vendor_takes_no_new_order()
    {
        var (desk, order) = await OrderAsync(10m, 2m);
        var vendor = await desk.World.ReadAsync(session => session.Of<Vendor>().FindAsync(order.Vendor, Token).AsTask());
        await desk.Purchases.SaveVendorAsync(Paul, vendor! with { IsActive = false }, Token);

        Assert.Equal(ProcurementErrors.VendorInactive, await RefusedAsync(() => desk.Purchases.CreateAsync(Paul, new(order.Vendor, order.Lines, "PO-9"), Token)));
        Assert.Equal(PurchaseOrderStatus.Received, (await ReceiveAsync(desk, order, 10m)).Status);
    }

    [Fact]
    public async Task What_a_vendors_invoice_says_beyond_the_receipt_is_cost_until_it_is_canceled()
    {
        var (desk, order) = await OrderAsync(10m, 10m);
        var sequence = (await ReceiveAsync(desk, order, 10m)).Lines[0].Receipts[0].Sequence;
        await desk.CarryAsync(4m, desk.Main, desk.Lost);
        var invoice = new NewVendorInvoice(order.Vendor, "R 7", new(2025, 1, 2), Currency.EUR, [new(order.Id, 0, sequence, 10m, UnitPrice.Of(10.5m, Currency.EUR))]);

        var recorded = await desk.Purchases.RecordInvoiceAsync(Paul, invoice, Token);

        Assert.Equal(5m, Assert.Single(recorded.Receipts).Difference.Amount);
        Assert.Equal((6m, 63m), await desk.AtAsync(desk.Main));
        Assert.Equal(ProcurementErrors.InvoiceDuplicate, await RefusedAsync(() => desk.Purchases.RecordInvoiceAsync(Paul, invoice, Token)));
        Assert.Equal(ProcurementErrors.ExceedsReceived, await RefusedAsync(() => desk.Purchases.RecordInvoiceAsync(Paul, invoice with { Number = "R 8" }, Token)));
        Assert.True((await desk.Purchases.CancelInvoiceAsync(Paul, recorded.Id, "wrong", Token)).IsCanceled);
        Assert.Equal((6m, 60m), await desk.AtAsync(desk.Main));

        // in parts, in another currency: 3 and 7 of 100.00 at 11.11 × 0.95
        var usd = UnitPrice.Of(11.11m, Currency.USD);
        var parts = invoice with { Currency = Currency.USD, Rate = 0.95m, Lines = [new(order.Id, 0, sequence, 3m, usd), new(order.Id, 0, sequence, 7m, usd)] };
        Assert.Equal(InventoryErrors.BadValue, await RefusedAsync(() => desk.Purchases.RecordInvoiceAsync(Paul, parts with { Number = "R 9", Rate = null }, Token)));
        Assert.Equal([31.66m - 30m, 73.88m - 70m], (await desk.Purchases.RecordInvoiceAsync(Paul, parts, Token)).Receipts.Select(told => told.Difference.Amount));
        await desk.RequireRightAsync();
    }

    [Fact]
    public async Task What_is_on_order_fills_up_too()
    {
        var (desk, order) = await OrderAsync(3m, 10m);
        await desk.Inventory.SaveItemAsync(Ada, Cable.Id, desk.Main, 5m, 8m, cancellationToken: Token);
        Assert.Equal((3m, 5m), Assert.Single(await desk.Inventory.ListReorderAsync(Will, desk.Main, Token)) is var line ? (line.OnOrder, line.Suggested) : default);
        await ReceiveAsync(desk, order, 1m);
        Assert.Equal((1m, 2m, 5m), Assert.Single(await desk.Inventory.ListReorderAsync(Will, desk.Main, Token)) is var then ? (then.Available, then.OnOrder, then.Suggested) : default);
    }

    [Fact]
    public async Task Serials_of_a_canceled_receipt_are_free_again()
    {
        var desk = await OpenAsync(method: CostMethod.Actual, isSerialized: true);
        var vendor = await desk.VendorAsync(Currency.EUR);
        var order = await desk.Purchases.CreateAsync(Paul, new(vendor.Id, [new(Cable.Id, 2m, "C62", UnitPrice.Of(10m, Currency.EUR)), new(Cable.Id, 1m, "C62", UnitPrice.Of(7m, Currency.EUR))], "PO-1"), Token);
        await desk.Purchases.SubmitAsync(Paul, order.Id, Token);
        Assert.Equal(InventoryErrors.BadSerials, await RefusedAsync(() => ReceiveAsync(desk, order, 2m)));
        Assert.Equal(InventoryErrors.SerialDuplicate, await RefusedAsync(() => desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, 1m, Serials: ["a"]), new(1, 1m, Serials: ["A"])], cancellationToken: Token)));
        var received = (await desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, 2m, Serials: ["a", "b"]), new(1, 1m, Serials: ["c"])], cancellationToken: Token)).Order;
        Assert.Equal(InventoryErrors.SerialDuplicate, await RefusedAsync(() => desk.ReceiveAsync(1m, 5m, "B")));
        await desk.Purchases.CancelReceiptAsync(Will, order.Id, new(0, received.Lines[0].Receipts[0].Sequence, 1m, Serials: ["B"]), Token);

        Assert.Equal((2m, 17m), await desk.AtAsync(desk.Main));
        Assert.Equal("b", Assert.Single((await desk.ReceiveAsync(1m, 5m, "B")).Serials));
        await desk.RequireRightAsync();
    }

    [Fact]
    public async Task Inventory_stays_on_while_something_is_on_order()
    {
        var (desk, order) = await OrderAsync(3m, 10m);
        Assert.Equal(FeatureErrors.InUse, await RefusedAsync(() => desk.Features.SwitchAsync(Ada, Feature.Inventory, isOn: false, Token)));
        await desk.Purchases.CancelAsync(Paul, order.Id, "not needed", Token);
        await desk.Features.SwitchAsync(Ada, Feature.Inventory, isOn: false, Token);
        Assert.Equal(FeatureErrors.Disabled, await RefusedAsync(() => desk.Purchases.FindAsync(Paul, order.Id, Token)));
    }

    private static (decimal Net, decimal Open, decimal Closed, decimal Over, PurchaseOrderStatus Status) Of(PurchaseOrder order)
    {
        var line = order.Lines[0];
        Assert.Equal(line.Quantity + line.Over(), line.NetReceived() + line.Open() + line.ShortClosed);
        return (line.NetReceived(), line.Open(), line.ShortClosed, line.Over(), order.Status);
    }

    private static async Task<PurchaseOrder> ReceiveAsync(StockDesk desk, PurchaseOrder order, decimal quantity) => (await desk.Purchases.ReceiveAsync(Will, order.Id, [new(0, quantity)], cancellationToken: Token)).Order;

    private static async Task<(StockDesk Desk, PurchaseOrder Order)> OrderAsync(decimal quantity, decimal price, Func<PurchaseOrderLine, PurchaseOrderLine>? with = null, bool isSubmitted = true)
    {
        var desk = await OpenAsync();
        var line = new PurchaseOrderLine(Cable.Id, quantity, "C62", UnitPrice.Of(price, Currency.EUR));
        var order = await desk.Purchases.CreateAsync(Paul, new((await desk.VendorAsync(Currency.EUR)).Id, [with is null ? line : with(line)], "PO-1"), Token);
        return (desk, isSubmitted ? await desk.Purchases.SubmitAsync(Paul, order.Id, Token) : order);
    }
}
