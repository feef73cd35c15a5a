using System.Collections.Concurrent;
using Psa.Events;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>How one database is spoken to, and where it keeps our tables. What all databases say alike stands in <see cref="Questions"/>.</summary>
internal abstract class SqlDialect
{
    internal const string EventTable = "event";

    private readonly ConcurrentDictionary<Type, object> _tables = new();

    /// <summary>Gets the schema of our tables; <see langword="null"/> where the database has none.</summary>
    internal virtual string? Schema => null;

    /// <summary>Gets what the names of our tables start with.</summary>
    internal virtual string Prefix => string.Empty;

    /// <summary>Gets the type in which a nested value's JSON is kept; <see langword="null"/> for that of text.</summary>
    internal virtual string? JsonType => null;

    /// <summary>Gets the collation that compares text by its code points; <see langword="null"/> where nothing else does.</summary>
    internal virtual string? Collation => null;

    /// <summary>Gets what marks a value of a statement, before its number from 1.</summary>
    internal abstract char Marker { get; }

    /// <summary>Gets the type by which Entity Framework knows in what a column is kept.</summary>
    internal abstract Type ModelTypeOf(StoredType type);

    /// <summary>Says that a text has another in it.</summary>
    internal abstract string Contains(string column, string text);

    /// <summary>Says that a column is one of a list of values.</summary>
    internal abstract string IsOneOf(string column, string list, StoredType type);

    /// <summary>Says, after a column by which is sorted, that nothing comes first: last, when it is sorted downwards. Empty where the database does so by itself.</summary>
    internal abstract string NothingFirst(bool descending);

    /// <summary>Writes a value into a statement as the filters of indexes have it: a database knows that an index answers a question when both say it alike.</summary>
    internal static string Constant(object value) => value is bool isTrue ? (isTrue ? "TRUE" : "FALSE") : $"'{value}'";

    /// <summary>Gives a table's name as it stands in statements.</summary>
    internal string TableOf(string name) => Schema is null ? $"\"{Prefix}{name}\"" : $"\"{Schema}\".\"{Prefix}{name}\"";

    internal Table<T> Of<T>(RecordType<T> type)
        where T : class, IEntity<T> =>
        (Table<T>)_tables.GetOrAdd(typeof(T), static (_, a) => new Table<T>(a.Sql, a.Type.Name, a.Type.DerivedColumns), (Sql: this, Type: type));

    internal Table<PsaEvent> Events() => (Table<PsaEvent>)_tables.GetOrAdd(typeof(PsaEvent), static (_, sql) => new Table<PsaEvent>(sql, EventTable, []), this);
}
