using System.Linq;

namespace Psa.Storage;

/// <summary>All that a store must know of one kind of record; see <see cref="RecordType{T}"/>.</summary>
public abstract class RecordType
{
    private protected RecordType(string name) => Name = name;

    /// <summary>Gets the name, in lower case with underscores: a table's.</summary>
    public string Name { get; }

    /// <summary>Gets whether the records are facts: written by people and importers only, and by no billing run. What a run makes of facts is none.</summary>
    public bool IsFact { get; init; }

    /// <summary>Gets the type of the records.</summary>
    public abstract Type Type { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Calls a visitor with the kind of record as its type argument.</summary>
    /// <typeparam name="TResult">What the visitor gives.</typeparam>
    /// <param name="visitor">The visitor.</param>
    /// <returns>What it gave.</returns>
    public abstract TResult Accept<TResult>(IRecordTypeVisitor<TResult> visitor);
}

/// <summary>All that a store must know of one kind of record: its name, its indexes, how it gets another version.</summary>
/// <typeparam name="T">The records.</typeparam>
public sealed class RecordType<T> : RecordType
    where T : class, IEntity<T>
{
    private readonly Func<T, long, T> _withVersion;

    internal RecordType(string name, Func<T, long, T> withVersion, params RecordIndex<T>[] indexes)
        : base(name)
    {
        _withVersion = withVersion;
        Indexes = indexes;
        DerivedColumns = [.. indexes.SelectMany(static index => index.Columns.Concat(index.Only.Select(static only => only.Column))).Where(static column => column.IsDerived).DistinctBy(static column => column.Name, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public override Type Type => typeof(T);

    /// <summary>Gets the indexes beside the one by id.</summary>
    public IReadOnlyList<RecordIndex<T>> Indexes { get; }

    /// <summary>Gets the columns of the indexes that are no properties of the records: what a store keeps beside them.</summary>
    public IReadOnlyList<Column<T>> DerivedColumns { get; }

    /// <summary>Gets the order of ids, which every store has.</summary>
    public static RecordIndex<T> ById { get; } = new("by_id", Column.Of<T, Id<T>>(static record => record.Id));

    /// <summary>Gets the query for all records, in the order of their ids.</summary>
    public static Query<T> All { get; } = new(ById);

    internal static Column<T> Id => ById.Columns[0];

    /// <summary>Gives a record another version.</summary>
    /// <param name="record">The record.</param>
    /// <param name="version">The version.</param>
    /// <returns>The record with that version.</returns>
    public T WithVersion(T record, long version) => _withVersion(record, version);

    /// <inheritdoc/>
    public override TResult Accept<TResult>(IRecordTypeVisitor<TResult> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return visitor.Visit(this);
    }

    /// <summary>Gives the query for the records of some ids, in no order.</summary>
    internal static Query<T> Of(IReadOnlyCollection<Id<T>> ids) => new(ById, Id.IsOneOf(ids));
}
