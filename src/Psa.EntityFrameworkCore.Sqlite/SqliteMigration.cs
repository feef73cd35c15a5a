using System.Linq;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Psa.Storage;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>
/// Makes our tables in a file, or brings them up to date. Which migrations it has stands in a table of ours. All happens in one transaction, so several processes can begin at
/// once, and one that is killed leaves either the old tables or the new ones.
/// </summary>
internal sealed class SqliteMigration(SqliteConnection connection, string file)
{
    /// <summary>Names all migrations.</summary>
    internal static string[] All() => MigrationNames.In(typeof(SqliteMigration).Assembly);

    /// <summary>
    /// Names the migrations that the file lacks, the oldest first; refuses a file of somebody else or of a newer version. In one transaction, so that tables which somebody is
    /// making meanwhile aren't taken for those of another program.
    /// </summary>
    internal ValueList<string> Pending()
    {
        using var reading = connection.BeginTransaction(deferred: true);
        return PendingInTransaction();
    }

    /// <summary>Names the migrations that the file lacks, as the transaction that is open sees it.</summary>
    internal ValueList<string> PendingInTransaction() => Pending(Applied());

    /// <summary>Brings the file up to date; gives the names of what was pending.</summary>
    /// <param name="before">Called before anything is changed, while nobody else can write.</param>
    internal async ValueTask<ValueList<string>> ApplyAsync(Func<ValueList<string>, ValueTask> before)
    {
        // a store that is up to date is only read: it opens however busy others are with writing to it
        if (Pending().Count == 0)
        {
            return [];
        }

        using var transaction = Begin();
        var applied = Applied();
        var pending = Pending(applied);
        if (pending.Count > 0)
        {
            using var context = SqliteDbContext.On(connection);
            await before(pending).ConfigureAwait(false);
            var from = applied.Count == 0 ? Migration.InitialDatabase : applied[^1];
            connection.Execute(context.GetService<IMigrator>().GenerateScript(from, options: MigrationsSqlGenerationOptions.NoTransactions));
        }

        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return pending;
    }

    private SqliteTransaction Begin() => connection.BeginTransaction(deferred: false);

    private ValueList<string> Pending(List<string> applied)
    {
        if (applied.Count == 0 && Clashing() is { } table)
        {
            throw SqliteErrors.Clash(file, table);
        }

        var migrations = All();
        return applied.TrueForAll(id => migrations.Contains(id, StringComparer.Ordinal))
            ? [.. migrations.Skip(applied.Count)]
            : throw new StoreException(StoreErrors.Newer, $"The store '{file}' was made by a newer version of the library: update this program.");
    }

    private List<string> Applied() =>
        connection.ReadTexts($"SELECT name FROM pragma_table_info('{SqliteDbContext.History}') WHERE name = 'MigrationId'").Count == 0
            ? []
            : connection.ReadTexts($"SELECT \"MigrationId\" FROM {SqliteDbContext.History} ORDER BY 1");

    private string? Clashing()
    {
        using var context = SqliteDbContext.On(connection);
        var ours = context.Model.GetEntityTypes()
            .SelectMany(static entity => entity.GetIndexes().Select(static index => index.GetDatabaseName()!).Append(entity.GetTableName()!))
            .Append(SqliteDbContext.History)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return connection.ReadTexts("SELECT name FROM sqlite_schema").Find(ours.Contains);
    }
}
