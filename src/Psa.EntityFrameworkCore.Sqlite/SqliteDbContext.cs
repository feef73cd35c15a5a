using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>The database on SQLite.</summary>
internal sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : PsaDbContext(options, SqliteDialect.Instance)
{
    internal const string History = "psa_migration";

    internal static SqliteDbContext On(SqliteConnection connection) => new(
        new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(connection, static sqlite => sqlite.MigrationsHistoryTable(History)).Options);
}
