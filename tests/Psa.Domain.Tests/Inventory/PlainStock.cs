using System.Numerics;

namespace Psa.Domain.Tests.Inventory;

/// <summary>
/// Stock of one product as plainly as it can be said, to compare with: every scope is a list of lots, and what of each receipt is where is followed from its first day. It shares nothing with what it is compared to.
/// Places are numbers: 0, 1 and 2 take and give, 3 holds what came back, what is in transit is at 100 + its transfer.
/// </summary>
internal sealed partial class PlainStock(string method, bool isOneScope)
{
    internal const int Returns = 3;
    internal const int Lost = 9;

    private readonly Dictionary<int, List<Lot>> _scopes = [];
    private readonly Dictionary<int, (decimal OnHand, decimal Picked)> _places = [];
    private readonly Dictionary<int, Dictionary<int, (BigInteger Part, BigInteger Whole)>> _shares = []; // by receipt, by scope
    private readonly Dictionary<int, Origin> _origins = [];
    private int _moves;

    internal Dictionary<string, (int Place, bool IsPicked)> Serials { get; } = [];

    internal decimal? Standard { get; private set; }

    /// <summary>Gets the number of the last move.</summary>
    internal int Last => _moves;

    internal long Received { get; private set; }

    internal long Delivered { get; private set; }

    internal long Returned { get; private set; }

    internal long Lose { get; private set; }

    internal long Gained { get; private set; }

    internal long Differences { get; private set; }

    internal long Revalued { get; private set; }

    internal IReadOnlyDictionary<int, (decimal OnHand, decimal Picked)> Places => _places;

    internal long Total => _scopes.Values.Sum(Worth);

    private bool IsStandard => method == "Standard";

    internal static long Round(decimal cents) => (long)Math.Round(cents, MidpointRounding.AwayFromZero);

    internal long ValueAt(int place) => Worth(Scope(place));

    internal decimal Free(int place) => _places.TryGetValue(place, out var at) ? at.OnHand - at.Picked : 0m;

    internal decimal Picked(int place) => _places.TryGetValue(place, out var at) ? at.Picked : 0m;

    internal List<string> SerialsAt(int place, bool isPicked) => [.. Serials.Where(one => one.Value == (place, isPicked)).Select(one => one.Key).Order(StringComparer.Ordinal)];

    internal List<int> OriginsOf(bool isReceipt) => [.. _origins.Where(one => one.Value.IsReceipt == isReceipt).Select(one => one.Key).Order()];

    internal Origin OriginAt(int number) => _origins[number];

    internal void Revalue(decimal standard)
    {
        _moves++;
        Standard = standard;
        if (IsStandard)
        {
            foreach (var scope in _scopes.Values)
            {
                var (before, quantity) = (Worth(scope), scope.Sum(lot => lot.Quantity));
                Fill(scope, quantity);
                Revalued += Worth(scope) - before;
            }
        }
    }

    internal void Receive(int place, decimal quantity, long cents, List<string> serials)
    {
        var number = ++_moves;
        _origins[number] = new(true, place, quantity, cents, serials, []);
        _shares[number] = new() { [Key(place)] = (1, 1) };
        Received += cents;
        Differences += cents - PutIn(place, number, quantity, cents, serials, false);
    }

    internal void DropShip(decimal quantity, long cents, List<string> serials)
    {
        _origins[++_moves] = new(false, -1, quantity, cents, serials, []);
        (Received, Delivered) = (Received + cents, Delivered + cents);
    }

    internal void CancelDropShip(int origin, decimal quantity, List<string> serials)
    {
        _moves++;
        var receipt = _origins[origin];
        var own = Share(receipt.Cents, receipt.Back + quantity, receipt.Quantity) - Share(receipt.Cents, receipt.Back, receipt.Quantity);
        receipt.Back += quantity;
        receipt.BackSerials.AddRange(serials);
        (Received, Delivered) = (Received - own, Delivered - own);
    }

    internal void Found(int place, decimal quantity, long? cents, List<string> serials)
    {
        var number = ++_moves;
        var worth = FoundWorth(place, quantity) ?? cents!.Value;
        PutIn(place, number, quantity, worth, serials, false);
        Gained += worth;
    }

