using Microsoft.Data.Sqlite;
using Psa.Storage;
using SQLitePCL;

namespace Psa.EntityFrameworkCore;

/// <summary>What SQLite's complaints mean to us.</summary>
internal static class SqliteErrors
{
    internal static bool IsDuplicateKey(SqliteException e) => e.SqliteExtendedErrorCode == raw.SQLITE_CONSTRAINT_PRIMARYKEY;

    internal static bool IsDuplicateValue(SqliteException e) => e.SqliteExtendedErrorCode == raw.SQLITE_CONSTRAINT_UNIQUE;

    internal static StoreException ToStoreException(SqliteException e, string file) =>
        e.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(
                StoreErrors.Locked, $"Another process holds the store '{file}' for too long: end it, or try again later.", e),
            raw.SQLITE_NOTADB => NotOurs(file, e),
            _ => new(StoreErrors.Unavailable, $"The store '{file}' can't be used: {e.Message} Check the folder, the rights and the free space.", e),
        };

    internal static StoreException NotOurs(string file, Exception? cause = null) =>
        new(StoreErrors.NotOurs, $"'{file}' is no store of this library and was left as it is: choose another file.", cause);
}
