using Npgsql;

namespace Psa.Benchmarks.Runs;

/// <summary>The rows of a run as one COPY a table writes them, in one transaction.</summary>
internal static class RawPostgreSql
{
    private const int Attempts = 3;

    internal static RawFigures Measure(string seeded, string billed, string copy)
    {
        var tables = ReadTables(seeded, billed);
        var costs = Enumerable.Range(0, Attempts).Select(_ => Write(seeded, copy, tables)).ToList();
        return new(tables.Sum(table => table.Rows), Cost.MedianOf(costs.Select(cost => cost.Insert)), Cost.MedianOf(costs.Select(cost => cost.Issue)));
    }

    // what is new or has another version than before the run
    private static List<Table> ReadTables(string seeded, string billed)
    {
        using var before = Open(seeded);
        using var after = Open(billed);
        var tables = new List<Table>();
        foreach (var name in Texts(after, "SELECT table_name FROM information_schema.columns WHERE table_schema = 'psa' AND column_name = 'id' ORDER BY 1"))
        {
            var isVersioned = Texts(after, $"SELECT column_name FROM information_schema.columns WHERE table_schema = 'psa' AND table_name = '{name}' AND column_name = 'version'").Count > 0;
            var key = isVersioned ? "(id, version)::text" : "id::text";
            var known = Texts(before, $"SELECT {key} FROM psa.{name}").ToHashSet(StringComparer.Ordinal);
            var changed = Texts(after, $"SELECT {key} || '|' || id FROM psa.{name}").FindAll(row => !known.Contains(row[..row.LastIndexOf('|')])).ConvertAll(row => Guid.Parse(row[(row.LastIndexOf('|') + 1)..]));
            if (changed.Count == 0)
            {
                continue;
            }

            Execute(after, "CREATE TEMP TABLE IF NOT EXISTS changed (id uuid PRIMARY KEY)");
            Execute(after, "TRUNCATE changed");
            using (var ids = after.BeginBinaryImport("COPY changed FROM STDIN (FORMAT BINARY)"))
            {
                changed.ForEach(id => ids.WriteRow(id));
                ids.Complete();
            }

            using var rows = after.BeginRawBinaryCopy($"COPY (SELECT t.* FROM psa.{name} AS t JOIN changed USING (id) ORDER BY t.id) TO STDOUT (FORMAT BINARY)");
            using var bytes = new MemoryStream();
            rows.CopyTo(bytes);
            tables.Add(new(name, changed.Count, changed, bytes.ToArray()));
        }

        return tables;
    }

    private static (Cost Insert, Cost Issue) Write(string seeded, string copy, List<Table> tables)
    {
        NpgsqlConnection.ClearAllPools();
        using var database = BenchDatabase.Of(seeded);
        _ = database.Copy();
        using var connection = Open(copy);
        foreach (var table in tables)
        {
            using var delete = Command(connection, $"DELETE FROM psa.{table.Name} WHERE id = ANY($1)");
            delete.Parameters.Add(new() { Value = table.Ids.ToArray() });
            delete.ExecuteNonQuery();
        }

        var insert = Cost.Of(() =>
        {
            using var transaction = connection.BeginTransaction();
            foreach (var table in tables)
            {
                using var rows = connection.BeginRawBinaryCopy($"COPY psa.{table.Name} FROM STDIN (FORMAT BINARY)");
                rows.Write(table.Bytes);
            }

            transaction.Commit();
        });
        Execute(connection, "CREATE TEMP TABLE issued AS SELECT id, number, status, issued_at, version FROM psa.invoice WHERE number IS NOT NULL");
        Execute(connection, "UPDATE psa.invoice SET number = NULL, status = 'Draft', issued_at = NULL, version = version - 1");
        var issue = Cost.Of(() => Execute(
            connection,
            "UPDATE psa.invoice AS stored SET number = issued.number, status = issued.status, issued_at = issued.issued_at, version = issued.version FROM issued WHERE stored.id = issued.id"));
        return (insert, issue);
    }

    private static NpgsqlConnection Open(string database)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    private static List<string> Texts(NpgsqlConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        using var rows = command.ExecuteReader();
        var texts = new List<string>();
        while (rows.Read())
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // the benchmark's own
        return new(sql, connection);
#pragma warning restore CA2100
    }

    private sealed record Table(string Name, long Rows, List<Guid> Ids, byte[] Bytes);
}
