namespace Psa.Storage;

/// <summary>One order in which records can be read: in a database an index, in memory a sorted set. Every store adds the tenant before its columns.</summary>
/// <typeparam name="T">The records.</typeparam>
public sealed class RecordIndex<T> : IComparer<T>
{
    internal RecordIndex(string name, params Column<T>[] columns)
    {
        Name = name;
        Columns = columns;
    }

    /// <summary>Gets the name, one of its record's: <c>by_number</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the columns, the most significant first. Unless the index is unique the last is the id, so that no two records are equal.</summary>
    public IReadOnlyList<Column<T>> Columns { get; }

    /// <summary>Gets which records it holds: those that fulfil all of these; all records, when there are none.</summary>
    public IReadOnlyList<Condition<T>> Only { get; internal init; } = [];

    /// <summary>Gets what only one record may have, in words: "its number"; <see langword="null"/> when the index isn't unique.</summary>
    public string? Unique { get; internal init; }

    /// <summary>Compares two records by the columns.</summary>
    /// <param name="x">A record.</param>
    /// <param name="y">Another record.</param>
    /// <returns>Less than 0, 0 or more than 0, as the first comes before the second.</returns>
    public int Compare(T? x, T? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Compare(x, y) is var order and not 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>Tells whether the index holds a record.</summary>
    /// <param name="row">The record.</param>
    /// <returns>Whether it fulfils <see cref="Only"/>.</returns>
    public bool Holds(T row)
    {
        for (var i = 0; i < Only.Count; i++)
        {
            if (!Only[i].Holds(row))
            {
                return false;
            }
        }

        return true;
    }
}
