using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Metadata;
using Psa.Events;
using Psa.Records;
using Psa.Storage;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>Writes what a session staged within an open transaction.</summary>
/// <param name="connection">The connection.</param>
/// <param name="writers">The statements of each kind of record.</param>
/// <param name="model">The model.</param>
/// <param name="tenant">The tenant.</param>
/// <param name="replaces">
/// Whether a changed record is removed and added again. SQLite judges what only one record may have row by row; when all that change are gone before any comes back, only the
/// state after the commit decides. It costs more, so it is done only after a row was refused.
/// </param>
internal sealed class SqliteCommit(SqliteConnection connection, SqliteWriters writers, IModel model, TenantId tenant, bool replaces) : IStagedVisitor
{
    // the row is held until the commit ends, so sequences become visible in their order
    private const string TakeSequences =
        "INSERT INTO psa_event_counter (tenant, last) VALUES (?1, ?2) ON CONFLICT (tenant) DO UPDATE SET last = last + ?2 RETURNING last";

    public ValueTask VisitAsync<T>(RecordType<T> type, IReadOnlyList<StagedChange<T>> staged)
        where T : class, IEntity<T>
    {
        var writer = writers.Of<T>(model);
        Write(type, staged, writer.Delete, change => change.Kind == StagedChangeKind.Remove || (replaces && change.Kind == StagedChangeKind.Update), (statement, change) =>
        {
            statement.Bind(1, tenant.Value);
            statement.Bind(2, change.Record.Id.Value);
            statement.Bind(3, change.Expected);
        });
        if (!replaces)
        {
            Write(type, staged, writer.Update, static change => change.Kind == StagedChangeKind.Update, (statement, change) =>
            {
                writer.Bind(statement, change.Record);
                statement.Bind(writer.ExpectedVersion, change.Expected);
            });
        }

        Write(
            type,
            staged,
            writer.Insert,
            change => change.Kind == StagedChangeKind.Add || (replaces && change.Kind == StagedChangeKind.Update),
            (statement, change) => writer.Bind(statement, change.Record));
        return default;
    }

    internal void Write(IReadOnlyList<PsaEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        var writer = writers.Of<PsaEvent>(model);
        using var insert = new SqliteStatement(connection, writer.Insert);
        using var counter = new SqliteStatement(connection, TakeSequences);
        counter.Bind(1, tenant.Value);
        counter.Bind(2, events.Count);
        var sequence = counter.ReadNumber()!.Value - events.Count;
        if (sequence < 0)
        {
            throw StoreRefusals.TenantRemoval(tenant);
        }

        foreach (var item in events)
        {
            sequence++;
            writer.Bind(insert, item with { Sequence = sequence });
            insert.Execute();
        }
    }

    private void Write<T>(
        RecordType<T> type, IReadOnlyList<StagedChange<T>> staged, string sql, Func<StagedChange<T>, bool> isMeant, Action<SqliteStatement, StagedChange<T>> bind)
        where T : class, IEntity<T>
    {
        SqliteStatement? statement = null;
        try
        {
            foreach (var change in staged)
            {
                if (isMeant(change))
                {
                    statement ??= new(connection, sql);
                    bind(statement, change);
                    Write(type, statement, change);
                }
            }
        }
        finally
        {
            statement?.Dispose();
        }
    }

    private void Write<T>(RecordType<T> type, SqliteStatement statement, StagedChange<T> change)
        where T : class, IEntity<T>
    {
        try
        {
            if (statement.Execute() == 1)
            {
                return;
            }
        }
        catch (SqliteException e) when (replaces && SqliteErrors.IsDuplicateValue(e))
        {
            throw StoreRefusals.Duplicate(type, SqliteErrors.IndexOf(type, e), change.Record);
        }
        catch (SqliteException e) when (SqliteErrors.IsDuplicateKey(e))
        {
            // the version tells
        }

        using var version = new SqliteStatement(connection, writers.Of<T>(model).Version);
        new SqliteVersions(connection, writers, model, tenant).Check(version, change);
        throw new InvalidOperationException($"{typeof(T).Name} {change.Record.Id} was not written, though its version is the stored one.");
    }
}
