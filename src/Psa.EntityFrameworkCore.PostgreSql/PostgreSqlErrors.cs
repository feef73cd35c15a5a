using System.Data.Common;
using Npgsql;
using Psa.Storage;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>What PostgreSQL's complaints mean to us.</summary>
internal static class PostgreSqlErrors
{
    internal static bool IsDuplicate(PostgresException e) => e.SqlState == PostgresErrorCodes.UniqueViolation;

    /// <summary>Tells whether the database has ended one of several transactions that stood in each other's way.</summary>
    internal static bool IsClash(DbException e) => e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>Tells whether the same may go well when it is done again at once. What took too long isn't done again.</summary>
    internal static bool IsTransient(DbException e) => e.IsTransient && e.InnerException is not TimeoutException && e.SqlState != PostgresErrorCodes.LockNotAvailable;

    /// <summary>Tells whether the database has answered: then a commit that failed has written nothing.</summary>
    internal static bool IsAnswered(DbException e) => e is PostgresException { InvariantSeverity: "ERROR" };

    internal static StoreException ToStoreException(Exception e, string name) =>
        (e as DbException)?.SqlState switch
        {
            PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => new(
                StoreErrors.Locked, $"Somebody else holds what is needed of the store {name} for too long: end their transaction, or try again later. ({e.Message})", e),
            PostgresErrorCodes.DiskFull => new(
                StoreErrors.Full, $"The server of the store {name} has no space left on its disk; what is committed stays: make room there, then do it again. ({e.Message})", e),
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => new(
                StoreErrors.Malformed, $"The server of the store {name} finds its own files damaged: bring them back from a backup. ({e.Message})", e),
            PostgresErrorCodes.TooManyConnections => new(
                StoreErrors.Unavailable, $"The server of the store {name} has no connection left: set a smaller Maximum Pool Size in the connection string, or raise the server's max_connections.", e),
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new(
                StoreErrors.Unavailable, $"The server of the store {name} refuses the user or the password of the connection string: {e.Message}", e),
            PostgresErrorCodes.InvalidCatalogName => new(StoreErrors.Unavailable, $"The database of the store {name} doesn't exist: create it; its tables are made when it is first used.", e),
            PostgresErrorCodes.InsufficientPrivilege => new(
                StoreErrors.Unavailable, $"The user of the store {name} lacks a right: {e.Message} Grant it, or make the tables with PostgreSqlStore.MigrateAsync as a user who has it.", e),
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName => new(
                StoreErrors.Unavailable, $"The store {name} lacks a table or a column: {e.Message} Somebody has changed the tables: bring them back from a backup.", e),
            _ => new(StoreErrors.Unavailable, $"The store {name} can't be used: {e.Message} Check the connection string, the server and its log.", e),
        };

    internal static StoreException Unknown(Exception e, string name) =>
        new(StoreErrors.Unavailable, $"The connection to the store {name} was lost in the middle of a commit, and it isn't known whether it was written: read again what it changed before you repeat the step.", e);

    internal static StoreException NotOurs(string name, Exception? cause = null) =>
        new(StoreErrors.NotOurs, $"The schema of the store {name} has something that is called as one of our tables and wasn't made by this library; it was left as it is: choose another schema.{(cause is null ? string.Empty : $" ({cause.Message})")}", cause);
}
