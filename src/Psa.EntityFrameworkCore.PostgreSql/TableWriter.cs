using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>The statements that write one kind of record, and how a record's values get into a row: made once from Entity Framework's model.</summary>
internal sealed class TableWriter<T>
    where T : class
{
    internal TableWriter(IModel model)
    {
        var entity = model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"The model has no {typeof(T).Name}.");
        var table = $"\"{entity.GetSchema()}\".\"{entity.GetTableName()}\"";
        IProperty[] columns = [.. entity.GetFlattenedProperties()];
        Copy = $"COPY {table} ({string.Join(", ", columns.Select(static column => $"\"{column.GetColumnName()}\""))}) FROM STDIN (FORMAT BINARY)";
        Put = PostgreSqlRowBinder.Instance.Compile<T>(columns);

        // a list that the database can't count is looked up record by record, in its order and in the index of ids, however little is known of the table
        Delete = $"DELETE FROM {table} AS stored USING unnest((SELECT $2), (SELECT $3)) AS staged (id, version) WHERE stored.tenant = $1 AND stored.id = staged.id AND stored.version = staged.version";
        Versions = $"SELECT stored.id, stored.version FROM {table} AS stored, unnest((SELECT $2)) AS staged (id) WHERE stored.tenant = $1 AND stored.id = staged.id";
    }

    /// <summary>Gets the statement that takes new rows, to be filled by <see cref="Put"/>.</summary>
    internal string Copy { get; }

    /// <summary>Gets what puts all values of a record into a row.</summary>
    internal Action<CopyRow, T> Put { get; }

    /// <summary>Gets the statement that removes records: tenant, ids, and of each the version that must be stored.</summary>
    internal string Delete { get; }

    /// <summary>Gets the statement that reads the versions of records: tenant and ids.</summary>
    internal string Versions { get; }
}
