using System.Data;
using System.Data.Common;
using System.Linq;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;
using Psa.Storage;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>One schema of a database: opens connections, and before the first one makes our tables or brings them up to date; writes in bulk, and does again what may go well then.</summary>
internal sealed class PostgreSqlDatabase : EfDatabase
{
    private const string Part = "psa_commit";
    private const int Attempts = 5;

    private readonly NpgsqlDataSource? _source;
    private readonly string _schema;
    private readonly string _name;
    private readonly PostgreSqlWriters _writers;

    internal PostgreSqlDatabase(string connectionString, string schema, MigrationOptions? migrations, ILogger? logger)
        : this(schema, migrations, logger)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);

        // a host says that we write in its transaction by giving it, not by the surroundings
        var source = new NpgsqlDataSourceBuilder(connectionString) { ConnectionStringBuilder = { Enlist = false } };
        _source = source.Build();
        _name = $"'{source.ConnectionStringBuilder.Database}.{schema}' on {source.ConnectionStringBuilder.Host}";
    }

    /// <summary>A database of which only the host has connections.</summary>
    internal PostgreSqlDatabase(string schema, MigrationOptions? migrations = null, ILogger? logger = null)
        : base(migrations, logger)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(schema);
        if (schema.Length > 63 || !schema.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new ArgumentException($"'{schema}' can't be the schema: use at most 63 letters, digits and underscores.", nameof(schema));
        }

        (_schema, _name, _writers) = (schema, $"'{schema}' of the host", new(schema));
    }

    internal override bool ReadsSideBySide => false;

    internal override async ValueTask<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await MakeReadyAsync(cancellationToken).ConfigureAwait(false);
            return await _source!.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DbException or SocketException)
        {
            throw PostgreSqlErrors.ToStoreException(e, _name);
        }
    }

    internal override ValueTask<ValueList<string>> PendingAsync(CancellationToken cancellationToken) =>
        WithMigrationAsync(migration => migration.PendingAsync(cancellationToken), cancellationToken);

    internal override ValueTask<ValueList<string>> PendingAsync(DbTransaction transaction, CancellationToken cancellationToken) =>
        new PostgreSqlMigration(((NpgsqlTransaction)transaction).Connection!, _schema, _name).PendingAsync(cancellationToken);

    internal override PsaDbContext ContextOn(DbConnection connection) => PostgreSqlDbContext.On((NpgsqlConnection)connection, _schema);

    internal override PsaException Refusal(DbException complaint) => PostgreSqlErrors.ToStoreException(complaint, _name);

    internal override async ValueTask<long> RemoveAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            using var context = ContextOn(connection);
            try
            {
                return await new PostgreSqlTenant(connection, _schema, tenant).RemovePartAsync([.. TablesOf(context.Model)], cancellationToken).ConfigureAwait(false);
            }
            catch (DbException e)
            {
                throw Refusal(e);
            }
        }
    }

    internal override ValueTask CommitAsync(EfCommit commit, CancellationToken cancellationToken) =>
        commit.Host is NpgsqlTransaction host ? CommitInAsync(host, commit, cancellationToken) : CommitAloneAsync(commit, cancellationToken);

    protected override void Dispose(bool isDisposing) => _source?.Dispose();

    protected override ValueTask<ValueList<string>> ApplyAsync(CancellationToken cancellationToken) =>
        WithMigrationAsync(migration => migration.ApplyAsync(pending => BeforeAsync(pending, cancellationToken), cancellationToken), cancellationToken);

    /// <summary>Writes in a part of the host's transaction that is taken back when it fails, so that the reason can still be read; nothing is done again.</summary>
    private async ValueTask CommitInAsync(NpgsqlTransaction host, EfCommit commit, CancellationToken cancellationToken)
    {
        await host.SaveAsync(Part, cancellationToken).ConfigureAwait(false);
        try
        {
            if (await WriteAsync(commit, cancellationToken).ConfigureAwait(false) is { } clash)
            {
                await host.RollbackAsync(Part, cancellationToken).ConfigureAwait(false);
                throw await ReasonAsync(commit, clash, cancellationToken).ConfigureAwait(false);
            }

            await host.ReleaseAsync(Part, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException e) when (e.Code == StoreErrors.TenantRemoval)
        {
            await host.RollbackAsync(Part, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        catch (Exception e) when (e is not PsaException && commit.Connection.State == ConnectionState.Open)
        {
            await host.RollbackAsync(Part, CancellationToken.None).ConfigureAwait(false);
            if (e is DbException complaint && PostgreSqlErrors.IsClash(complaint))
            {
                throw await ReasonAsync(commit, string.Empty, cancellationToken).ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Commits in a transaction of its own; what the database ended for the sake of another one, and what a lost connection ended before the commit was sent, is done again.</summary>
    private async ValueTask CommitAloneAsync(EfCommit commit, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)commit.Connection;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ReopenAsync(connection, cancellationToken).ConfigureAwait(false);
                if (await TryCommitAsync(connection, commit, cancellationToken).ConfigureAwait(false) is not { } clash)
                {
                    return;
                }

                var reason = await ReasonAsync(commit, clash, cancellationToken).ConfigureAwait(false);
                if (attempt == Attempts)
                {
                    throw reason;
                }
            }
            catch (NpgsqlException e) when (PostgreSqlErrors.IsTransient(e) && attempt < Attempts)
            {
                // again
            }
            catch (NpgsqlException e) when (PostgreSqlErrors.IsClash(e))
            {
                throw await ReasonAsync(commit, string.Empty, cancellationToken).ConfigureAwait(false);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10 << attempt), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<string?> TryCommitAsync(NpgsqlConnection connection, EfCommit commit, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (await WriteAsync(commit, cancellationToken).ConfigureAwait(false) is { } clash)
            {
                return clash;
            }

            try
            {
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return null;
            }
            catch (NpgsqlException e) when (!PostgreSqlErrors.IsAnswered(e))
            {
                throw PostgreSqlErrors.Unknown(e, _name);
            }
        }
    }

    /// <summary>Writes; gives the name of the constraint that was violated, or an empty text when a record wasn't stored in the version expected, or <see langword="null"/> when all is well.</summary>
    private async ValueTask<string?> WriteAsync(EfCommit commit, CancellationToken cancellationToken)
    {
        try
        {
            var writing = new PostgreSqlCommit(commit, _writers, cancellationToken);
            await writing.WriteAsync().ConfigureAwait(false);
            return writing.IsOutdated ? string.Empty : null;
        }
        catch (PostgresException e) when (PostgreSqlErrors.IsDuplicate(e))
        {
            return e.ConstraintName ?? string.Empty;
        }
    }

    /// <summary>Throws what explains why nothing could be written. A record that was changed meanwhile is the better news than the number it then clashes with.</summary>
    /// <returns>What is to be said when nothing explains it any more: then the commit may succeed when it is done again.</returns>
    private async ValueTask<PsaException> ReasonAsync(EfCommit commit, string clash, CancellationToken cancellationToken)
    {
        var versions = new PostgreSqlVersions(commit, _writers, cancellationToken);
        await commit.AcceptAsync(versions).ConfigureAwait(false);
        if (clash.Length > 0)
        {
            var context = ContextOn(commit.Connection);
            await using (context.ConfigureAwait(false))
            {
                await commit.AcceptAsync(new PostgreSqlDuplicates(context, commit.Tenant, clash, cancellationToken)).ConfigureAwait(false);
            }
        }

        return versions.Conflict();
    }

    private static async ValueTask ReopenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (connection.State != ConnectionState.Open)
        {
            await connection.CloseAsync().ConfigureAwait(false);
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<ValueList<string>> WithMigrationAsync(Func<PostgreSqlMigration, ValueTask<ValueList<string>>> work, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await _source!.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await work(new(connection, _schema, _name)).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is DbException or SocketException)
        {
            throw PostgreSqlErrors.ToStoreException(e, _name);
        }
    }
}
