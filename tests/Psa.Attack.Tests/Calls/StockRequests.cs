using Psa.Access;
using Psa.Inventory;

namespace Psa.Attack.Tests.Calls;

/// <summary>Named values of what is asked of stock.</summary>
internal static class StockRequests
{
    /// <summary>Gives values of a type, the fullest first; nothing for a type that is none of them.</summary>
    public static IEnumerable<object>? Of(Type type, World world)
    {
        var locations = world.Records.Of<StockLocation>().Where(static location => location is { IsActive: true, Kind: LocationKind.Warehouse or LocationKind.Van }).Select(static location => location.Id).ToList();
        return type switch
        {
            _ when type == typeof(StockLocation) => Locations(world.Tenant),
            _ when type == typeof(NewReceipt) => Stocked(world).SelectMany(product => locations.Cast<Id<StockLocation>?>().Append(null).SelectMany(location => Receipts(product, location))),
            _ when type == typeof(ReceiptReturn) => Receipts(world).SelectMany(static receipt => Returns(receipt)),
            _ when type == typeof(NewStockAdjustment) => Stocked(world).SelectMany(product => locations.SelectMany(location => Adjustments(product, location))),
            _ when type == typeof(NewTransfer) => Lying(world).SelectMany(there => locations.Where(to => to != there.Location).Select(to => new NewTransfer(there.Product, there.Location!.Value, to, 1m, SerialsOf(there, world)))),
            _ when type == typeof(NewLandedCost) => Receipts(world).Select(static receipt => new ReceiptOfGoods(receipt.Product, receipt.Sequence)).SelectMany(static receipt => new[]
            {
                new NewLandedCost(Money.Of(5m, Currency.USD), [receipt], 0.9m, "freight", new Guid("0192d4e0-7b1f-7c3a-8e55-0000000000fe")),
                new NewLandedCost(Money.Of(-1m, Currency.EUR), [receipt]),
            }),
            _ when type == typeof(StockCount) => Lying(world).SelectMany(there => Counts(there, world)),
            _ => null,
        };
    }

    public static StockLocation ALocation(TenantId tenant, string name, LocationKind kind) => new() { Id = default, Tenant = tenant, Name = name, Kind = kind };

    private static IEnumerable<StockLocation> Locations(TenantId tenant) =>
        [ALocation(tenant, "Newer", LocationKind.Van) with { Owner = UserId.Of("ben") }, ALocation(tenant, "Newest", LocationKind.Warehouse) with { IsDefault = true }, ALocation(tenant, "Newest", LocationKind.Returns)];

    private static IEnumerable<NewReceipt> Receipts(StockedProduct product, Id<StockLocation>? location)
    {
        yield return new(product.Product, product.IsSerialized ? 1m : 2.5m, Money.Of(5m, Currency.USD), 0.9m, location, product.IsSerialized ? ["SN-NEW"] : []);
        yield return new(product.Product, 3m, Money.Of(5m, Currency.EUR), null, location, product.IsSerialized ? ["SN-NEW", "SN-NEWER", "SN-NEWEST"] : []);
    }

    private static IEnumerable<ReceiptReturn> Returns(StockMove receipt)
    {
        foreach (var toVendor in new[] { false, true })
        {
            if (receipt.Serials.Count == 0)
            {
                yield return new(new(receipt.Product, receipt.Sequence), 1m, toVendor, receipt.To, [], "wrong");
                yield return new(new(receipt.Product, receipt.Sequence), 1m, toVendor);
            }
            else
            {
                foreach (var serial in receipt.Serials)
                {
                    yield return new(new(receipt.Product, receipt.Sequence), 1m, toVendor, receipt.To, [serial], "wrong");
                }
            }
        }
    }

    // less of what is there; more of it, or of what nothing says the worth of
    private static IEnumerable<NewStockAdjustment> Adjustments(StockedProduct product, Id<StockLocation> location) => product.IsSerialized
        ?
        [
            new(product.Product, location, -1m, "broken", ["SN-1"]),
            new(product.Product, location, 1m, "found", ["SN-4"], Money.Of(700m, Currency.EUR)),
        ]
        :
        [
            new(product.Product, location, -1m, "broken"),
            new(product.Product, location, 1m, "found"),
            new(product.Product, location, 1m, "found", [], Money.Of(7m, Currency.EUR)),
        ];

    private static IEnumerable<StockCount> Counts(StockBalance there, World world)
    {
        var (at, serials) = (new AttackClock().Now, SerialsOf(there, world));
        var location = there.Location!.Value;
        return serials.Count > 0
            ? [new(there.Product, location, serials.Count + 1, at, "stocktaking", serials.Add("SN-NEW"), Money.Of(700m, Currency.EUR)), new(there.Product, location, 0m, at, "stocktaking")]
            : [new(there.Product, location, there.OnHand - 1m, at, "stocktaking"), new(there.Product, location, there.OnHand + 1m, at, "stocktaking"), new(there.Product, location, there.OnHand, at, "stocktaking")];
    }

    private static IEnumerable<StockedProduct> Stocked(World world) => world.Records.Of<StockedProduct>().OrderByDescending(static product => product.IsSerialized);

    private static IEnumerable<StockMove> Receipts(World world) => world.Records.Of<StockMove>().Where(static move => move.Kind == StockMoveKind.Receive);

    private static IEnumerable<StockBalance> Lying(World world) =>
        world.Records.Of<StockBalance>().Where(static there => there is { Transfer: null, Location: not null, OnHand: > 1m or 1m }).OrderByDescending(there => SerialsOf(there, world).Count);

    private static ValueList<string> SerialsOf(StockBalance there, World world) =>
        [.. world.Records.Of<StockSerial>().Where(serial => serial.Status == SerialStatus.InStock && serial.Product == there.Product && serial.Location == there.Location && serial.Transfer is null).Select(static serial => serial.Serial).Take(1)];
}
