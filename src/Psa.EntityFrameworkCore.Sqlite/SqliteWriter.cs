using System.Linq;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>The statements that write one kind of record.</summary>
internal sealed class SqliteWriter<T>
    where T : class
{
    private static SqliteWriter<T>? _known;

    private SqliteWriter(Table<T> table)
    {
        Table = table;
        string[] columns = [.. table.Fields.SelectMany(static field => field.Columns).Select(static column => column.Quoted)];
        Insert = $"INSERT INTO {table.Name} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(static (_, n) => $"?{n + 1}"))})";
        Delete = $"DELETE FROM {table.Name} WHERE tenant = ?1 AND id = ?2 AND version = ?3";
        Version = $"SELECT version FROM {table.Name} WHERE tenant = ?1 AND id = ?2";
    }

    internal Table<T> Table { get; }

    /// <summary>Gets the statement for a new record, to be filled by <see cref="Table{T}.Put"/>.</summary>
    internal string Insert { get; }

    /// <summary>Gets the statement that removes a record: tenant, id and the version that must be stored.</summary>
    internal string Delete { get; }

    /// <summary>Gets the statement that reads a record's version: tenant and id.</summary>
    internal string Version { get; }

    internal static SqliteWriter<T> Of(Table<T> table) => _known ??= new(table);

    /// <summary>Gives the statement that changes some fields of a record: their values in their order, then tenant, id, and the version that must be stored.</summary>
    internal string Update(IReadOnlyList<Field<T>> changed)
    {
        string[] columns = [.. changed.SelectMany(static field => field.Columns).Select(static (column, n) => $"{column.Quoted} = ?{n + 1}")];
        return $"UPDATE {Table.Name} SET {string.Join(", ", columns)} WHERE tenant = ?{columns.Length + 1} AND id = ?{columns.Length + 2} AND version = ?{columns.Length + 3}";
    }
}
