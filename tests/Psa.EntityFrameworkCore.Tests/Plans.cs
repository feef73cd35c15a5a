using System.Data.Common;
using Psa.Testing;

namespace Psa.EntityFrameworkCore.Tests;

/// <summary>Listens to what is asked of one database, and asks it how it answers each question.</summary>
internal sealed class Plans : IDisposable
{
    private readonly List<string> _plans = [];
    private readonly StoreDatabase _database;

    /// <summary>Begins to listen.</summary>
    /// <param name="database">The database.</param>
    /// <param name="explain">Asks how the database answers a question.</param>
    internal Plans(StoreDatabase database, Func<Question, string> explain)
    {
        _database = database;
        _database.Asking = question => _plans.Add(explain(question));
    }

    internal IReadOnlyList<string> All => _plans;

    public void Dispose() => _database.Asking = null;

    /// <summary>Has PostgreSQL take each of our tables for one of a million rows, and count none anew.</summary>
    internal static async Task EnlargeAsync(string connectionString) =>
        await PostgreSqlServer.ExecuteAsync(connectionString, """
            DO $$
            DECLARE counted regclass;
            BEGIN
              FOR counted IN SELECT oid FROM pg_class WHERE relnamespace = 'psa'::regnamespace AND relkind = 'r' LOOP
                EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = false)', counted);
              END LOOP;
              UPDATE pg_class SET reltuples = 1000000, relpages = greatest(pg_relation_size(oid) / 8192, 1) WHERE relnamespace = 'psa'::regnamespace AND relkind = 'r';
            END $$
            """);

    /// <summary>Reads the steps of a plan, one a row.</summary>
    internal static string Read(DbCommand command, int column)
    {
        using var rows = command.ExecuteReader();
        var steps = new List<string>();
        while (rows.Read())
        {
            steps.Add(rows.GetString(column));
        }

        return string.Join('\n', steps);
    }
}
