using System.Collections.Immutable;
using System.Linq;
using Psa.Storage;

namespace Psa.Records;

/// <summary>The rows of one kind of record and one tenant, with their indexes. Immutable: a commit makes another, and readers keep the one they have.</summary>
internal sealed class Table<T>
    where T : class, IEntity<T>
{
    private readonly RecordType<T> _type;
    private readonly ImmutableArray<ImmutableSortedSet<T>> _ordered;

    private Table(RecordType<T> type, ImmutableDictionary<Id<T>, T> rows, ImmutableArray<ImmutableSortedSet<T>> ordered)
    {
        _type = type;
        Rows = rows;
        _ordered = ordered;
    }

    internal ImmutableDictionary<Id<T>, T> Rows { get; }

    internal static Table<T> Create(RecordType<T> type) => new(
        type,
        ImmutableDictionary<Id<T>, T>.Empty,
        [ImmutableSortedSet.Create<T>(RecordType<T>.ById), .. type.Indexes.Select(static index => ImmutableSortedSet.Create<T>(index))]);

    /// <summary>Reads what a query asks for, in the order of its index.</summary>
    internal IEnumerable<T> Read(Query<T> query)
    {
        if (!query.IsCovered)
        {
            return query.Apply(Rows.Values);
        }

        var found = query.Where.FirstOrDefault(static c => c.Operator == ConditionOperator.OneOf) is { Column: { } column } list
            ? list.Values.Cast<object>().Distinct().SelectMany(value => Found(query with { Where = [.. query.Where.Where(c => c != list), column.Is(value)] }))
            : Found(query);
        if (query.IsSorted)
        {
            var order = Comparer<T>.Create(query.Compare);
            found = query.Descending ? found.OrderDescending(order) : found.Order(order);
        }

        return found.Skip((int)Math.Min(query.Skip, int.MaxValue)).Take(query.Limit ?? int.MaxValue);
    }

    internal long Count(Query<T> query) =>
        query.IsCovered && query.Where.All(static c => c.Operator != ConditionOperator.OneOf) && RestOf(query).Count == 0 ? Range(query).Count() : Read(query with { Skip = 0, Limit = null }).LongCount();

    /// <summary>Makes the table with changes. What was goes first, so that only the state afterwards decides what is there twice.</summary>
    internal Table<T> With(IReadOnlyList<StagedChange<T>> changes)
    {
        var rows = Rows.ToBuilder();
        var ordered = _ordered.Select(static set => set.ToBuilder()).ToArray();
        foreach (var change in changes)
        {
            if (change.Kind != StagedChangeKind.Add)
            {
                Remove(rows[change.Record.Id]);
            }
        }

        foreach (var change in changes)
        {
            if (change.Kind != StagedChangeKind.Remove)
            {
                Add(change.Record);
            }
        }

        return new(_type, rows.ToImmutable(), [.. ordered.Select(static builder => builder.ToImmutable())]);

        void Remove(T row)
        {
            rows.Remove(row.Id);
            ordered[0].Remove(row);
            for (var i = 0; i < _type.Indexes.Count; i++)
            {
                _ = _type.Indexes[i].Holds(row) && ordered[i + 1].Remove(row);
            }
        }

        void Add(T row)
        {
            rows.Add(row.Id, row);
            ordered[0].Add(row);
            for (var i = 0; i < _type.Indexes.Count; i++)
            {
                if (_type.Indexes[i].Holds(row) && !ordered[i + 1].Add(row))
                {
                    throw StoreRefusals.Duplicate(_type, _type.Indexes[i], row);
                }
            }
        }
    }

    private IEnumerable<T> Found(Query<T> query)
    {
        var rows = Range(query).Rows();
        return RestOf(query) is { Count: > 0 } rest ? rows.Where(row => rest.TrueForAll(condition => condition.Holds(row))) : rows;
    }

    // what is no bound of the index, and isn't said by the index itself
    private static List<Condition<T>> RestOf(Query<T> query) =>
        [.. query.Where.Where(condition => !(IndexRange<T>.IsBound(condition) && query.By.Columns.Contains(condition.Column)) && !query.By.Only.Contains(condition))];

    private IndexRange<T> Range(Query<T> query)
    {
        var place = 0;
        while (place < _type.Indexes.Count && query.By != _type.Indexes[place])
        {
            place++;
        }

        return new(_ordered[query.By == RecordType<T>.ById ? 0 : place + 1], query);
    }
}
