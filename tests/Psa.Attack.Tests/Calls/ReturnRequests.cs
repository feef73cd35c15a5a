using Psa.Inventory;
using Psa.Procurement;
using Psa.Returns;

namespace Psa.Attack.Tests.Calls;

/// <summary>Named values of what is asked of returns.</summary>
internal static class ReturnRequests
{
    /// <summary>Gives values of a type, the fullest first; nothing for a type that is none of them.</summary>
    public static IEnumerable<object>? Of(Type type, World world) => type switch
    {
        _ when type == typeof(NewReturn) => world.Records.Of<Demand>().SelectMany(demand => Wanted(demand, world)),
        _ when type == typeof(VendorAnswer) => Answers(world),
        _ => null,
    };

    public static NewReturn AReturn(DemandSource source, decimal quantity, ReturnKind kind, params string[] serials) => new() { Source = source, Quantity = quantity, Kind = kind, Reason = "broken", Serials = [.. serials] };

    private static IEnumerable<NewReturn> Wanted(Demand demand, World world)
    {
        foreach (var delivery in demand.Deliveries.AsEnumerable().Where(static delivery => delivery.Quantity - delivery.Undone - delivery.Returned >= 1m))
        {
            var serials = world.Records.Of<StockMove>().Single(move => move.Product == demand.Product && move.Sequence == delivery.Sequence).Serials;
            foreach (var kind in Enum.GetValues<ReturnKind>())
            {
                yield return AReturn(demand.Source, 1m, kind, [.. serials.Take(1)]);
            }
        }
    }

    private static IEnumerable<VendorAnswer> Answers(World world) =>
    [
        new(VendorOutcome.Credited, Money.Of(5m, Currency.USD), 0.9m),
        new(VendorOutcome.Credited, Money.Of(0.4m, Currency.EUR)),
        .. world.Records.Of<PurchaseOrder>().SelectMany(static order => order.Lines.AsEnumerable().Select((_, number) => new VendorAnswer(VendorOutcome.Replaced, Order: order.Id, Line: number))),
        new(VendorOutcome.Replaced),
        new(VendorOutcome.Repaired),
        new(VendorOutcome.Declined),
    ];
}
