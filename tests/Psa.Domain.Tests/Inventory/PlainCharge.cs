using Psa.Inventory;

namespace Psa.Domain.Tests.Inventory;

/// <summary>A stock charge as plainly as it can be said: what it needs, and what of which place and serial is picked and delivered for it. Places are those of <see cref="PlainStock"/>.</summary>
internal sealed class PlainCharge(StockCharge charge, decimal asked)
{
    internal StockCharge Charge { get; } = charge;

    internal SortedDictionary<int, decimal> Picks { get; } = [];

    internal Dictionary<int, List<string>> Serials { get; } = [];

    internal List<Delivery> Deliveries { get; } = [];

    internal bool IsCanceled { get; set; }

    internal decimal Invoiced { get; set; }

    internal decimal Picked => Picks.Values.Sum();

    internal decimal Delivered => Deliveries.Sum(one => one.Quantity - one.Undone);

    internal decimal Needed => IsCanceled ? Delivered : asked;

    internal decimal Open => Needed - Delivered - Picked;

    internal DemandStatus Status => (IsCanceled, Delivered == 0m, Open) switch
    {
        (true, true, _) => DemandStatus.Canceled,
        (true, false, _) => DemandStatus.Delivered,
        (false, _, _) when IsAllDelivered => DemandStatus.Delivered,
        (false, _, 0m) => DemandStatus.ReadyToShip,
        _ => DemandStatus.NeedToOrder,
    };

    internal bool IsAllDelivered => Delivered >= asked;

    /// <summary>Gets what it bills: the price of what is delivered, rounded once.</summary>
    internal long Billed => Charge.IsFree ? 0 : PlainStock.Round(3333.33m * Delivered);

    internal decimal PickedAt(int place) => Picks.GetValueOrDefault(place);

    internal List<string> SerialsAt(int place) => Serials.GetValueOrDefault(place) ?? [];

    internal void Pick(int place, decimal quantity, List<string> serials)
    {
        Picks[place] = PickedAt(place) + quantity;
        Serials[place] = [.. SerialsAt(place), .. serials];
    }

    internal void Unpick(int place, decimal quantity, List<string> serials)
    {
        Picks[place] -= quantity;
        Serials[place] = [.. SerialsAt(place).Except(serials)];
        if (Picks[place] == 0m)
        {
            Picks.Remove(place);
        }
    }

    internal void Deliver(int number, int place, decimal quantity, List<string> serials)
    {
        Deliveries.Add(new(number, place, quantity, [.. serials]));
    }

    internal sealed class Delivery(int number, int place, decimal quantity, List<string> serials)
    {
        internal int Number { get; } = number;

        internal int Place { get; } = place;

        internal decimal Quantity { get; } = quantity;

        /// <summary>Gets those that are still with the customer.</summary>
        internal List<string> Serials { get; } = serials;

        internal decimal Undone { get; set; }
    }
}
