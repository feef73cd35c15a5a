using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>The database on SQLite.</summary>
internal sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : PsaDbContext(options, SqliteTypes.Instance)
{
    internal const string History = "psa_migration";

    internal static SqliteDbContext On(SqliteConnection connection) => new(
        new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(connection, static sqlite => sqlite.MigrationsHistoryTable(History))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .ConfigureWarnings(static warnings => warnings.Ignore(RelationalEventId.AmbientTransactionWarning)) // our commits are our own
            .Options);
}
