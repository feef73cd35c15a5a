using System.Buffers.Binary;
using System.Linq;
using System.Runtime.InteropServices;
using Psa.Storage;

namespace Psa.Records;

/// <summary>
/// The rows of one kind of record and one tenant, with their indexes. Immutable: a commit makes another, and readers keep the one they have.
/// An index is made when it is first asked for, and kept up to date by all commits from then on: a billing run asks for few.
/// </summary>
internal sealed class Table<T>
    where T : class, IEntity<T>
{
    private readonly RecordType<T> _type;
    private readonly SortedRows<T>?[] _indexes;
    private readonly bool[] _isWanted;

    private Table(RecordType<T> type, SortedRows<T> rows, SortedRows<T>?[] indexes, bool[] isWanted) =>
        (_type, Rows, _indexes, _isWanted) = (type, rows, indexes, isWanted);

    /// <summary>Gets the rows in the order of their ids.</summary>
    internal SortedRows<T> Rows { get; }

    internal static Table<T> Create(RecordType<T> type) =>
        new(type, SortedRows<T>.Empty(IdOrder.Instance), new SortedRows<T>?[type.Indexes.Count], [.. type.Indexes.Select(static index => index.Unique is not null)]);

    internal T? Find(Id<T> id)
    {
        var place = Rows.Seek(id, static (row, id) => row.Id < id);
        return place < Rows.Count && Rows[place] is var row && row.Id == id ? row : null;
    }

    /// <summary>Reads what a query asks for, in the order of its index.</summary>
    internal IEnumerable<T> Read(Query<T> query)
    {
        if (!query.IsCovered)
        {
            return query.Apply(Rows.Between(0, Rows.Count, descending: false));
        }

        if (query is { Where: [{ Operator: ConditionOperator.OneOf, Value: IReadOnlyCollection<Id<T>> ids }], IsSorted: false, Skip: 0, Limit: null } && query.By == RecordType<T>.ById)
        {
            return ids.Distinct().Select(Find).OfType<T>();
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

    /// <summary>Makes the rows with changes, and refuses those that don't find the version they expect.</summary>
    /// <param name="changes">The changes, each of another record.</param>
    /// <param name="edits">The changes to rows, with what they replace, in the order of ids.</param>
    internal SortedRows<T> Change(IReadOnlyList<StagedChange<T>> changes, out Edit<T>[] edits)
    {
        var (keys, places) = (new UInt128[changes.Count], new int[changes.Count]);
        for (var i = 0; i < keys.Length; i++)
        {
            (keys[i], places[i]) = (KeyOf(changes[i].Record.Id), i);
        }

        Array.Sort(keys, places);
        edits = new Edit<T>[changes.Count];
        for (var i = 0; i < edits.Length; i++)
        {
            var change = changes[places[i]];
            edits[i] = new(change.Record, change.Kind == StagedChangeKind.Remove, places[i]);
        }

        var rows = Rows.With(edits);
        var refused = edits.Length;
        foreach (var edit in edits)
        {
            if ((edit.Stood?.Version ?? 0) != changes[edit.Place].Expected)
            {
                refused = Math.Min(refused, edit.Place);
            }
        }

        foreach (var edit in edits)
        {
            if (edit.Place == refused)
            {
                changes[refused].RequireStored(edit.Stood?.Version);
            }
        }

        return rows;
    }

    /// <summary>Makes the table with what <see cref="Change"/> made. Only the state afterwards decides what is there twice.</summary>
    internal Table<T> With(SortedRows<T> rows, Edit<T>[] changed)
    {
        var indexes = new SortedRows<T>?[_indexes.Length];
        for (var i = 0; i < indexes.Length; i++)
        {
            if (_isWanted[i])
            {
                indexes[i] = With(_type.Indexes[i], _indexes[i] ?? Make(_type.Indexes[i], Rows), changed);
            }
        }

        return new(_type, rows, indexes, _isWanted);
    }

    // ids sort as their text, and so as the number that it is
    private static UInt128 KeyOf(Id<T> id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private SortedRows<T> With(RecordIndex<T> index, SortedRows<T> rows, Edit<T>[] changed)
    {
        var edits = new List<Edit<T>>(changed.Length);
        foreach (var change in changed)
        {
            var before = change.Stood is { } stood && index.Holds(stood) ? stood : null;
            var after = !change.IsRemoval && index.Holds(change.Row) ? change.Row : null;
            if (before is not null && (after is null || index.Compare(before, after) != 0))
            {
                edits.Add(new(before, IsRemoval: true, change.Place));
            }

            if (after is not null)
            {
                edits.Add(new(after, IsRemoval: false, change.Place));
            }
        }

        var sorted = CollectionsMarshal.AsSpan(edits);
        sorted.Order(new EditOrder(index));
        var made = rows.With(sorted);
        foreach (var edit in sorted)
        {
            if (edit is { IsRemoval: false, Stood: { } other } && other.Id != edit.Row.Id)
            {
                throw StoreRefusals.Duplicate(_type, index, edit.Row);
            }
        }

        return made;
    }

    private static SortedRows<T> Make(RecordIndex<T> index, SortedRows<T> rows) => SortedRows<T>.Of(rows.Between(0, rows.Count, descending: false).Where(index.Holds), index);

    private IEnumerable<T> Found(Query<T> query)
    {
        var rows = Range(query).Rows();
        return RestOf(query) is { Count: > 0 } rest ? rows.Where(row => rest.TrueForAll(condition => condition.Holds(row))) : rows;
    }

    // what is no bound of the index, and isn't said by the index itself
    private static List<Condition<T>> RestOf(Query<T> query) =>
        [.. query.Where.Where(condition => !(IndexRange<T>.IsBound(condition) && query.By.Columns.Contains(condition.Column)) && !query.By.Only.Contains(condition))];

    private IndexRange<T> Range(Query<T> query) => new(query.By == RecordType<T>.ById ? Rows : IndexOf(query.By), query);

    // who makes it twice at the same moment makes the same twice
    private SortedRows<T> IndexOf(RecordIndex<T> index)
    {
        var place = 0;
        while (_type.Indexes[place] != index)
        {
            place++;
        }

        _isWanted[place] = true;
        return _indexes[place] ??= Make(index, Rows);
    }

    private sealed class IdOrder : IComparer<T>
    {
        internal static IdOrder Instance { get; } = new();

        public int Compare(T? x, T? y) => x!.Id.CompareTo(y!.Id);
    }

    private sealed class EditOrder(IComparer<T> rows) : IComparer<Edit<T>>
    {
        // a removal before what takes its place; of two that clash, the last to be staged comes last
        public int Compare(Edit<T> x, Edit<T> y) =>
            rows.Compare(x.Row, y.Row) is var byRow and not 0 ? byRow
            : y.IsRemoval.CompareTo(x.IsRemoval) is var byKind and not 0 ? byKind
            : x.Place.CompareTo(y.Place);
    }
}
