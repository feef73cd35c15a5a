using Psa.Contracts;
using Psa.Inventory;
using Psa.Orders;
using Psa.Work;

namespace Psa.Attack.Tests.Calls;

/// <summary>Named values of what is asked of goods for charges and orders, and of devices.</summary>
internal static class DemandRequests
{
    /// <summary>Gets from which cost on purchases are approved in the world.</summary>
    public static PurchaseApprovals AnApproval { get; } = new(new(2026, 3, 1), [Money.Of(1000m, Currency.EUR)], [new(Currency.USD, 0.9m)]);

    /// <summary>Gives values of a type, the fullest first; nothing for a type that is none of them.</summary>
    public static IEnumerable<object>? Of(Type type, World world)
    {
        var stocked = world.Records.Of<StockedProduct>().Where(static product => !product.IsSerialized).ToList();
        return type switch
        {
            _ when type == typeof(StockChargeOwner) => Owners(world),
            _ when type == typeof(NewStockCharge) => Owners(world).SelectMany(owner => stocked.SelectMany(product => new[]
            {
                ACharge(owner, product) with { Location = Locations(world).FirstOrDefault() },
                ACharge(owner, product) with { IsFree = true },
            })),
            _ when type == typeof(DemandSource) => Sources(world),
            _ when type == typeof(PurchaseApprovals) => [AnApproval, AnApproval with { Above = [Money.Of(2000m, Currency.EUR), Money.Of(5000m, Currency.EUR)], Rates = [] }],
            _ when type == typeof(NewReservation) => Kept(world),
            _ when type == typeof(StockPick) => Picks(world),
            _ when type == typeof(NewShipment) => Shipments(world),
            _ when type == typeof(DeviceSwap) => Swaps(world),
            _ => null,
        };
    }

    public static NewStockCharge ACharge(StockChargeOwner owner, StockedProduct product, decimal quantity = 2m) =>
        new() { Owner = owner, Line = new() { Text = "Goods", Product = product.Product, Quantity = quantity, UnitPrice = UnitPrice.Of(3.3333m, Currency.EUR) } };

    private static IEnumerable<StockChargeOwner> Owners(World world) =>
    [
        .. world.Records.Of<Ticket>().Take(2).Select(static ticket => StockChargeOwner.Of(ticket.Id)),
        .. world.Records.Of<Contract>().Take(2).Select(static contract => StockChargeOwner.Of(contract.Id)),
        .. world.Records.Of<Project>().Take(1).Select(static project => StockChargeOwner.Of(project.Id)),
    ];

    private static IEnumerable<DemandSource> Sources(World world) =>
    [
        .. world.Records.Of<StockCharge>().Select(static charge => DemandSource.Of(charge.Id)),
        .. world.Records.Of<Demand>().Select(static demand => demand.Source).Where(static source => source.Order is not null),
        .. world.Records.Of<Order>().Take(1).Select(static order => DemandSource.Of(order.Id, 0)),
    ];

    // a little more of what is kept
    private static IEnumerable<NewReservation> Kept(World world) => world.Records.Of<StockReservation>().SelectMany(static kept => new[]
    {
        new NewReservation { Quote = kept.Quote, Line = kept.Line, Location = kept.Location, Quantity = 1m, ExpiresOn = new(2026, 6, 30) },
        new NewReservation { Quote = kept.Quote, Line = kept.Line, Location = kept.Location, Quantity = 1m },
    });

    // what is picked, and one of what is there
    private static IEnumerable<StockPick> Picks(World world) =>
    [
        .. world.Records.Of<Demand>().SelectMany(static demand => demand.Picks.AsEnumerable()),
        .. Locations(world).Select(static location => new StockPick(location!.Value, 1m)),
    ];

    // all that is picked of a charge, and one of what is there
    private static IEnumerable<NewShipment> Shipments(World world) =>
    [
        .. world.Records.Of<StockCharge>().SelectMany(charge => new[]
        {
            new NewShipment(charge.Customer, [new(DemandSource.Of(charge.Id))], "DHL", "JD-1"),
            new NewShipment(charge.Customer, [new(DemandSource.Of(charge.Id), [.. Locations(world).Select(static location => new StockPick(location!.Value, 1m)).Take(1)])]),
        }),
    ];

    private static IEnumerable<DeviceSwap> Swaps(World world)
    {
        if (world.Records.Of<StockLocation>().FirstOrDefault(static location => location.Kind == LocationKind.Returns)?.Id is not { } returns)
        {
            yield break;
        }

        foreach (var serial in world.Records.Of<StockSerial>().Where(static serial => serial is { Status: SerialStatus.InStock, Location: not null, Transfer: null, IsPicked: false }))
        {
            yield return new(returns, "broken", Replacement: serial.Product, From: serial.Location, Serial: serial.Serial);
        }

        yield return new(returns, "sold", IsDisposed: true);
    }

    private static IEnumerable<Id<StockLocation>?> Locations(World world) =>
        world.Records.Of<StockLocation>().Where(static location => location is { IsActive: true, Kind: LocationKind.Warehouse or LocationKind.Van }).Select(static location => (Id<StockLocation>?)location.Id);
}
