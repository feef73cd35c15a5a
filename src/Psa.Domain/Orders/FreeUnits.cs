namespace Psa.Orders;

/// <summary>The units of a line of a quote that stand on no order, by where in the line they are: what an order has is a part of the line, and gaps are what canceled orders left.</summary>
internal sealed class FreeUnits
{
    private readonly List<(decimal From, decimal To)> _free;

    /// <summary>Begins with all units.</summary>
    /// <param name="quantity">How many there are, without their sign.</param>
    internal FreeUnits(decimal quantity) => _free = quantity == 0m ? [] : [(0m, quantity)];

    /// <summary>Gets how many are free.</summary>
    internal decimal Left
    {
        get
        {
            var left = 0m;
            foreach (var (from, to) in _free)
            {
                left += to - from;
            }

            return left;
        }
    }

    /// <summary>Takes units that stand on an order.</summary>
    /// <param name="from">How many come before.</param>
    /// <param name="count">How many there are.</param>
    internal void Take(decimal from, decimal count)
    {
        var end = from + count;
        for (var i = _free.Count - 1; i >= 0 && count > 0m; i--)
        {
            var (start, to) = _free[i];
            if (from >= to || end <= start)
            {
                continue;
            }

            _free.RemoveAt(i);
            if (end < to)
            {
                _free.Insert(i, (end, to));
            }

            if (start < from)
            {
                _free.Insert(i, (start, from));
            }
        }
    }

    /// <summary>Takes the first units that are free.</summary>
    /// <param name="count">How many, at most all that are.</param>
    /// <returns>Where each run of them begins, and how many it has.</returns>
    internal List<(decimal From, decimal Count)> TakeFirst(decimal count)
    {
        var taken = new List<(decimal From, decimal Count)>();
        while (count > 0m)
        {
            var (from, to) = _free[0];
            var run = decimal.Min(count, to - from);
            taken.Add((from, run));
            Take(from, run);
            count -= run;
        }

        return taken;
    }
}
