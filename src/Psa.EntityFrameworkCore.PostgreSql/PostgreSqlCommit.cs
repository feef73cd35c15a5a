using System.Linq;
using Npgsql;
using Psa.Records;
using Psa.Storage;
using static Psa.EntityFrameworkCore.PostgreSql.Statements;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>
/// Writes what a session staged within an open transaction, each kind set-wise.
/// </summary>
/// <param name="commit">What is staged, and where it goes.</param>
/// <param name="sql">The schema's statements.</param>
/// <param name="replaces">
/// Whether every changed record is removed and added again, and not only one of which it isn't known what differs. The database judges what only one record may have row by row; when all that
/// change are gone before any comes back, only the state after the commit decides. It costs more, so it is done only after a row was refused.
/// </param>
/// <param name="cancellationToken">Cancels the writing.</param>
internal sealed class PostgreSqlCommit(StoreCommit commit, PostgreSqlDialect sql, bool replaces, CancellationToken cancellationToken) : IStagedVisitor
{
    private readonly NpgsqlConnection _connection = ((PostgreSqlLink)commit.Connection).Connection;

    /// <summary>Gets whether a record wasn't stored in the version that was expected. Then nothing more was written, and the transaction is to be rolled back.</summary>
    internal bool IsOutdated { get; private set; }

    public async ValueTask VisitAsync<T>(RecordType<T> type, IReadOnlyList<StagedChange<T>> staged)
        where T : class, IEntity<T>
    {
        if (IsOutdated)
        {
            return;
        }

        // in the order of ids, so that of two commits that share records one waits for the other
        var writer = sql.WriterOf(sql.Of(type));
        var changes = staged.OrderBy(static change => change.Record.Id).ToArray();
        var changed = replaces ? null : writer.Table.Changed(staged);
        var goes = Array.FindAll(changes, change => change.Kind == StagedChangeKind.Remove || (changed is null && change.Kind == StagedChangeKind.Update));
        var stays = changed is null ? [] : Array.FindAll(changes, static change => change.Kind == StagedChangeKind.Update);
        if ((goes.Length > 0 && await DeleteAsync(writer, goes).ConfigureAwait(false) != goes.Length)
            || (stays.Length > 0 && await UpdateAsync(writer, changed!, stays).ConfigureAwait(false) != stays.Length))
        {
            IsOutdated = true;
            return;
        }

        var comes = changes.Where(change => change.Kind == StagedChangeKind.Add || (changed is null && change.Kind == StagedChangeKind.Update));
        await CopyAsync(writer, comes.Select(static change => change.Record)).ConfigureAwait(false);
    }

    /// <summary>Writes all, the events last: their counter is held until the commit ends, so sequences become visible in their order.</summary>
    internal async ValueTask WriteAsync()
    {
        await commit.AcceptAsync(this).ConfigureAwait(false);
        if (IsOutdated || commit.Events.Count == 0)
        {
            return;
        }

        var sequence = await TakeSequencesAsync().ConfigureAwait(false);
        if (sequence < 0)
        {
            throw StoreRefusals.TenantRemoval(commit.Tenant);
        }

        await CopyAsync(sql.WriterOf(sql.Events()), commit.Events.Select((item, place) => item with { Sequence = sequence + place + 1 })).ConfigureAwait(false);
    }

    private async ValueTask<int> DeleteAsync<T>(PostgreSqlWriter<T> writer, StagedChange<T>[] changes)
        where T : class, IEntity<T>
    {
        var (ids, versions) = (Array.ConvertAll(changes, static change => change.Record.Id.Value), Array.ConvertAll(changes, static change => change.Expected));
        using var delete = _connection.Statement(writer.Delete, Value(commit.Tenant.Value), Value(ids), Value(versions));
        return await delete.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<int> UpdateAsync<T>(PostgreSqlWriter<T> writer, Field<T>[] changed, StagedChange<T>[] changes)
        where T : class, IEntity<T>
    {
        var (ids, versions) = (Array.ConvertAll(changes, static change => change.Record.Id.Value), Array.ConvertAll(changes, static change => change.Expected));
        StoredColumn[] columns = [.. changed.SelectMany(static field => field.Columns)];
        using var update = _connection.Statement(writer.Update(columns), Value(commit.Tenant.Value), Value(ids), Value(versions));
        foreach (var field in changed)
        {
            var lists = new PostgreSqlLists(field.Columns);
            foreach (var change in changes)
            {
                field.Put(lists, 0, change.Record);
            }

            lists.AddTo(update.Parameters);
        }

        return await update.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask CopyAsync<T>(PostgreSqlWriter<T> writer, IEnumerable<T> records)
        where T : class
    {
        using var left = records.GetEnumerator();
        if (!left.MoveNext())
        {
            return;
        }

        var importer = await _connection.BeginBinaryImportAsync(writer.Copy, cancellationToken).ConfigureAwait(false);
        await using (importer.ConfigureAwait(false))
        {
            using var row = new CopyRow(importer);
            do
            {
                await importer.StartRowAsync(cancellationToken).ConfigureAwait(false);
                writer.Table.Put(row, left.Current);
            }
            while (left.MoveNext());
            await importer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<long> TakeSequencesAsync()
    {
        using var take = _connection.Statement(sql.TakeSequences, Value(commit.Tenant.Value), Value((long)commit.Events.Count));
        return (long)(await take.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))! - commit.Events.Count;
    }
}
