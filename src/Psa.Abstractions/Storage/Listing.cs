using System.Linq;

namespace Psa.Storage;

/// <summary>
/// A list that people read page by page: what it holds, by which index, and in which order, the last column of which is each record's own. What follows a place in it is a few queries: the
/// records that share all but the last value of the order, then those that share all but the last two, and so on. Each is a search, wherever the page begins.
/// </summary>
/// <typeparam name="T">The records.</typeparam>
internal sealed class Listing<T>
{
    /// <summary>Makes a list.</summary>
    /// <param name="by">The index that finds its records. Where that isn't in the list's order, what it finds should be few: it is sorted for each page.</param>
    /// <param name="where">What all of them fulfil.</param>
    /// <param name="order">The order.</param>
    /// <param name="isDescending">Whether it is reversed as a whole.</param>
    internal Listing(RecordIndex<T> by, IReadOnlyList<Condition<T>> where, IReadOnlyList<Column<T>> order, bool isDescending)
    {
        Order = Unfixed(order, where);
        var all = new Query<T>(by, where) { Descending = isDescending };

        // what a list of values finds comes in no order
        var isInOrder = Unfixed(by.Columns, where).SequenceEqual(Order) && where.All(static condition => condition.Operator != ConditionOperator.OneOf);
        All = isInOrder ? all : all with { Order = Order };
    }

    /// <summary>Gets the columns by whose values a place is known.</summary>
    internal IReadOnlyList<Column<T>> Order { get; }

    /// <summary>Gets the query for all of it.</summary>
    internal Query<T> All { get; private init; }

    /// <summary>Gives the list whose first ordered column has few values among the many records of the index: a database had better jump from one to the next.</summary>
    internal Listing<T> Sparse() => new(All.By, [.. All.Where], Order, All.Descending) { All = All with { IsSparse = true } };

    /// <summary>Gives the queries that, one after the other, give what comes after a place.</summary>
    /// <param name="place">The values of <see cref="Order"/> of the last record before; <see langword="null"/> for the beginning.</param>
    internal IEnumerable<Query<T>> After(IReadOnlyList<object?>? place)
    {
        if (place is null)
        {
            yield return All;
            yield break;
        }

        for (var i = Order.Count - 1; i >= 0; i--)
        {
            foreach (var beyond in All.Descending ? Before(Order[i], place[i]) : [[Order[i].After(place[i])]])
            {
                yield return All with { Where = [.. All.Where, .. Order.Take(i).Select((column, n) => column.Is(place[n])), .. beyond], IsSparse = All.IsSparse && i == 0 };
            }
        }
    }

    // nothing comes before everything, and what comes before a value is something where databases compare; a text in an order is there, or its fold before it isn't
    private static IEnumerable<Condition<T>[]> Before(Column<T> column, object? value)
    {
        var mayBeNothing = column.IsDerived || Nullable.GetUnderlyingType(column.Type) is not null;
        return value is null ? [] : mayBeNothing ? [[column.Before(value), column.IsNot(null)], [column.Is(null)]] : [[column.Before(value)]];
    }

    private static Column<T>[] Unfixed(IReadOnlyList<Column<T>> columns, IReadOnlyList<Condition<T>> where) =>
        [.. columns.Where(column => !where.Any(condition => condition.Column == column && condition.Operator == ConditionOperator.Equal))];
}
