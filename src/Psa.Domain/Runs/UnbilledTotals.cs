namespace Psa.Runs;

/// <summary>Adds up by cause what stands on no invoice.</summary>
internal sealed class UnbilledTotals
{
    private readonly SortedDictionary<UnbilledCause, (long Count, SortedDictionary<Currency, Money> Money, SortedDictionary<Currency, ExactAmount> Cost)> _sums = [];

    internal void Add(UnbilledWork row)
    {
        var sum = _sums.TryGetValue(row.Cause, out var known) ? known : (0L, [], []);
        foreach (var money in row.Money)
        {
            sum.Money[money.Currency] = sum.Money.TryGetValue(money.Currency, out var before) ? before + money : money;
        }

        foreach (var cost in row.Cost)
        {
            sum.Cost[cost.Currency] = sum.Cost.TryGetValue(cost.Currency, out var before) ? before + cost : cost;
        }

        _sums[row.Cause] = (sum.Count + 1, sum.Money, sum.Cost);
    }

    /// <summary>Lists the sums in the order of causes.</summary>
    internal ValueList<UnbilledTotal> ToList()
    {
        var list = ValueList<UnbilledTotal>.Empty;
        foreach (var (cause, (count, money, cost)) in _sums)
        {
            list = list.Add(new(cause, count, [.. money.Values], [.. cost.Values]));
        }

        return list;
    }
}
