namespace Psa.Records;

/// <summary>
/// Rows in an order, in pages. Immutable: changes make another one, that shares all pages in which nothing changed. A commit changes rows that stand side by side, so it writes few pages anew,
/// and finds its way by what it found before.
/// </summary>
internal sealed class SortedRows<T>
    where T : class
{
    private const int PageSize = 128;

    private readonly IComparer<T> _order;
    private readonly T[][] _pages;
    private readonly int[] _starts;

    private SortedRows(IComparer<T> order, T[][] pages)
    {
        (_order, _pages, _starts) = (order, pages, new int[pages.Length]);
        for (var i = 0; i < pages.Length; i++)
        {
            _starts[i] = Count;
            Count += pages[i].Length;
        }
    }

    internal int Count { get; }

    internal T this[int place]
    {
        get
        {
            var page = PageOf(place);
            return _pages[page][place - _starts[page]];
        }
    }

    internal static SortedRows<T> Empty(IComparer<T> order) => new(order, []);

    /// <summary>Sorts rows, of which no two are equal.</summary>
    internal static SortedRows<T> Of(IEnumerable<T> rows, IComparer<T> order)
    {
        T[] sorted = [.. rows];
        sorted.AsSpan().Order(order);
        var pages = new List<T[]>();
        Split(sorted, pages);
        return new(order, [.. pages]);
    }

    /// <summary>Gives the rows from a place to before another.</summary>
    internal IEnumerable<T> Between(int start, int end, bool descending)
    {
        if (start >= end)
        {
            yield break;
        }

        var (first, last) = (PageOf(start), PageOf(end - 1));
        for (var i = 0; i <= last - first; i++)
        {
            var page = descending ? last - i : first + i;
            var (from, to) = (Math.Max(start - _starts[page], 0), Math.Min(end - _starts[page], _pages[page].Length));
            for (var row = 0; row < to - from; row++)
            {
                yield return _pages[page][descending ? to - 1 - row : from + row];
            }
        }
    }

    /// <summary>Finds the place of the first row that is not before a bound: the rows that are before it come first.</summary>
    internal int Seek<TBound>(TBound bound, Func<T, TBound, bool> isBefore)
    {
        var (low, high) = (0, _pages.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = isBefore(_pages[middle][0], bound) ? (middle + 1, high) : (low, middle);
        }

        if (low == 0)
        {
            return 0;
        }

        var page = _pages[low - 1];
        var (first, end) = (1, page.Length);
        while (first < end)
        {
            var middle = first + ((end - first) / 2);
            (first, end) = isBefore(page[middle], bound) ? (middle + 1, end) : (first, middle);
        }

        return _starts[low - 1] + first;
    }

    /// <summary>Makes the rows with changes, and notes with each what stood in its place. Whether it may have stood there is for who asks: if not, the result is to be thrown away.</summary>
    /// <param name="edits">The changes in the order of the rows; a removal before what takes its place.</param>
    internal SortedRows<T> With(Span<Edit<T>> edits)
    {
        var pages = new List<T[]>(_pages.Length + (edits.Length / PageSize) + 1);
        var kept = 0;
        while (edits.Length > 0)
        {
            var page = Math.Max(kept, LastPageThrough(edits[0].Row, kept));
            pages.AddRange(_pages.AsSpan(kept, Math.Min(page, _pages.Length) - kept));
            var count = page + 1 < _pages.Length ? CountBefore(edits, _pages[page + 1][0]) : edits.Length;
            Split(Merge(page < _pages.Length ? _pages[page] : [], edits[..count]), pages);
            kept = Math.Min(page + 1, _pages.Length);
            edits = edits[count..];
        }

        pages.AddRange(_pages.AsSpan(kept));
        return new(_order, [.. pages]);
    }

    private static void Split(ReadOnlySpan<T> rows, List<T[]> pages)
    {
        // what removals left of pages doesn't stay in pieces
        if (pages.Count > 0 && rows.Length > 0 && pages[^1].Length + rows.Length <= PageSize / 2)
        {
            pages[^1] = [.. pages[^1], .. rows];
            return;
        }

        for (var left = (rows.Length + PageSize - 1) / PageSize; left > 0; left--)
        {
            var size = (rows.Length + left - 1) / left;
            pages.Add(rows[..size].ToArray());
            rows = rows[size..];
        }
    }

    private ReadOnlySpan<T> Merge(T[] page, Span<Edit<T>> edits)
    {
        var merged = new T[page.Length + edits.Length];
        var (read, written) = (0, 0);
        for (var i = 0; i < edits.Length; i++)
        {
            ref var edit = ref edits[i];
            var place = PlaceOf(page, read, edit.Row);
            Array.Copy(page, read, merged, written, place - read);
            written += place - read;
            read = place;
            if (place < page.Length && _order.Compare(page[place], edit.Row) == 0)
            {
                edit.Stood = page[place];
                read++;
            }
            else if (i > 0 && !edits[i - 1].IsRemoval && _order.Compare(edits[i - 1].Row, edit.Row) == 0)
            {
                edit.Stood = edits[i - 1].Row;
                written--;
            }

            if (!edit.IsRemoval)
            {
                merged[written++] = edit.Row;
            }
        }

        Array.Copy(page, read, merged, written, page.Length - read);
        return merged.AsSpan(0, written + page.Length - read);
    }

    /// <summary>Finds the first row that isn't before another, looking near first.</summary>
    private int PlaceOf(T[] page, int from, T row)
    {
        var step = 1;
        var high = from;
        while (high < page.Length && _order.Compare(page[high], row) < 0)
        {
            (from, high, step) = (high + 1, high + step, step * 2);
        }

        high = Math.Min(high, page.Length);
        while (from < high)
        {
            var middle = from + ((high - from) / 2);
            (from, high) = _order.Compare(page[middle], row) < 0 ? (middle + 1, high) : (from, middle);
        }

        return from;
    }

    private int LastPageThrough(T row, int from)
    {
        var (low, high) = (from, _pages.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = _order.Compare(_pages[middle][0], row) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }

    private int CountBefore(Span<Edit<T>> edits, T row)
    {
        var count = 1;
        while (count < edits.Length && _order.Compare(edits[count].Row, row) < 0)
        {
            count++;
        }

        return count;
    }

    private int PageOf(int place)
    {
        var found = Array.BinarySearch(_starts, place);
        return found < 0 ? ~found - 1 : found;
    }
}