    internal long? FoundWorth(int place, decimal quantity)
    {
        var scope = Scope(place);
        var there = scope.Sum(lot => lot.Quantity);
        return IsStandard ? Round((there + quantity) * Standard!.Value * 100m) - Worth(scope)
            : there == 0m ? null
            : method is "Fifo" or "Lifo" ? Round(scope.MaxBy(lot => lot.Number)!.Cents * quantity / scope.Where(lot => lot.Number == scope.Max(one => one.Number)).Sum(lot => lot.Quantity))
            : Round(Worth(scope) * quantity / there);
    }

    internal void Loss(int place, decimal quantity, List<string> serials, bool isPicked = false)
    {
        _moves++;
        Lose += TakeOut(place, quantity, serials, isPicked).Cents;
    }

    internal void Deliver(int place, decimal quantity, List<string> serials, bool isPicked)
    {
        var number = ++_moves;
        var (cents, lots) = TakeOut(place, quantity, serials, isPicked);
        _origins[number] = new(false, place, quantity, cents, serials, lots);
        Delivered += cents;
    }

    internal void Pick(int place, decimal quantity, List<string> serials, bool isPick)
    {
        _moves++;
        _places[place] = (_places[place].OnHand, _places[place].Picked + (isPick ? quantity : -quantity));
        serials.ForEach(serial => Serials[serial] = (place, isPick));
    }

    internal void Carry(int from, int to, decimal quantity, List<string> serials, bool isPicked)
    {
        var number = ++_moves;
        if (isOneScope)
        {
            Change(from, -quantity, isPicked ? -quantity : 0m);
            Change(to, quantity, isPicked ? quantity : 0m);
            serials.ForEach(serial => Serials[serial] = (to, isPicked));
            return;
        }

        var shares = Leaving(from, quantity);
        var (cents, lots) = TakeOut(from, quantity, serials, isPicked);
        foreach (var (receipt, share) in shares)
        {
            _shares[receipt][to] = Add(_shares[receipt].GetValueOrDefault(to, (0, 1)), share);
        }

        if (lots.Count == 0 || IsStandard || method == "Average")
        {
            Differences += cents - PutIn(to, number, quantity, cents, serials, isPicked);
            return;
        }

        Change(to, quantity, isPicked ? quantity : 0m);
        serials.ForEach(serial => Serials[serial] = (to, isPicked));
        lots.ForEach(lot => Merge(Scope(to), lot));
    }

    internal void Return(int origin, int place, decimal quantity, List<string> serials, bool isPicked)
    {
        var (number, delivery) = (++_moves, _origins[origin]);
        var lots = delivery.Lots.Where(lot => lot.Serial is not null && serials.Contains(lot.Serial)).ToList();
        var cents = method == "Actual" && lots.Count > 0 ? lots.Sum(lot => lot.Cents) : Share(delivery.Cents, delivery.Back + quantity, delivery.Quantity) - Share(delivery.Cents, delivery.Back, delivery.Quantity);
        delivery.Back += quantity;
        delivery.BackSerials.AddRange(serials);
        Returned += cents;
        if (method == "Actual" && lots.Count > 0)
        {
            Change(place, quantity, isPicked ? quantity : 0m);
            serials.ForEach(serial => Serials[serial] = (place, isPicked));
            lots.ForEach(lot => Scope(place).Add(new(number, 1m, lot.Cents, lot.Serial)));
            return;
        }

        Differences += cents - PutIn(place, number, quantity, cents, serials, isPicked);
    }

    /// <summary>Gives what of a receipt can be taken back at a place, by its layers.</summary>
    internal bool IsUntouched(int origin, int place, decimal quantity, List<string> serials) => method switch
    {
        "Fifo" or "Lifo" => Scope(place).Where(lot => lot.Number == origin).Sum(lot => lot.Quantity) >= quantity,
        "Actual" => serials.TrueForAll(serial => Scope(place).Exists(lot => lot.Number == origin && lot.Serial == serial)),
        _ => true,
    };

