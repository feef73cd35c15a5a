using Microsoft.Data.Sqlite;
using Psa.Events;
using Psa.Records;
using Psa.Storage;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>Writes what a session staged within an open transaction.</summary>
/// <param name="link">The connection.</param>
/// <param name="tenant">The tenant.</param>
/// <param name="replaces">
/// Whether a changed record is removed and added again. SQLite judges what only one record may have row by row; when all that change are gone before any comes back, only the
/// state after the commit decides. It costs more, so it is done only after a row was refused.
/// </param>
internal sealed class SqliteCommit(SqliteLink link, TenantId tenant, bool replaces) : IStagedVisitor
{
    // the row is held until the commit ends, so sequences become visible in their order
    private const string TakeSequences =
        "INSERT INTO psa_event_counter (tenant, last) VALUES (?1, ?2) ON CONFLICT (tenant) DO UPDATE SET last = last + ?2 RETURNING last";

    public ValueTask VisitAsync<T>(RecordType<T> type, IReadOnlyList<StagedChange<T>> staged)
        where T : class, IEntity<T>
    {
        var writer = SqliteWriter<T>.Of(SqliteDialect.Instance.Of(type));
        Write(type, staged, () => writer.Delete, change => change.Kind == StagedChangeKind.Remove || (replaces && change.Kind == StagedChangeKind.Update), (statement, change) =>
        {
            PutKey(statement, 0, change);
            statement.Put(2, change.Expected);
        });
        if (!replaces)
        {
            var (changed, width) = (Array.Empty<Field<T>>(), 0);
            Write(type, staged, Update, static change => change.Kind == StagedChangeKind.Update, (statement, change) =>
            {
                var place = 0;
                foreach (var field in changed)
                {
                    field.Put(statement, place, change.Record);
                    place += field.Columns.Count;
                }

                PutKey(statement, place, change);
                statement.Put(place + 2, change.Expected);
            });

            string Update()
            {
                changed = writer.Table.Changed(staged) ?? writer.Table.Changeable;
                return writer.Update(changed);
            }
        }

        Write(
            type,
            staged,
            () => writer.Insert,
            change => change.Kind == StagedChangeKind.Add || (replaces && change.Kind == StagedChangeKind.Update),
            (statement, change) => writer.Table.Put(statement, change.Record));
        return default;
    }

    internal void Write(IReadOnlyList<PsaEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        var table = SqliteDialect.Instance.Events();
        using var insert = link.Take(SqliteWriter<PsaEvent>.Of(table).Insert);
        using var counter = link.Take(TakeSequences);
        counter.Put(0, tenant.Value);
        counter.Put(1, events.Count);
        var sequence = counter.ReadNumber()!.Value - events.Count;
        if (sequence < 0)
        {
            throw StoreRefusals.TenantRemoval(tenant);
        }

        foreach (var item in events)
        {
            sequence++;
            table.Put(insert, item with { Sequence = sequence });
            insert.Execute();
        }
    }

    private void PutKey<T>(SqliteStatement statement, int place, StagedChange<T> change)
        where T : class, IEntity<T>
    {
        statement.Put(place, tenant.Value);
        statement.Put(place + 1, change.Record.Id.Value);
    }

    private void Write<T>(
        RecordType<T> type, IReadOnlyList<StagedChange<T>> staged, Func<string> sql, Func<StagedChange<T>, bool> isMeant, Action<SqliteStatement, StagedChange<T>> put)
        where T : class, IEntity<T>
    {
        SqliteStatement? statement = null;
        try
        {
            foreach (var change in staged)
            {
                if (isMeant(change))
                {
                    statement ??= link.Take(sql());
                    put(statement, change);
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

        new SqliteVersions(link, tenant).Check(type, change);
        throw new InvalidOperationException($"{typeof(T).Name} {change.Record.Id} was not written, though its version is the stored one.");
    }
}
