using Psa.Numbering;
using Psa.Procurement;

namespace Psa.Attack.Tests.Calls;

/// <content>What was ordered from vendors, and came.</content>
internal sealed partial class WorldMaking
{
    private Id<Vendor> _vendor;

    private async Task PurchaseAsync()
    {
        var vendor = await office.Purchases.SaveVendorAsync(_ann, PurchaseRequests.AVendor(tenant, "V-1"));
        _vendor = vendor.Id;
        var abroad = await office.Purchases.SaveVendorAsync(_ann, PurchaseRequests.AVendor(tenant, "V-2") with { Currency = Currency.USD });
        await office.Purchases.SaveVendorAsync(_ann, PurchaseRequests.AVendor(tenant, "V-3") with { IsActive = false });
        var series = await office.Numbering.CreateSeriesAsync(_ann, new() { BillingEntity = Main, Purpose = NumberPurpose.PurchaseOrder, Pattern = "B{seq:000}" });
        await office.Numbering.ConfirmAsync(_ann, series.Id);
        await office.Purchases.SaveProductVendorsAsync(_ann, _cable.Id, [new(vendor.Id, UnitPrice.Of(0.5m, Currency.EUR), "C62", "W-7"), new(abroad.Id, UnitPrice.Of(0.6m, Currency.USD), "C62")]);
        await office.Purchases.SaveProductVendorsAsync(_ann, _hub.Id, [new(vendor.Id, UnitPrice.Of(20m, Currency.EUR), "C62")]);
        var cables = new PurchaseOrderLine(_cable.Id, 40m, "C62", UnitPrice.Of(0.5m, Currency.EUR), new(2026, 4, 1));
        var laptops = new PurchaseOrderLine(_laptop.Id, 3m, "C62", UnitPrice.Of(900m, Currency.EUR));
        await OrderAsync("PO-1", vendor.Id, cables);
        await SubmitAsync("PO-2", vendor.Id, cables, cables with { IsDropShip = true });
        await office.Purchases.CancelAsync(_ann, (await OrderAsync("PO-3", vendor.Id, cables)).Id, "not needed");
        await PartlyAsync(await SubmitAsync("PO-4", vendor.Id, cables, laptops, cables with { IsDropShip = true }));
        var boxes = await SubmitAsync("PO-5", vendor.Id, new PurchaseOrderLine(_screw.Id, 3m, "BX", UnitPrice.Of(2m, Currency.EUR)));
        await office.Purchases.ReceiveAsync(_ann, boxes.Id, [new(0, 2m)]);
        await office.Purchases.CloseLineAsync(_ann, boxes.Id, 0, "sold out");
        var dollars = await SubmitAsync("PO-6", abroad.Id, cables with { Price = UnitPrice.Of(0.6m, Currency.USD) });
        await office.Purchases.ReceiveAsync(_ann, dollars.Id, [new(0, 10m)], rate: 0.9m);
    }

    private async Task PartlyAsync(PurchaseOrder order)
    {
        var received = (await office.Purchases.ReceiveAsync(_ann, order.Id, [new(0, 20m, _second), new(1, 2m, Serials: ["SN-11", "SN-12"]), new(2, 10m)], invoiceNumber: "R 7")).Order;
        var receipt = received.Lines[0].Receipts[0].Sequence;
        await office.Purchases.CancelReceiptAsync(_ann, order.Id, new(0, receipt, 1m, Reason: "miscounted"));
        var invoice = new NewVendorInvoice(order.Vendor, "R 7", new(2026, 3, 10), Currency.EUR, [new(order.Id, 0, receipt, 5m, UnitPrice.Of(0.55m, Currency.EUR))]);
        var canceled = await office.Purchases.RecordInvoiceAsync(_ann, invoice);
        await office.Purchases.CancelInvoiceAsync(_ann, canceled.Id, "wrong price");
        await office.Purchases.RecordInvoiceAsync(_ann, invoice);
        await office.Purchases.RecordInvoiceAsync(_ann, invoice with { Number = "R 8", Lines = [new(order.Id, 0, null, 5m, UnitPrice.Of(0.6m, Currency.EUR))] });
    }

    private Task<PurchaseOrder> OrderAsync(string number, Id<Vendor> vendor, params PurchaseOrderLine[] lines) => office.Purchases.CreateAsync(_ann, new(vendor, [.. lines], number));

    private async Task<PurchaseOrder> SubmitAsync(string number, Id<Vendor> vendor, params PurchaseOrderLine[] lines) =>
        await office.Purchases.SubmitAsync(_ann, (await OrderAsync(number, vendor, lines)).Id);
}
