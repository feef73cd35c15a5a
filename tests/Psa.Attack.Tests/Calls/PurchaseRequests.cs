using Psa.Catalog;
using Psa.Inventory;
using Psa.Procurement;

namespace Psa.Attack.Tests.Calls;

/// <summary>Named values of what is asked of vendors and purchase orders.</summary>
internal static class PurchaseRequests
{
    /// <summary>Gives values of a type, the fullest first; nothing for a type that is none of them.</summary>
    public static IEnumerable<object>? Of(Type type, World world)
    {
        var lines = world.Records.Of<PurchaseOrder>().SelectMany(static order => order.Lines.AsEnumerable().Select((line, number) => (Order: order, Line: line, Number: number))).ToList();
        var receipts = lines.SelectMany(static one => one.Line.Receipts.AsEnumerable(), static (one, receipt) => (one.Order, one.Line, one.Number, Receipt: receipt)).ToList();
        var location = world.Records.Of<StockLocation>().FirstOrDefault(static location => location.IsDefault)?.Id;
        return type switch
        {
            _ when type == typeof(Vendor) => [AVendor(world.Tenant, "V-NEW"), AVendor(world.Tenant, "V-NEWER") with { Address = null, PaymentTerms = null, Email = null }],
            _ when type == typeof(PurchaseOrderLine) => lines.SelectMany(static one => new[] { one.Line with { Quantity = one.Line.Quantity + 1m, DueOn = new(2026, 5, 1) }, one.Line }),
            _ when type == typeof(NewPurchaseOrder) => world.IdsOf(typeof(Vendor)).SelectMany(_ => lines, static (vendor, one) => new NewPurchaseOrder(new(vendor), [one.Line, one.Line with { IsDropShip = true, DueOn = new(2026, 5, 1) }], "PO-NEW")),
            _ when type == typeof(ReceivedLine) => lines.SelectMany(one => Received(one.Number, IsSerialized(one.Line.Product, world), location)).Distinct(),
            _ when type == typeof(CanceledReceipt) => receipts.SelectMany(one => Canceled(one.Number, one.Receipt, world.Records.Of<StockMove>().Single(move => move.Product == one.Line.Product && move.Sequence == one.Receipt.Sequence))),
            _ when type == typeof(NewVendorInvoice) => receipts.Select(static one => AnInvoice(one.Order, one.Number, one.Receipt)).SelectMany(static invoice => new[] { invoice, invoice with { Lines = [invoice.Lines[0] with { Receipt = null }] } }),
            _ when type == typeof(ProductVendor) => world.Records.Of<Vendor>().SelectMany(static vendor => new ProductVendor[] { new(vendor.Id, UnitPrice.Of(0.5m, vendor.Currency), "C62", "W-1"), new(vendor.Id, UnitPrice.Of(0.5m, vendor.Currency), "C62") }),
            _ when type == typeof(ReorderLine) => world.Records.Of<StockedProduct>().Select(stocked => new ReorderLine(stocked.Product, location.GetValueOrDefault(), 0m, 0m, 0m, 5m)),
            _ => null,
        };
    }

    public static Vendor AVendor(TenantId tenant, string number) => new()
    {
        Id = default,
        Tenant = tenant,
        Number = number,
        Name = $"Vendor {number}",
        Address = new Address { City = "Linz", Country = "AT" },
        Currency = Currency.EUR,
        PaymentTerms = PaymentTerms.DueIn(30),
        Email = "orders@vendor.example",
    };

    private static IEnumerable<ReceivedLine> Received(int number, bool isSerialized, Id<StockLocation>? location) =>
        isSerialized ? [new(number, 1m, location, ["SN-NEW"])] : [new(number, 1m, location), new(number, 1m)];

    private static IEnumerable<CanceledReceipt> Canceled(int number, PurchaseReceipt receipt, StockMove move) => move.Serials.Count > 0
        ? move.Serials.AsEnumerable().Select(serial => new CanceledReceipt(number, receipt.Sequence, 1m, move.To, [serial], "never came"))
        : [new(number, receipt.Sequence, 1m, move.To, [], "never came"), new(number, receipt.Sequence, 1m)];

    private static NewVendorInvoice AnInvoice(PurchaseOrder order, int number, PurchaseReceipt receipt) => new(
        order.Vendor,
        "R-NEW",
        new(2026, 3, 12),
        order.Currency,
        [new(order.Id, number, receipt.Sequence, 1m, UnitPrice.Of(0.75m, order.Currency))],
        order.Currency == Currency.EUR ? null : 0.9m);

    private static bool IsSerialized(Id<Product> product, World world) => world.Records.Of<StockedProduct>().Any(stocked => stocked.Product == product && stocked.IsSerialized);
}