    internal void TakeBack(int origin, int place, decimal quantity, List<string> serials)
    {
        _moves++;
        var receipt = _origins[origin];
        var (own, all) = (Part(receipt.Cents), Part(receipt.Cents + receipt.Landed));
        var (scope, before) = (Scope(place), Scope(place).Sum(lot => lot.Quantity));
        long taken;
        if (method == "Average")
        {
            taken = quantity == before || all >= Worth(scope) ? Worth(scope) : all;
            var left = Worth(scope) - taken;
            scope.Clear();
            scope.Add(new(0, before - quantity, left, null));
        }
        else if (IsStandard)
        {
            taken = Worth(scope);
            Fill(scope, before - quantity);
            taken -= Worth(scope);
        }
        else
        {
            taken = 0;
            foreach (var lot in scope.Where(lot => lot.Number == origin && (lot.Serial is null || serials.Contains(lot.Serial))).ToList())
            {
                taken += Cut(scope, lot, Math.Min(quantity, lot.Quantity)).Cents;
            }
        }

        var shares = _shares[origin];
        if (shares.TryGetValue(Key(place), out var share))
        {
            shares[Key(place)] = Less(share, Of(quantity, receipt.Quantity));
        }

        Empty(place);
        Change(place, -quantity, 0m);
        serials.ForEach(serial => Serials.Remove(serial));
        receipt.Back += quantity;
        receipt.BackSerials.AddRange(serials);
        (Received, Differences) = (Received - own, Differences + taken - own);

        long Part(long cents) => Share(cents, receipt.Back + quantity, receipt.Quantity) - Share(cents, receipt.Back, receipt.Quantity);
    }

    internal void Land(int origin, long cents)
    {
        _moves++;
        var receipt = _origins[origin];
        receipt.Landed += cents;
        Received += cents;
        var targets = new List<(List<Lot> Scope, Lot? Lot, (BigInteger Part, BigInteger Whole) Share)>();
        foreach (var (key, scope) in receipt.IsReceipt ? _scopes.OrderBy(one => Order(one.Key)) : Enumerable.Empty<KeyValuePair<int, List<Lot>>>())
        {
            if (method == "Average" && _shares[origin].TryGetValue(key, out var share) && share.Part > 0)
            {
                targets.Add((scope, null, share));
            }
            else if (method is "Fifo" or "Lifo" or "Actual")
            {
                targets.AddRange(scope.Where(lot => lot.Number == origin).OrderBy(lot => lot.Serial, StringComparer.Ordinal).Select(lot => (scope, (Lot?)lot, Of(lot.Quantity, receipt.Quantity))));
            }
        }

        var whole = targets.Aggregate((Part: BigInteger.Zero, Whole: BigInteger.One), (sum, one) => Add(sum, one.Share));
        var landed = 0L;
        var toStock = Halves(cents * whole.Part, whole.Whole);
        foreach (var (target, part) in targets.Zip(Largest(toStock, [.. targets.Select(one => one.Share.Part * whole.Whole * targets.Aggregate(BigInteger.One, (all, other) => all * other.Share.Whole) / one.Share.Whole)])))
        {
            var lot = target.Lot ?? target.Scope.Single(one => one.Quantity > 0m);
            var after = Math.Max(0, lot.Cents + part);
            landed += after - lot.Cents;
            lot.Cents = after;
        }

        Differences += cents - landed;
    }

    /// <summary>Gets in which order places are looked at; set by who knows the ids.</summary>
    internal Func<int, (Guid, Guid)> Order { get; set; } = _ => default;

    /// <summary>A receipt or delivery.</summary>
    internal sealed class Origin(bool isReceipt, int place, decimal quantity, long cents, List<string> serials, List<Lot> lots)
    {
        internal bool IsReceipt { get; } = isReceipt;

        internal int Place { get; } = place;

        internal decimal Quantity { get; } = quantity;

        internal long Cents { get; } = cents;

        internal List<string> Serials { get; } = serials;

        internal List<Lot> Lots { get; } = lots;

        internal List<string> BackSerials { get; } = [];

        internal decimal Back { get; set; }

        internal long Landed { get; set; }
    }

    /// <summary>Goods of one receipt, or all that is mixed.</summary>
    internal sealed class Lot(int number, decimal quantity, long cents, string? serial)
    {
        internal int Number { get; } = number;

        internal decimal Quantity { get; set; } = quantity;

        internal long Cents { get; set; } = cents;

        internal string? Serial { get; } = serial;
    }
}
