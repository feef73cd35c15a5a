using System.Collections.Immutable;

namespace Psa.Storage;

/// <summary>The rows of one kind of record and one tenant, with their indexes. Immutable: a commit makes another, and readers keep the one they have.</summary>
internal sealed class Table<T>
    where T : class, IEntity<T>
{
    private readonly ImmutableArray<TableIndex<T>> _indexes;
    private readonly ImmutableArray<ImmutableSortedSet<T>> _ordered;

    private Table(ImmutableSortedDictionary<Id<T>, T> rows, ImmutableArray<TableIndex<T>> indexes, ImmutableArray<ImmutableSortedSet<T>> ordered)
    {
        Rows = rows;
        _indexes = indexes;
        _ordered = ordered;
    }

    internal ImmutableSortedDictionary<Id<T>, T> Rows { get; }

    internal static Table<T> Create(params ReadOnlySpan<TableIndex<T>> indexes)
    {
        var ordered = ImmutableArray.CreateBuilder<ImmutableSortedSet<T>>(indexes.Length);
        foreach (var index in indexes)
        {
            ordered.Add(index.Empty);
        }

        return new(ImmutableSortedDictionary<Id<T>, T>.Empty, [.. indexes], ordered.DrainToImmutable());
    }

    /// <summary>Finds the place of the first row that is not before a bound: the rows that are before it come first in the index's order.</summary>
    internal int PlaceOf(int index, Func<T, bool> isBefore)
    {
        var rows = _ordered[index];
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (isBefore(rows[middle]))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    internal int Count(int index) => _ordered[index].Count;

    internal T At(int index, int place) => _ordered[index][place];

    /// <summary>Reads a range of an index: rows before it come first, and the first row that is not in it ends it.</summary>
    internal IEnumerable<T> Range(int index, Func<T, bool> isBefore, Func<T, bool> isIn)
    {
        var rows = _ordered[index];
        for (var i = PlaceOf(index, isBefore); i < rows.Count && rows[i] is var row && isIn(row); i++)
        {
            yield return row;
        }
    }

    /// <summary>Throws when a change doesn't find the version it expects.</summary>
    internal void CheckVersions(IReadOnlyList<StagedChange<T>> changes)
    {
        foreach (var change in changes)
        {
            var stored = Rows.TryGetValue(change.Record.Id, out var row) ? row.Version : (long?)null;
            if ((stored ?? 0) != change.Expected)
            {
                throw new ConcurrencyConflictException(typeof(T).Name, change.Record.Id.Value, change.Expected, stored);
            }
        }
    }

    /// <summary>Makes the table with the changes; this one stays. Removals come first, then updates, then new rows, as in a database.</summary>
    internal Table<T> With(IReadOnlyList<StagedChange<T>> changes)
    {
        var rows = Rows.ToBuilder();
        var ordered = new ImmutableSortedSet<T>.Builder[_ordered.Length];
        for (var i = 0; i < ordered.Length; i++)
        {
            ordered[i] = _ordered[i].ToBuilder();
        }

        Apply(StagedChangeKind.Remove);
        Apply(StagedChangeKind.Update);
        Apply(StagedChangeKind.Add);

        var result = ImmutableArray.CreateBuilder<ImmutableSortedSet<T>>(ordered.Length);
        foreach (var builder in ordered)
        {
            result.Add(builder.ToImmutable());
        }

        return new(rows.ToImmutable(), _indexes, result.DrainToImmutable());

        void Apply(StagedChangeKind kind)
        {
            foreach (var change in changes)
            {
                if (change.Kind == kind)
                {
                    Replace(rows, ordered, change);
                }
            }
        }
    }

    private void Replace(ImmutableSortedDictionary<Id<T>, T>.Builder rows, ImmutableSortedSet<T>.Builder[] ordered, StagedChange<T> change)
    {
        if (change.Kind != StagedChangeKind.Add)
        {
            Remove(rows, ordered, change.Record.Id);
        }

        if (change.Kind != StagedChangeKind.Remove)
        {
            Add(rows, ordered, change.Record);
        }
    }

    private void Remove(ImmutableSortedDictionary<Id<T>, T>.Builder rows, ImmutableSortedSet<T>.Builder[] ordered, Id<T> id)
    {
        var row = rows[id];
        rows.Remove(id);
        for (var i = 0; i < ordered.Length; i++)
        {
            _indexes[i].Remove(ordered[i], row);
        }
    }

    private void Add(ImmutableSortedDictionary<Id<T>, T>.Builder rows, ImmutableSortedSet<T>.Builder[] ordered, T row)
    {
        rows.Add(row.Id, row);
        for (var i = 0; i < ordered.Length; i++)
        {
            _indexes[i].Add(ordered[i], row);
        }
    }
}
