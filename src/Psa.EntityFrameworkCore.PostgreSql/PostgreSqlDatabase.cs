using System.Data;
using System.Data.Common;
using System.Linq;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;
using Psa.Storage;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>One schema of a database: opens connections, and before the first one makes our tables or brings them up to date; writes in bulk, and does again what may go well then.</summary>
internal sealed class PostgreSqlDatabase : StoreDatabase
{
    private const string Part = "psa_commit";
    private const int Attempts = 5;

    private readonly NpgsqlDataSource? _source;
    private readonly string _schema;
    private readonly string _name;
    private readonly PostgreSqlDialect _sql;

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

        (_schema, _name, _sql) = (schema, $"'{schema}' of the host", new(schema));
    }

    internal override SqlDialect Sql => _sql;

    internal override bool ReadsSideBySide => false;

    internal override async ValueTask<StoreConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await MakeReadyAsync(cancellationToken).ConfigureAwait(false);
            return new PostgreSqlLink(await _source!.OpenConnectionAsync(cancellationToken).ConfigureAwait(false), isHosts: false);
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

    internal override StoreConnection Borrow(DbConnection connection) => new PostgreSqlLink((NpgsqlConnection)connection, isHosts: true);

    internal override PsaException Refusal(DbException complaint) => PostgreSqlErrors.ToStoreException(complaint, _name);

    internal override async ValueTask<long> RemoveAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var link = (PostgreSqlLink)await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using (link.ConfigureAwait(false))
        {
            try
            {
                return await new PostgreSqlTenant(link.Connection, _schema, tenant).RemovePartAsync(Tables(), cancellationToken).ConfigureAwait(false);
            }
            catch (DbException e)
            {
                throw Refusal(e);
            }
        }
    }

    internal override ValueTask CommitAsync(StoreCommit commit, CancellationToken cancellationToken) =>
        commit.Host is NpgsqlTransaction host ? CommitInAsync(host, commit, cancellationToken) : CommitAloneAsync(commit, cancellationToken);

    protected override void Dispose(bool isDisposing) => _source?.Dispose();

    protected override ValueTask<ValueList<string>> ApplyAsync(CancellationToken cancellationToken) =>
        WithMigrationAsync(migration => migration.ApplyAsync(pending => BeforeAsync(pending, cancellationToken), cancellationToken), cancellationToken);

    /// <summary>Writes in a part of the host's transaction that is taken back when it fails, so that the reason can still be read; nothing is done again.</summary>
    private async ValueTask CommitInAsync(NpgsqlTransaction host, StoreCommit commit, CancellationToken cancellationToken)
    {
        await host.SaveAsync(Part, cancellationToken).ConfigureAwait(false);
        try
        {
            var clash = await WriteAsync(commit, replaces: false, cancellationToken).ConfigureAwait(false);
            if (clash is { Length: > 0 })
            {
                await host.RollbackAsync(Part, cancellationToken).ConfigureAwait(false);
                clash = await WriteAsync(commit, replaces: true, cancellationToken).ConfigureAwait(false);
            }

            if (clash is not null)
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
        catch (Exception e) when (e is not PsaException && commit.Connection.Driver.State == ConnectionState.Open)
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
    private async ValueTask CommitAloneAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        var link = (PostgreSqlLink)commit.Connection;
        var replaces = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await link.ReopenAsync(cancellationToken).ConfigureAwait(false);
                if (await TryCommitAsync(link.Connection, commit, replaces, cancellationToken).ConfigureAwait(false) is not { } clash)
                {
                    return;
                }

                if (clash.Length > 0 && !replaces)
                {
                    replaces = true;
                    continue;
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

    private async ValueTask<string?> TryCommitAsync(NpgsqlConnection connection, StoreCommit commit, bool replaces, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (await WriteAsync(commit, replaces, cancellationToken).ConfigureAwait(false) is { } clash)
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
    private async ValueTask<string?> WriteAsync(StoreCommit commit, bool replaces, CancellationToken cancellationToken)
    {
        try
        {
            var writing = new PostgreSqlCommit(commit, _sql, replaces, cancellationToken);
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
    private async ValueTask<PsaException> ReasonAsync(StoreCommit commit, string clash, CancellationToken cancellationToken)
    {
        var versions = new PostgreSqlVersions(commit, _sql, cancellationToken);
        await commit.AcceptAsync(versions).ConfigureAwait(false);
        if (clash.Length > 0)
        {
            await commit.AcceptAsync(new PostgreSqlDuplicates(commit, _sql, clash, cancellationToken)).ConfigureAwait(false);
        }

        return versions.Conflict();
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
