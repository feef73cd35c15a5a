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
            .MaxBy(index => index.Columns.Count(column => e.Message.Contains($".{SnakeCase.Of(column.Name)}", StringComparison.Ordinal)))!;

    internal static StoreException ToStoreException(SqliteException e, string file) =>
        e.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(
                StoreErrors.Locked, $"Another process holds the store '{file}' for too long: end it, or try again later.", e),
            raw.SQLITE_NOTADB when !SqliteFile.HasMagic(file) => NotOurs(file, e),
            raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT or raw.SQLITE_FORMAT => new(
                StoreErrors.Malformed, $"The store '{file}' is damaged: {e.Message} Something else wrote to it, or the disk fails: bring the file back from a backup, without those that are called '{file}-…'.", e),
            raw.SQLITE_FULL => Full(e, file),
            raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN when SqliteFile.HasNoSpace(file) => Full(e, file),
            raw.SQLITE_IOERR when IsWriting(e) => Full(e, file),
            _ => new(StoreErrors.Unavailable, $"The store '{file}' can't be used: {e.Message} Check the folder, the rights and the disk.", e),
        };

    internal static StoreException NotOurs(string file, Exception? cause = null) =>
        new(StoreErrors.NotOurs, $"'{file}' is no SQLite file and was left as it is: choose another file.", cause);

    internal static StoreException Clash(string file, string table) =>
        new(StoreErrors.NotOurs, $"'{file}' has a table {table} that this library didn't make, and was left as it is: rename the table, or choose another file.");

    // a quota or a limit of a file's size says so only when something is written
    private static bool IsWriting(SqliteException e) =>
        e.SqliteExtendedErrorCode is raw.SQLITE_IOERR_WRITE or raw.SQLITE_IOERR_FSYNC or raw.SQLITE_IOERR_TRUNCATE or raw.SQLITE_IOERR_SHMSIZE;

    private static StoreException Full(SqliteException e, string file) => new(
        StoreErrors.Full,
        $"There is no space left for the store '{file}', or a quota or a limit ends here: make room on its disk and on that of the temporary files, then do it again. What is committed stays. ({e.Message})",
        e);
}
