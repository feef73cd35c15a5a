using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Psa.Records;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>One database as sessions need it: connections, the bulk commit, and what its complaints mean. Before the first connection it is made ready, or refused.</summary>
internal abstract class StoreDatabase(MigrationOptions? migrations, ILogger? logger) : IDisposable
{
    private readonly MigrationOptions _migrations = migrations ?? new();
    private readonly ILogger _logger = logger ?? NullLogger.Instance;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly AsyncLocal<bool> _isInHook = new();
    private volatile bool _isReady;

    /// <summary>Gets how the database is spoken to.</summary>
    internal abstract SqlDialect Sql { get; }

    /// <summary>Gets or sets who hears each question before it is asked: tests that look at plans.</summary>
    internal Action<Question>? Asking { get; set; }

    /// <summary>Gets whether several readers can be open on one connection.</summary>
    internal abstract bool ReadsSideBySide { get; }

    public void Dispose()
    {
        Dispose(isDisposing: true);
        _gate.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens a connection to a database that is up to date; before the first one makes it so.</summary>
    internal abstract ValueTask<StoreConnection> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Takes a connection that is a host's.</summary>
    internal abstract StoreConnection Borrow(DbConnection connection);

    /// <summary>Names the migrations that the database lacks, the oldest first; makes and changes nothing.</summary>
    internal abstract ValueTask<ValueList<string>> PendingAsync(CancellationToken cancellationToken);

    /// <summary>Names the migrations that a host's database lacks, as its transaction sees it.</summary>
    internal abstract ValueTask<ValueList<string>> PendingAsync(DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Writes what is staged, all or nothing: in a transaction of its own, or in the host's, which stays open.</summary>
    internal abstract ValueTask CommitAsync(StoreCommit commit, CancellationToken cancellationToken);

    /// <summary>Removes a part of all that a tenant has, in one transaction, after it has closed the tenant's events; opens them when nothing is left.</summary>
    internal abstract ValueTask<long> RemoveAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Says a database's complaint in our words.</summary>
    internal abstract PsaException Refusal(DbException complaint);

    /// <summary>Makes our tables, or brings them up to date; gives the names of what was pending.</summary>
    internal async ValueTask<ValueList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var applied = await ObserveAsync(cancellationToken).ConfigureAwait(false);
            _isReady = true;
            return applied;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Makes sure that a host's database is up to date; our tables aren't made in a host's transaction.</summary>
    internal async ValueTask CheckReadyAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (!_isReady)
        {
            RequireNone(await PendingAsync(transaction, cancellationToken).ConfigureAwait(false));
            _isReady = true;
        }
    }

    /// <summary>Makes the database ready when nobody has yet: brings it up to date, or refuses one that isn't.</summary>
    protected async ValueTask MakeReadyAsync(CancellationToken cancellationToken)
    {
        if (_isReady)
        {
            return;
        }

        await EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isReady)
            {
                if (_migrations.AtFirstUse)
                {
                    await ObserveAsync(cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    RequireNone(await PendingAsync(cancellationToken).ConfigureAwait(false));
                }

                _isReady = true;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Brings the database up to date; before it changes anything it calls <see cref="BeforeAsync"/>. Gives the names of what was pending.</summary>
    protected abstract ValueTask<ValueList<string>> ApplyAsync(CancellationToken cancellationToken);

    /// <summary>Lets the host do what it wants to do before, or refuse.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a host throws refuses")]
    protected async ValueTask BeforeAsync(ValueList<string> pending, CancellationToken cancellationToken)
    {
        if (_migrations.Before is not { } before)
        {
            return;
        }

        try
        {
            _isInHook.Value = true;
            await before(pending, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new StoreException(
                StoreErrors.MigrationRefused, $"The host refuses to migrate the store by {Names(pending)}: {e.Message} Nothing was changed: mend what it says, then do it again.", e);
        }
        finally
        {
            _isInHook.Value = false;
        }
    }

    protected abstract void Dispose(bool isDisposing);

    /// <summary>Gives the tables of all that a tenant has, the events last; not their counter.</summary>
    protected string[] Tables() => [.. RecordTypes.All.Select(static type => type.Name).Append(SqlDialect.EventTable).Select(Sql.TableOf)];

    private static string Names(ValueList<string> pending) => string.Join(", ", pending);

    private static void RequireNone(ValueList<string> pending)
    {
        if (pending.Count > 0)
        {
            throw new StoreException(
                StoreErrors.NotReady, $"The store has no tables of this library, or old ones, and doesn't migrate by itself here. Pending: {Names(pending)}. Call the store's MigrateAsync first, as a user who may make tables.");
        }
    }

    /// <summary>Brings the database up to date, and lets observers hear of it.</summary>
    private async ValueTask<ValueList<string>> ObserveAsync(CancellationToken cancellationToken)
    {
        using var activity = MigrationDiagnostics.Activities.StartActivity(MigrationDiagnostics.Migrate);
        try
        {
            var applied = await ApplyAsync(cancellationToken).ConfigureAwait(false);
            activity?.SetTag(MigrationDiagnostics.Outcome, applied.IsEmpty ? "up_to_date" : "migrated").SetTag(MigrationDiagnostics.Migrations, Names(applied));
            if (!applied.IsEmpty)
            {
                MigrationDiagnostics.StoreMigrated(_logger, Names(applied));
            }

            return applied;
        }
        catch (DbException complaint)
        {
            var refusal = Refusal(complaint);
            MigrationDiagnostics.Fail(_logger, activity, refusal);
            throw refusal;
        }
        catch (PsaException refusal)
        {
            MigrationDiagnostics.Fail(_logger, activity, refusal);
            throw;
        }
        catch (OperationCanceledException)
        {
            activity?.SetTag(MigrationDiagnostics.Outcome, "canceled");
            throw;
        }
    }

    private async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        // it would wait for itself
        if (_isInHook.Value)
        {
            throw new StoreException(StoreErrors.NotReady, "The store is being migrated, and what is called before can't use it: read the database on a connection of its own.");
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
