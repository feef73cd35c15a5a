using System.Linq;
using Microsoft.Data.Sqlite;
using Psa.Storage;
using SQLitePCL;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>What SQLite's complaints mean to us.</summary>
internal static class SqliteErrors
{
    internal static bool IsDuplicateKey(SqliteException e) => e.SqliteExtendedErrorCode == raw.SQLITE_CONSTRAINT_PRIMARYKEY;

    internal static bool IsDuplicateValue(SqliteException e) => e.SqliteExtendedErrorCode == raw.SQLITE_CONSTRAINT_UNIQUE;

    /// <summary>Gives the unique index of which SQLite complains: its columns stand in the message, and nothing else tells.</summary>
    internal static RecordIndex<T> IndexOf<T>(RecordType<T> type, SqliteException e)
        where T : class, IEntity<T> =>
        type.Indexes.Where(static index => index.Unique is not null)
            .MaxBy(index => index.Columns.Count(column => e.Message.Contains($".{PsaModel.SnakeCase(column.Name)}", StringComparison.Ordinal)))!;

    internal static StoreException ToStoreException(SqliteException e, string file) =>
        e.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(
                StoreErrors.Locked, $"Another process holds the store '{file}' for too long: end it, or try again later.", e),
            raw.SQLITE_NOTADB => NotOurs(file, e),
            _ => new(StoreErrors.Unavailable, $"The store '{file}' can't be used: {e.Message} Check the folder, the rights and the free space.", e),
        };

    internal static StoreException NotOurs(string file, Exception? cause = null) =>
        new(StoreErrors.NotOurs, $"'{file}' is no SQLite file and was left as it is: choose another file.", cause);

    internal static StoreException Clash(string file, string table) =>
        new(StoreErrors.NotOurs, $"'{file}' has a table {table} that this library didn't make, and was left as it is: rename the table, or choose another file.");
}
