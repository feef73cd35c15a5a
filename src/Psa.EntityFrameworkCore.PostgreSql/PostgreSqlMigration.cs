using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Psa.Storage;
using static Psa.EntityFrameworkCore.PostgreSql.Statements;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>
/// Makes our tables in a schema, or brings them up to date. Which migrations it has stands in a table of ours. All happens in one transaction under a lock, so several processes
/// can begin at once, and one that is killed leaves either the old tables or the new ones.
/// </summary>
internal sealed class PostgreSqlMigration(NpgsqlConnection connection, string schema, string name)
{
    /// <summary>
    /// Has the database keep no statistics of tenants. What it counted while a table was small tells it that a tenant has one record; then it takes any index that begins with the tenant
    /// for as good as that of the ids, and reads all of the tenant's for each that is looked up.
    /// </summary>
    internal const string CountNoTenants = """
        DO $$
        DECLARE counted regclass;
        BEGIN
          FOR counted IN
            SELECT c.oid FROM pg_catalog.pg_class AS c
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'tenant'
            WHERE c.relnamespace = '"{schema}"'::regnamespace AND c.relkind = 'r' AND a.attstattarget IS DISTINCT FROM 0
          LOOP
            EXECUTE format('ALTER TABLE %s ALTER COLUMN tenant SET STATISTICS 0', counted);
          END LOOP;
        END $$
        """;

    /// <summary>Brings the schema up to date; gives the names of what was pending.</summary>
    /// <param name="before">Called before anything is changed, while nobody else can migrate.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async ValueTask<ValueList<string>> ApplyAsync(Func<ValueList<string>, ValueTask> before, CancellationToken cancellationToken)
    {
        // a user who may make no tables can use those that are there
        if ((await PendingAsync(cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            return [];
        }

        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [Value($"Psa.Sdk {schema}")], cancellationToken).ConfigureAwait(false);
            var applied = await AppliedAsync(cancellationToken).ConfigureAwait(false);
            var pending = Pending(applied);
            if (pending.Count > 0)
            {
                using var context = PostgreSqlDbContext.On(connection, PostgreSqlDialect.AnySchema);
                await before(pending).ConfigureAwait(false);
                await ApplyAsync(context, applied, cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return pending;
        }
    }

    /// <summary>Names the migrations that the schema lacks, the oldest first; refuses one of a newer version.</summary>
    internal async ValueTask<ValueList<string>> PendingAsync(CancellationToken cancellationToken) => Pending(await AppliedAsync(cancellationToken).ConfigureAwait(false));

    private async ValueTask ApplyAsync(PostgreSqlDbContext context, List<string> applied, CancellationToken cancellationToken)
    {
        var script = context.GetService<IMigrator>().GenerateScript(applied.Count == 0 ? Migration.InitialDatabase : applied[^1], options: MigrationsSqlGenerationOptions.NoTransactions);
        try
        {
            await ExecuteAsync((script + CountNoTenants).Replace(PostgreSqlDialect.AnySchema, schema, StringComparison.Ordinal), [], cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateObject)
        {
            throw PostgreSqlErrors.NotOurs(name, e);
        }
    }

    private ValueList<string> Pending(List<string> applied)
    {
        var migrations = MigrationNames.In(typeof(PostgreSqlMigration).Assembly);
        return applied.TrueForAll(id => migrations.Contains(id, StringComparer.Ordinal))
            ? [.. migrations.Skip(applied.Count)]
            : throw new StoreException(StoreErrors.Newer, $"The store {name} was made by a newer version of the library: update this program.");
    }

    private async ValueTask<List<string>> AppliedAsync(CancellationToken cancellationToken)
    {
        // one text for each table of the name, with what it has of a history
        const string find = """
            SELECT CASE WHEN column_name IS NULL THEN '' ELSE column_name END
            FROM pg_catalog.pg_class AS c
            JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
            LEFT JOIN (SELECT attrelid, attname AS column_name FROM pg_catalog.pg_attribute WHERE attname = 'MigrationId') AS a ON a.attrelid = c.oid
            WHERE n.nspname = $1 AND c.relname = $2
            """;
        return await ReadAsync(find, [Value(schema), Value(PostgreSqlDbContext.History)], cancellationToken).ConfigureAwait(false) switch
        {
            [] => [],
            [""] => throw PostgreSqlErrors.NotOurs(name),
            _ => await ReadAsync($"SELECT \"MigrationId\" FROM \"{schema}\".{PostgreSqlDbContext.History} ORDER BY \"MigrationId\" COLLATE \"C\"", [], cancellationToken).ConfigureAwait(false),
        };
    }

    private async ValueTask<List<string>> ReadAsync(string sql, NpgsqlParameter[] values, CancellationToken cancellationToken)
    {
        using var command = connection.Statement(sql, values);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            var texts = new List<string>();
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                texts.Add(rows.GetString(0));
            }

            return texts;
        }
    }

    // changing large tables, and waiting for somebody who does, takes as long as it takes
    private async ValueTask ExecuteAsync(string sql, NpgsqlParameter[] values, CancellationToken cancellationToken)
    {
        using var command = connection.Statement(sql, values);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
