using System.Linq;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>
/// The statements that write one kind of record, and how a record's values get into them: made once from Entity Framework's model.
/// </summary>
internal sealed class TableWriter<T>
    where T : class
{
    private readonly List<IProperty> _columns;

    internal TableWriter(IModel model)
    {
        var entity = model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"The model has no {typeof(T).Name}.");
        var table = Quote(entity.GetTableName()!);
        _columns = [.. entity.GetFlattenedProperties()];
        var names = _columns.ConvertAll(c => Quote(c.GetColumnName()));
        ExpectedVersion = _columns.Count + 1;
        Insert = $"INSERT INTO {table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", Enumerable.Range(1, names.Count).Select(static n => $"?{n}"))})";
        var key = $"tenant = ?{PlaceOf("Tenant")} AND id = ?{PlaceOf("Id")}";
        var assignments = Enumerable.Range(0, names.Count).Where(n => !_columns[n].IsPrimaryKey()).Select(n => $"{names[n]} = ?{n + 1}");
        Update = $"UPDATE {table} SET {string.Join(", ", assignments)} WHERE {key} AND version = ?{ExpectedVersion}";
        Delete = $"DELETE FROM {table} WHERE tenant = ?1 AND id = ?2 AND version = ?3";
        Version = $"SELECT version FROM {table} WHERE tenant = ?1 AND id = ?2";
        Bind = SqliteRowBinder.Instance.Compile<T>(_columns);
    }

    /// <summary>Gets the statement for a new record, to be bound by <see cref="Bind"/>.</summary>
    internal string Insert { get; }

    /// <summary>Gets the statement for a changed record, to be bound by <see cref="Bind"/> and, at <see cref="ExpectedVersion"/>, by the version that must be stored.</summary>
    internal string Update { get; }

    /// <summary>Gets the statement that removes a record: tenant, id and the version that must be stored.</summary>
    internal string Delete { get; }

    /// <summary>Gets the statement that reads a record's version: tenant and id.</summary>
    internal string Version { get; }

    /// <summary>Gets the place of the expected version in <see cref="Update"/>.</summary>
    internal int ExpectedVersion { get; }

    /// <summary>Gets what binds all values of a record.</summary>
    internal Action<SqliteStatement, T> Bind { get; }

    private static string Quote(string name) => new StringBuilder(name.Length + 2).Append('"').Append(name).Append('"').ToString();

    private int PlaceOf(string property) => _columns.FindIndex(c => c.Name == property) + 1;
}
