using System.Linq;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>The statements that write one kind of record. A list that the database can't count is looked up record by record, in its order and in the index of ids, however little is known of the table.</summary>
internal sealed class PostgreSqlWriter<T>
    where T : class
{
    // the tenant comes with each id: told apart, a tenant that the statistics don't know passes for one of a single record, and all its records are compared with all of the list
    private const string Tenants = "(SELECT array_fill($1, ARRAY[cardinality($2)]))";

    internal PostgreSqlWriter(Table<T> table)
    {
        Table = table;
        Copy = $"COPY {table.Name} ({string.Join(", ", table.Fields.SelectMany(static field => field.Columns).Select(static column => column.Quoted))}) FROM STDIN (FORMAT BINARY)";
        Delete = $"DELETE FROM {table.Name} AS stored USING unnest({Tenants}, (SELECT $2), (SELECT $3)) AS staged (tenant, id, version) WHERE stored.tenant = staged.tenant AND stored.id = staged.id AND stored.version = staged.version";
        Versions = $"SELECT stored.id, stored.version FROM {table.Name} AS stored, unnest({Tenants}, (SELECT $2)) AS staged (tenant, id) WHERE stored.tenant = staged.tenant AND stored.id = staged.id";
    }

    internal Table<T> Table { get; }

    /// <summary>Gets the statement that takes new rows, to be filled by <see cref="Table{T}.Put"/>.</summary>
    internal string Copy { get; }

    /// <summary>Gets the statement that removes records: tenant, ids, and of each the version that must be stored.</summary>
    internal string Delete { get; }

    /// <summary>Gets the statement that reads the versions of records: tenant and ids.</summary>
    internal string Versions { get; }

    /// <summary>Gives the statement that changes some columns of records: tenant, ids, of each the version that must be stored, and the values of each column.</summary>
    internal string Update(IReadOnlyList<StoredColumn> changed)
    {
        var sets = changed.Select(static (column, n) => $"{column.Quoted} = staged.c{n}");
        var lists = changed.Select(static (_, n) => $", (SELECT ${n + 4})");
        var names = changed.Select(static (_, n) => $", c{n}");
        return $"UPDATE {Table.Name} AS stored SET {string.Join(", ", sets)} FROM unnest({Tenants}, (SELECT $2), (SELECT $3){string.Concat(lists)}) AS staged (tenant, id, expected{string.Concat(names)}) WHERE stored.tenant = staged.tenant AND stored.id = staged.id AND stored.version = staged.expected";
    }
}
