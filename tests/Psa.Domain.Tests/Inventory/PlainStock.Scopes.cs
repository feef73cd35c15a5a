using System.Numerics;

namespace Psa.Domain.Tests.Inventory;

/// <content>What enters the books of a scope, and what leaves them.</content>
internal sealed partial class PlainStock
{
    private static Lot Cut(List<Lot> scope, Lot lot, decimal quantity)
    {
        var cut = new Lot(lot.Number, quantity, quantity == lot.Quantity ? lot.Cents : Share(lot.Cents, quantity, lot.Quantity), lot.Serial);
        (lot.Quantity, lot.Cents) = (lot.Quantity - quantity, lot.Cents - cut.Cents);
        scope.RemoveAll(one => one.Quantity == 0m);
        return cut;
    }

    private static void Merge(List<Lot> scope, Lot lot)
    {
        if (lot.Serial is null && scope.Find(one => one.Number == lot.Number) is { } same)
        {
            (same.Quantity, same.Cents) = (same.Quantity + lot.Quantity, same.Cents + lot.Cents);
        }
        else
        {
            scope.Add(lot);
        }
    }

    private int Key(int place) => isOneScope ? -1 : place;

    private List<Lot> Scope(int place) => _scopes.TryGetValue(Key(place), out var scope) ? scope : _scopes[Key(place)] = [];

    private void Change(int place, decimal quantity, decimal picked)
    {
        var at = _places.GetValueOrDefault(place);
        _places[place] = (at.OnHand + quantity, at.Picked + picked);
    }

    private void Fill(List<Lot> scope, decimal quantity)
    {
        scope.Clear();
        scope.Add(new(0, quantity, Round(quantity * Standard!.Value * 100m), null));
    }

    // what enters the books of the scope
    private long PutIn(int place, int number, decimal quantity, long cents, List<string> serials, bool isPicked)
    {
        Change(place, quantity, isPicked ? quantity : 0m);
        serials.ForEach(serial => Serials[serial] = (place, isPicked));
        var (scope, before) = (Scope(place), Worth(Scope(place)));
        if (IsStandard)
        {
            Fill(scope, scope.Sum(lot => lot.Quantity) + quantity);
        }
        else if (method == "Average")
        {
            var all = (scope.Sum(lot => lot.Quantity) + quantity, before + cents);
            scope.Clear();
            scope.Add(new(0, all.Item1, all.Item2, null));
        }
        else if (method == "Actual")
        {
            foreach (var (serial, part) in serials.Zip(Largest(cents, [.. serials.Select(_ => BigInteger.One)])))
            {
                scope.Add(new(number, 1m, part, serial));
            }
        }
        else
        {
            scope.Add(new(number, quantity, cents, null));
        }

        return Worth(scope) - before;
    }

    private Dictionary<int, (BigInteger Part, BigInteger Whole)> Leaving(int place, decimal quantity)
    {
        var there = Scope(place).Sum(lot => lot.Quantity);
        return _shares.Where(one => one.Value.ContainsKey(Key(place)))
            .ToDictionary(one => one.Key, one => (one.Value[Key(place)].Part * Of(quantity, there).Part, one.Value[Key(place)].Whole * Of(quantity, there).Whole));
    }

    private void Empty(int place)
    {
        if (Scope(place).Sum(lot => lot.Quantity) == 0m)
        {
            Scope(place).Clear();
            foreach (var shares in _shares.Values)
            {
                shares.Remove(Key(place));
            }
        }
    }

    private (long Cents, List<Lot> Lots) TakeOut(int place, decimal quantity, List<string> serials, bool isPicked)
    {
        foreach (var (receipt, share) in Leaving(place, quantity))
        {
            _shares[receipt][Key(place)] = Less(_shares[receipt][Key(place)], share);
        }

        var (scope, before) = (Scope(place), Worth(Scope(place)));
        var (there, lots) = (scope.Sum(lot => lot.Quantity), new List<Lot>());
        if (IsStandard)
        {
            Fill(scope, there - quantity);
        }
        else if (method == "Actual")
        {
            serials.ForEach(serial => lots.Add(Cut(scope, scope.Single(lot => lot.Serial == serial), 1m)));
        }
        else
        {
            for (var left = quantity; left > 0m;)
            {
                var lot = method == "Lifo" ? scope.MaxBy(one => one.Number)! : scope.MinBy(one => one.Number)!;
                lots.Add(Cut(scope, lot, Math.Min(left, lot.Quantity)));
                left -= lots[^1].Quantity;
            }
        }

        var taken = before - Worth(scope);
        Empty(place);
        Change(place, -quantity, isPicked ? -quantity : 0m);
        serials.ForEach(serial => Serials.Remove(serial));
        return (taken, lots);
    }
}
