using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Psa.EntityFrameworkCore.PostgreSql;

namespace Psa.Testing;

/// <summary>
/// A real PostgreSQL for the tests of one process: the server that <c>PSA_TEST_POSTGRES</c> names, else one that eng/pg.sh starts in a folder of its own, and that ends with the
/// process. It is never left out: without a server the tests fail.
/// </summary>
public static class PostgreSqlServer
{
    private const string Icu = "TEMPLATE template0 ENCODING UTF8 LOCALE_PROVIDER icu ICU_LOCALE 'de' LOCALE 'C.UTF-8'";

    private static readonly Lazy<Task<string>> Server = new(StartAsync);
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    /// <summary>
    /// Makes a database with our tables in the schema <c>psa</c> and gives its connection string. Its locale is German, of ICU: no order or equality of ours may come from it.
    /// </summary>
    public static async Task<string> NewStoreAsync()
    {
        var (server, template, name) = (await Server.Value, await Template.Value, $"psa_test_{RandomName()}");
        await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE {template}");
        return ConnectionString(server, name);
    }

    /// <summary>
    /// Empties a database whose tests are over, so that it is as new: that costs the server a fifth of a new one. Of a table with few rows they are deleted, since new files for
    /// it and all its indexes cost far more; what that leaves behind makes the table grow until it gets new files after all.
    /// </summary>
    /// <param name="connectionString">Its connection string.</param>
    public static async Task EmptyAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            DO $$
            DECLARE filled record;
            BEGIN
              FOR filled IN
                SELECT oid::regclass AS name, pg_relation_size(oid) AS size FROM pg_class
                WHERE relnamespace = 'psa'::regnamespace AND relkind = 'r' AND relname <> 'migration' AND pg_relation_size(oid) > 0
              LOOP
                EXECUTE CASE WHEN filled.size > 65536 THEN 'TRUNCATE ' ELSE 'DELETE FROM ' END || filled.name;
              END LOOP;
            END $$
            """;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Removes a database.</summary>
    /// <param name="connectionString">Its connection string.</param>
    public static async Task DropAsync(string connectionString) =>
        await ExecuteAsync(await Server.Value, $"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    /// <summary>Runs a statement and gives its first value.</summary>
    /// <param name="connectionString">A database.</param>
    /// <param name="sql">The statement.</param>
    public static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // a test's own
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("PSA_TEST_POSTGRES") is { Length: > 0 } given)
        {
            await DropOldAsync(given);
            return given;
        }

        var (script, folder, process) = (Path.Combine(Approved.Root, "eng", "pg.sh"), Path.Combine(Path.GetTempPath(), $"psa-pg-{RandomName()}"), Environment.ProcessId);
        var (text, code) = await RunAsync($"bash '{script}' start '{folder}'");
        if (code != 0)
        {
            throw new InvalidOperationException($"The tests need a PostgreSQL server, and none could be started: {text} Install one, or name one in PSA_TEST_POSTGRES.");
        }

        // however this process ends
        await RunAsync($"setsid bash -c \"while kill -0 {process}; do sleep 0.5; done; bash '{script}' stop '{folder}'\" </dev/null >/dev/null 2>&1 &");
        return text.Trim();
    }

    /// <summary>Makes our tables once a server, in a database whose own locale sorts as people do; the name says which migrations made them.</summary>
    private static async Task<string> MakeTemplateAsync()
    {
        using var none = new NpgsqlConnection();
        using var context = PostgreSqlDbContext.On(none, PostgreSqlDialect.AnySchema);
        var script = context.GetService<IMigrator>().GenerateScript() + PostgreSqlMigration.CountNoTenants;
        var (server, name) = (await Server.Value, $"psa_template_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Icu + script)))[..16]}");
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await ExecuteAsync("SELECT pg_advisory_lock(4711)");
        if (await ExecuteAsync($"SELECT 1 FROM pg_database WHERE datname = '{name}'") is null)
        {
            // a process that is killed leaves no half-made template
            await ExecuteAsync($"DROP DATABASE IF EXISTS {name}_new");
            await ExecuteAsync($"CREATE DATABASE {name}_new {Icu}");
            await PostgreSqlStore.MigrateAsync(ConnectionString(server, $"{name}_new"));
            await ExecuteAsync($"ALTER DATABASE {name}_new RENAME TO {name}");
        }

        await ExecuteAsync("SELECT pg_advisory_unlock(4711)");
        return name;

        async Task<object?> ExecuteAsync(string sql)
        {
#pragma warning disable CA2100 // a test's own
            await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
            return await command.ExecuteScalarAsync();
        }
    }

    /// <summary>Removes what earlier tests left on a server that stays.</summary>
    private static async Task DropOldAsync(string server)
    {
        const string old = """
            SELECT string_agg(datname, ',') FROM pg_database
            WHERE datname LIKE 'psa\_test\_%' AND (pg_stat_file('base/' || oid || '/PG_VERSION', true)).modification < now() - interval '1 day'
            """;
        foreach (var name in (await ExecuteAsync(server, old) as string)?.Split(',') ?? [])
        {
            await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
    }

    private static string ConnectionString(string server, string database) => new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;

    private static string RandomName() => Path.GetRandomFileName().Replace(".", string.Empty, StringComparison.Ordinal);

    private static async Task<(string Text, int Code)> RunAsync(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", command + " 2>&1"]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (text, process.ExitCode);
    }
}
