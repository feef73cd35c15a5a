using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Psa.Benchmarks.Runs;

/// <summary>The rows of a run as one prepared INSERT a table writes them, with the store's settings and as many commits as the run has batches.</summary>
internal static class RawSqlite
{
    private const int Attempts = 3;

    internal static RawFigures Measure(string seeded, string billed, string copy, int commits)
    {
        var tables = ReadTables(seeded, billed);
        var costs = Enumerable.Range(0, Attempts).Select(_ => Write(seeded, copy, tables, commits)).ToList();
        return new(tables.Sum(table => table.Rows.Count), Cost.MedianOf(costs.Select(cost => cost.Insert)), Cost.MedianOf(costs.Select(cost => cost.Issue)));
    }

    // what is new or has another version than before the run
    private static List<Table> ReadTables(string seeded, string billed)
    {
        using var connection = Open(billed);
        Execute(connection, $"ATTACH '{seeded}' AS seeded");
        var tables = new List<Table>();
        foreach (var name in Texts(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'psa\\_%' ESCAPE '\\' AND sql LIKE '%tenant%'"))
        {
            var columns = Texts(connection, $"SELECT name FROM pragma_table_info('{name}')");
            var (key, version) = columns.Contains("id") ? ("id", columns.Contains("version")) : columns.Contains("sequence") ? ("sequence", false) : (string.Empty, false);
            if (key.Length == 0)
            {
                continue;
            }

            var old = version ? "(old.id IS NULL OR old.version <> new.version)" : $"old.{key} IS NULL";
            var rows = Rows(connection, $"SELECT new.* FROM {name} AS new LEFT JOIN seeded.{name} AS old ON old.tenant = new.tenant AND old.{key} = new.{key} WHERE {old} ORDER BY new.rowid");
            if (rows.Count > 0)
            {
                tables.Add(new(name, key, columns, rows));
            }
        }

        return tables;
    }

    private static (Cost Insert, Cost Issue) Write(string seeded, string copy, List<Table> tables, int commits)
    {
        File.Copy(seeded, copy, overwrite: true);
        using var connection = Open(copy);

        // rows that the run changed are inserted too, so the old ones are gone before, and what that left in the log isn't the inserts' to write back
        foreach (var table in tables)
        {
            using var delete = new Statement(connection, $"DELETE FROM {table.Name} WHERE tenant = ?1 AND {table.Key} = ?2");
            var (tenant, key) = (table.Columns.IndexOf("tenant"), table.Columns.IndexOf(table.Key));
            InCommits(connection, 1, _ => table.Rows.ForEach(row => delete.Execute([row[tenant], row[key]])));
        }

        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        var inserts = tables.ConvertAll(table => new Statement(
            connection,
            $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", Enumerable.Range(1, table.Columns.Count).Select(place => $"?{place}"))})"));
        var insert = Cost.Of(() => InCommits(connection, commits, commit =>
        {
            for (var i = 0; i < tables.Count; i++)
            {
                foreach (var row in Part(tables[i].Rows, commit, commits))
                {
                    inserts[i].Execute(row);
                }
            }
        }));
        inserts.ForEach(statement => statement.Dispose());

        var invoices = tables.Find(table => table.Name == "psa_invoice")!;
        int[] values = [.. ((string[])["tenant", "id", "number", "status", "issued_at", "version"]).Select(column => invoices.Columns.IndexOf(column))];
        var documents = invoices.Rows.ConvertAll(row => Array.ConvertAll(values, place => row[place]));

        // as the drafts were, so that the index of numbers takes them now
        using (var reset = new Statement(connection, "UPDATE psa_invoice SET number = NULL, status = 'Draft', issued_at = NULL, version = version - 1 WHERE tenant = ?1 AND id = ?2"))
        {
            InCommits(connection, 1, _ => documents.ForEach(row => reset.Execute(row[..2])));
        }

        using var update = new Statement(connection, "UPDATE psa_invoice SET number = ?3, status = ?4, issued_at = ?5, version = ?6 WHERE tenant = ?1 AND id = ?2");
        var issue = Cost.Of(() => InCommits(connection, commits, commit =>
        {
            foreach (var row in Part(documents, commit, commits))
            {
                update.Execute(row);
            }
        }));
        return (insert, issue);
    }

    private static List<T> Part<T>(List<T> all, int place, int of)
    {
        var (first, end) = ((int)((long)all.Count * place / of), (int)((long)all.Count * (place + 1) / of));
        return all.GetRange(first, end - first);
    }

    private static void InCommits(SqliteConnection connection, int commits, Action<int> write)
    {
        for (var commit = 0; commit < commits; commit++)
        {
            Execute(connection, "BEGIN IMMEDIATE");
            write(commit);
            Execute(connection, "COMMIT");
        }
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000");
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql) => _ = Check(raw.sqlite3_exec(connection.Handle, sql), connection.Handle!);

    private static List<string> Texts(SqliteConnection connection, string sql) => Rows(connection, sql).ConvertAll(row => System.Text.Encoding.UTF8.GetString(((Text)row[0]!).Utf8));

    private static List<object?[]> Rows(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        return statement.Read();
    }

    private static int Check(int result, sqlite3 database) =>
        result is raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW ? result : throw new InvalidOperationException(raw.sqlite3_errmsg(database).utf8_to_string());

    private sealed record Table(string Name, string Key, List<string> Columns, List<object?[]> Rows);

    private sealed record Text(byte[] Utf8);

    private sealed class Statement : IDisposable
    {
        private readonly sqlite3 _database;
        private readonly sqlite3_stmt _statement;

        internal Statement(SqliteConnection connection, string sql)
        {
            _database = connection.Handle!;
            Check(raw.sqlite3_prepare_v2(_database, sql, out _statement), _database);
        }

        public void Dispose() => _statement.Dispose();

        internal void Execute(object?[] row)
        {
            for (var i = 0; i < row.Length; i++)
            {
                Check(
                    row[i] switch
                    {
                        null => raw.sqlite3_bind_null(_statement, i + 1),
                        long number => raw.sqlite3_bind_int64(_statement, i + 1, number),
                        Text { Utf8.Length: 0 } => raw.sqlite3_bind_text(_statement, i + 1, string.Empty),
                        Text text => raw.sqlite3_bind_text(_statement, i + 1, text.Utf8),
                        var bytes => raw.sqlite3_bind_blob(_statement, i + 1, (byte[])bytes),
                    },
                    _database);
            }

            Check(raw.sqlite3_step(_statement), _database);
            Check(raw.sqlite3_reset(_statement), _database);
        }

        internal List<object?[]> Read()
        {
            var rows = new List<object?[]>();
            while (Check(raw.sqlite3_step(_statement), _database) == raw.SQLITE_ROW)
            {
                var row = new object?[raw.sqlite3_column_count(_statement)];
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = raw.sqlite3_column_type(_statement, i) switch
                    {
                        raw.SQLITE_NULL => null,
                        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(_statement, i),
                        raw.SQLITE_TEXT => new Text(raw.sqlite3_column_blob(_statement, i).ToArray()),
                        _ => raw.sqlite3_column_blob(_statement, i).ToArray(),
                    };
                }

                rows.Add(row);
            }

            return rows;
        }
    }
}
