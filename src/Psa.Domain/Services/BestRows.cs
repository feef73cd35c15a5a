using Psa.Lists;

namespace Psa.Services;

/// <summary>The first few of many records in an order, whatever order they come in.</summary>
internal sealed class BestRows<T>(int most, bool descending)
{
    // the last of them on top
    private readonly PriorityQueue<T, ListPlace> _rows = new(Comparer<ListPlace>.Create((left, right) => Order(right, left, descending)));

    /// <summary>Tells whether a place is behind another.</summary>
    internal bool IsAfter(ListPlace place, ListPlace other) => Order(place, other, descending) > 0;

    /// <summary>Tells whether there are enough, and a value is behind those of all.</summary>
    internal bool IsBeyond(object? value) =>
        _rows.Count == most && _rows.TryPeek(out _, out var last) && FieldValues.Sort(value, last.Value) is var order && (descending ? order < 0 : order > 0);

    /// <summary>Adds a record, and forgets the last of them when there are too many.</summary>
    internal void Add(T row, ListPlace place)
    {
        if (_rows.Count < most)
        {
            _rows.Enqueue(row, place);
        }
        else
        {
            _rows.EnqueueDequeue(row, place);
        }
    }

    /// <summary>Gives them in order, and keeps none.</summary>
    internal List<(T Row, ListPlace Place)> Sorted()
    {
        var sorted = new List<(T Row, ListPlace Place)>(_rows.Count);
        while (_rows.TryDequeue(out var row, out var place))
        {
            sorted.Add((row, place));
        }

        sorted.Reverse();
        return sorted;
    }

    private static int Order(ListPlace left, ListPlace right, bool descending) => descending ? right.CompareTo(left) : left.CompareTo(right);
}
